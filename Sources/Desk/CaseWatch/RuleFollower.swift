import Casework
import Ledger
import Playbook

/// Follows the events for one rule over cases, and keeps in mind what it needs for the next ones. What it finds out is stored with how far it has come.
actor RuleFollower {
  /// How far it may be ahead of what is stored when there was nothing to store.
  private static let stride = 1_000
  /// Cases and subjects kept in mind.
  private static let memoryLimit = 5_000

  let rule: CaseRule
  /// The playbooks whose cases it counts.
  private let scope: Set<String>
  private let ledger: any Ledger
  private let store: any WatchLedger
  private let clock: any DeskClock
  private var stored: WatchedRule
  private(set) var position: Int
  private var cases: [CaseID: FollowedCase] = [:]
  private var subjects: [String: SubjectCount] = [:]
  /// Keys whose rate may be reached by further orders alone; nil before they were looked up.
  private var short: Set<String>?
  private var step: WatchStep

  private struct FollowedCase {
    let playbook: String
    let subject: String
    var trace = CaseTrace()
    var counted: CountedCase?
  }

  init(rule: CaseRule, scope: Set<String>, stored: WatchedRule, ledger: any Ledger, store: any WatchLedger, clock: any DeskClock) {
    self.rule = rule
    self.scope = scope
    self.ledger = ledger
    self.store = store
    self.clock = clock
    self.stored = stored
    position = stored.position
    step = WatchStep(rule: rule.id, from: stored.position, to: stored.position)
  }

  /// Takes the turns that it hasn't seen. What they mean is stored when this returns.
  func follow(_ turns: [Turn]) async throws(LedgerError) {
    if cases.count > Self.memoryLimit { cases = [:] }
    if subjects.count > Self.memoryLimit { subjects = [:] }
    do {
      for turn in turns where turn.position > position {
        for event in turn.events where concerns(event) { try await take(event, of: turn.caseID, at: turn.position) }
        position = turn.position
      }
      try await flush()
    } catch {
      await forget()
      throw error
    }
  }

  /// Merchants have more orders: a rate may be reached, where there had been too few to say anything.
  func ordersCounted(_ merchants: Set<String>) async throws(LedgerError) {
    guard rule.rate != nil else { return }
    let now = clock.now()
    if short == nil { short = Set(try await store.countedSubjects(of: rule.id, after: now + TimeAmount(seconds: -rule.window.seconds)).values) }
    for key in merchants.intersection(short ?? []).sorted() {
      let subject = rule.subject(of: key)
      let moment = rule.moment(now)
      var count = try await count(for: subject, at: moment)
      let whole = try await whole(for: key, around: moment)
      if let hit = count.recount(at: moment, isFull: { rule.isFull($0, $1, whole: whole) }) { take(hit, &count, subject, at: .max) }
      if !isShort(of: whole, at: moment) { short?.remove(key) }
      subjects[subject] = count
    }
    try await flush()
  }

  /// Every key is looked at again: orders may have been counted while nobody followed.
  func ordersMayHaveCome() async throws(LedgerError) {
    guard rule.rate != nil else { return }
    short = nil
    try await ordersCounted(Set(try await store.countedSubjects(of: rule.id, after: clock.now() + TimeAmount(seconds: -rule.window.seconds)).values))
  }

  // MARK: events

  private func concerns(_ event: Event) -> Bool {
    switch event.kind {
    case .opened, .closed, .personsNamed: true
    case .factLearned(let learned): rule.facts.contains(learned.fact)
    case .concluded(let concluded): concluded.settings.contains { rule.facts.contains($0.fact) }
    default: false
    }
  }

  private func take(_ event: Event, of id: CaseID, at position: Int) async throws(LedgerError) {
    guard var followed = try await followed(id, before: event) else { return }
    if followed.playbook == rule.opens { return try await takeParent(event, id, followed.subject, at: position) }
    guard scope.contains(followed.playbook) else { return }
    followed.trace.take(event, for: rule)
    let after = followed.trace.count(of: id, for: rule).map { CountedCase(id: id, key: $0.key, at: rule.moment($0.at), apart: $0.apart) }
    let before = followed.counted
    followed.counted = after
    cases[id] = followed
    if let before, after.map({ $0.counts(like: before) }) != true { leave(before) }
    if let after, before.map({ $0.counts(like: after) }) != true { try await count(after, instead: before, at: position) }
  }

  /// A case as its events before this one left it.
  private func followed(_ id: CaseID, before event: Event) async throws(LedgerError) -> FollowedCase? {
    if case .opened(let opened) = event.kind {
      let followed = FollowedCase(playbook: opened.playbook, subject: opened.subject)
      cases[id] = followed
      return followed
    }
    if let known = cases[id] { return known }
    let events = try await ledger.readEvents(of: id, after: 0)
    guard case .opened(let opened)? = events.first?.kind else { return nil }
    var followed = FollowedCase(playbook: opened.playbook, subject: opened.subject)
    if scope.contains(opened.playbook) {
      for earlier in events where earlier.sequence < event.sequence { followed.trace.take(earlier, for: rule) }
      followed.counted = followed.trace.count(of: id, for: rule).map { CountedCase(id: id, key: $0.key, at: rule.moment($0.at), apart: $0.apart) }
    }
    cases[id] = followed
    return followed
  }

  /// The case that the rule opens, whoever opened it.
  private func takeParent(_ event: Event, _ id: CaseID, _ subject: String, at position: Int) async throws(LedgerError) {
    // When a rule counts anew, what was opened up to there is known.
    guard position > stored.settled else { return }
    var standing = try await standing(of: subject)
    switch event.kind {
    case .opened:
      standing.parentOpened(id)
      subjects[subject]?.parentOpened(id)
    case .closed:
      guard standing.parent == id else { return }
      standing.parentClosed()
      subjects[subject]?.parentClosed()
    default: return
    }
    step.standings[subject] = standing
  }

  // MARK: counting

  private func leave(_ one: CountedCase) {
    subjects[rule.subject(of: one.key)]?.remove(one.id)
    step.counted[one.id] = nil
    step.gone.insert(one.id)
  }

  private func count(_ one: CountedCase, instead before: CountedCase?, at position: Int) async throws(LedgerError) {
    let subject = rule.subject(of: one.key)
    // Seen before: after a crash, by another desk, or when the rule counts anew. What belongs to a hit stays with it.
    if before == nil, let known = try await store.countedCase(one.id, of: rule.id), known.key == one.key {
      if known.counts(like: one) { return }
      var kept = one
      kept.hit = known.hit
      if kept.hit != nil {
        subjects[subject] = nil
        step.counted[one.id] = (subject, kept)
        return
      }
    }
    var count = try await count(for: subject, at: one.at)
    let whole = try await whole(for: one.key, around: one.at)
    step.counted[one.id] = (subject, one)
    if let hit = count.count(one, isFull: { rule.isFull($0, $1, whole: whole) }) {
      take(hit, &count, subject, at: position)
    } else if isShort(of: whole, at: one.at) {
      short?.insert(one.key)
    }
    subjects[subject] = count
  }

  private func take(_ hit: SubjectCount.Hit, _ count: inout SubjectCount, _ subject: String, at position: Int) {
    for one in hit.cases { step.counted[one.id] = (subject, one) }
    // A rule that is taken up doesn't open what lies behind it.
    if hit.isNew, position <= stored.adopted, hit.end + rule.window + (rule.rate == nil ? .minutes(0) : .hours(24)) <= clock.now() {
      count.letPass()
      step.passed.formUnion(hit.cases.map(\.id))
    }
    step.standings[subject] = count.standing
  }

  /// What a rate is counted against, in the days that may matter for a case of this moment.
  private func whole(for key: String, around at: Instant) async throws(LedgerError) -> [Int: Int] {
    guard rule.rate != nil else { return [:] }
    let day = DayCount().day(of: at)
    return try await store.orderCounts(of: key, days: (day - rule.days + 1)...(day + rule.days - 1))
  }

  /// Whether there are too few to say anything, so that more of them may bring the rule about.
  private func isShort(of whole: [Int: Int], at moment: Instant) -> Bool {
    guard let rate = rule.rate else { return false }
    let day = DayCount().day(of: moment)
    return (day - rule.days + 1...day).reduce(0) { $0 + whole[$1, default: 0] } < rate.atLeast
  }

  private func standing(of subject: String) async throws(LedgerError) -> RuleStanding {
    if let known = subjects[subject]?.standing ?? step.standings[subject] { return known }
    return try await store.standing(of: rule.id, subject: subject)
  }

  /// The count for a subject, with all that a case of this moment may be counted with.
  private func count(for subject: String, at: Instant) async throws(LedgerError) -> SubjectCount {
    if let known = subjects[subject], known.reaches(at) { return known }
    let standing = try await standing(of: subject)
    let floor = at + TimeAmount(seconds: -2 * max(rule.window.seconds, Int64(rule.days) * 86_400))
    let live = standing.isLive ? standing.hit : nil
    var found = Dictionary(
      uniqueKeysWithValues: try await store.countedCases(of: rule.id, subject: subject, after: floor, live: live).map { ($0.id, $0) })
    // What these events have brought so far isn't stored yet.
    for id in step.gone { found[id] = nil }
    for (id, put) in step.counted {
      found[id] = put.subject == subject && put.case.at > floor && (put.case.hit == nil || put.case.hit == live) ? put.case : nil
    }
    return SubjectCount(rule: rule, subject: subject, standing: standing, cases: Array(found.values), floor: floor)
  }

  // MARK: storing

  private func flush() async throws(LedgerError) {
    let isEmpty = step.counted.isEmpty && step.gone.isEmpty && step.standings.isEmpty
    guard !isEmpty || position - stored.position >= Self.stride else { return }
    step.to = position
    guard try await store.storeWatch(step) else {
      // Another desk was faster: what it found out is looked up.
      await forget()
      return
    }
    stored = stored.moved(to: position)
    step = WatchStep(rule: rule.id, from: position, to: position)
  }

  /// Begins again with what is stored.
  private func forget() async {
    (cases, subjects, short) = ([:], [:], nil)
    if let known = try? await store.watchedRules().first(where: { $0.id == rule.id }) { stored = known }
    position = stored.position
    step = WatchStep(rule: rule.id, from: position, to: position)
  }
}
