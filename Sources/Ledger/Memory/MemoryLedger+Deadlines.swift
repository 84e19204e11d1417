public import Casework
public import Playbook

/// What a memory ledger keeps of deadlines.
struct MemoryDeadlines {
  var position = 0
  var lastNumber = 0
  var rows: [CaseID: [DeadlineRow]] = [:]
  /// From how many events of the case they were worked out.
  var events: [CaseID: Int] = [:]
  var samples: [CaseID: (playbook: String, samples: [FigureSample])] = [:]
  var classes: [CaseID: Set<FigureClassValue>] = [:]

  mutating func keep(_ one: KeptTimes) {
    guard one.events >= events[one.caseID] ?? 0 else { return }
    let kept = rows[one.caseID] ?? []
    rows[one.caseID] = one.deadlines.map { row in
      let old = kept.first { $0.id == row.id }
      if old == nil { lastNumber += 1 }
      return row.kept(number: old?.number ?? lastNumber, warnedAt: old?.warnedAt ?? row.warnedAt, missedAt: old?.missedAt ?? row.missedAt)
    }
    events[one.caseID] = one.events
    samples[one.caseID] = (one.playbook, one.samples)
    classes[one.caseID] = one.classes
  }

  /// They are worked out again from the first turn on; what was told stays.
  mutating func recount() { (position, events) = (0, [:]) }
}

extension MemoryLedger: DeadlineLedger {
  public func deadlinePosition() -> Int { deadlines.position }

  public func keepDeadlines(_ cases: [KeptTimes], from old: Int, to position: Int) -> Bool {
    guard deadlines.position == old else { return false }
    deadlines.position = position
    for one in cases { deadlines.keep(one) }
    return true
  }

  public func keepDeadlines(_ one: KeptTimes) { deadlines.keep(one) }

  public func deadlines(of id: CaseID) -> [DeadlineRow] { (deadlines.rows[id] ?? []).sorted { $0.number < $1.number } }

  public func deadlinesToTell(at now: Instant, limit: Int) -> [DeadlineRow] {
    let due = deadlines.rows.values.joined().filter { $0.nextMoment.map { $0 <= now } ?? false }
    let never = Instant(milliseconds: .max)
    return Array(due.sorted { ($0.nextMoment ?? never, $0.number) < ($1.nextMoment ?? never, $1.number) }.prefix(max(limit, 0)))
  }

  public func nextDeadlineMoment() -> Instant? { deadlines.rows.values.joined().compactMap(\.nextMoment).min() }

  public func markTold(_ telling: DeadlineTelling, of id: DeadlineID, at now: Instant) -> Bool {
    guard let rows = deadlines.rows[id.caseID], let index = rows.firstIndex(where: { $0.id == id }) else { return false }
    let row = rows[index]
    switch telling {
    case .warning:
      guard row.warnedAt == nil else { return false }
      deadlines.rows[id.caseID]?[index] = row.kept(number: row.number, warnedAt: now, missedAt: row.missedAt)
    case .miss:
      guard row.missedAt == nil else { return false }
      deadlines.rows[id.caseID]?[index] = row.kept(number: row.number, warnedAt: row.warnedAt, missedAt: now)
    }
    return true
  }

  public func listDeadlines(_ filter: DeadlineFilter) -> [DeadlineRow] {
    Array(deadlines.rows.values.joined().filter { filter.matches($0) }.sorted { $0.number > $1.number }.prefix(max(filter.limit, 0)))
  }

  public func openDeadlines(_ span: DueSpan) -> [DeadlineRow] {
    let never = Instant(milliseconds: .max)
    let found = deadlines.rows.values.joined().filter { span.contains($0) }.sorted { ($0.due ?? never, $0.number) < ($1.due ?? never, $1.number) }
    return Array((span.latestFirst ? found.reversed() : found).prefix(max(span.limit, 0)))
  }

  public func earliestDeadlines(of cases: [CaseID]) -> [CaseID: Instant] {
    var earliest: [CaseID: Instant] = [:]
    for id in cases { earliest[id] = deadlines.rows[id]?.filter { $0.end == nil }.compactMap(\.due).min() }
    return earliest
  }

  public func tallyFigures(of playbook: String, from start: Instant, to end: Instant) -> [String: FigureTally] {
    let found = deadlines.samples.values.filter { $0.playbook == playbook }.flatMap(\.samples).filter { start <= $0.at && $0.at < end }
    return Dictionary(grouping: found, by: \.figure).mapValues { FigureTally(count: $0.count, sum: $0.map(\.value).reduce(0, +)) }
  }

  public func tallyClasses(of playbook: String, from start: Instant, to end: Instant) -> [FigureClassValue: [String: FigureTally]] {
    var found: [FigureClassValue: [String: FigureTally]] = [:]
    for (id, kept) in deadlines.samples where kept.playbook == playbook {
      for sample in kept.samples where start <= sample.at && sample.at < end {
        let one = FigureTally(count: 1, sum: sample.value)
        for key in deadlines.classes[id] ?? [] { found[key, default: [:]][sample.figure] = (found[key]?[sample.figure] ?? .empty) + one }
      }
    }
    return found
  }
}
