public import Casework
public import Ledger
public import Playbook

/// A case read from a ledger with everything needed to tell of it.
public struct CaseFile: Sendable {
  public let state: Case
  public let plan: Plan
  public let events: [Event]
  /// The plans that the case ran under before it was moved, by their versions; without those that can't be read any more.
  public let earlierPlans: [String: Plan]
  public var retelling: Retelling

  /// - Parameter language: the reader's.
  /// - Throws: `DeskError.refused` when there is no such case; other `DeskError`s when it can't be read.
  public init(_ id: CaseID, in ledger: any Ledger, shelf: PlaybookShelf, language: Language) async throws(DeskError) {
    let (found, told): (Case?, [Event])
    do throws(LedgerError) {
      found = try await ledger.readCase(id)
      told = found == nil ? [] : try await ledger.readEvents(of: id, after: 0)
    } catch { throw .ledger(error) }
    guard let state = found else { throw .refused(.noSuchCase(id)) }
    self.state = state
    // More may have happened since the state was read: what is told ends where it does.
    events = told.filter { $0.sequence <= state.eventCount }
    plan = try await shelf.plan(version: state.version)
    var earlier: [String: Plan] = [:]
    for event in told {
      guard case .moved(let moved) = event.kind, moved.from != state.version, earlier[moved.from] == nil else { continue }
      if let plan = try await shelf.readablePlan(version: moved.from) { earlier[moved.from] = plan }
    }
    earlierPlans = earlier
    retelling = Retelling(plan: plan, language: language)
  }

  /// One line of the timeline.
  public struct Line: Sendable {
    /// The event it tells of.
    public let sequence: Int
    public let at: Instant
    public let retold: Retelling.Line
    public let isDecision: Bool
    /// What a decision stood on, in words.
    public let uses: [String]
  }

  /// One line for each event that says something to a person.
  public var timeline: [Line] { events.compactMap(line) }

  /// What one of its events says to a person; nil when that is nothing.
  public func line(_ event: Event) -> Line? {
    guard let line = retelling.line(event) else { return nil }
    guard case .decided(let decided) = event.kind else {
      return Line(sequence: event.sequence, at: event.at, retold: line, isDecision: false, uses: [])
    }
    return Line(sequence: event.sequence, at: event.at, retold: line, isDecision: true, uses: grounds(of: decided, event))
  }

  /// The facts that were looked at; for a choice on how the step ended, the event that ended it.
  private func grounds(of decided: Decided, _ event: Event) -> [String] {
    let language = retelling.language
    let facts = decided.uses.map { use in
      let known = use.learned.flatMap { number in events.first { $0.sequence == number } }
      let since =
        known.map {
          language.words("，\(plan.zone.text($0.at)) 得知（第 \($0.sequence) 条）", ", learned \(plan.zone.text($0.at)) (event \($0.sequence))")
        } ?? ""
      return "\(retelling.name(ofFact: use.fact)) = \(retelling.value(use.value, of: use.fact))\(since)"
    }
    guard decided.answer != nil, let end = events.last(where: { $0.sequence < event.sequence && $0.step == event.step && $0.kind.endsStep }),
      let line = retelling.line(end)
    else { return facts }
    return facts + [
      language.words(
        "\(line.text)，\(plan.zone.text(end.at))（第 \(end.sequence) 条）", "\(line.text), \(plan.zone.text(end.at)) (event \(end.sequence))")
    ]
  }
}

extension EventKind {
  /// What a step's answer comes from.
  fileprivate var endsStep: Bool {
    switch self {
    case .contactEnded, .effectEnded, .taskDone, .happened, .timerRang, .procedureLeft: true
    default: false
    }
  }
}
