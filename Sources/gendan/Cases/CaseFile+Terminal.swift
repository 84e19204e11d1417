import Casework
import Desk
import Ledger
import Playbook

/// A case read from a ledger with everything needed to tell of it.
struct FoundCase {
  let state: Case
  let plan: Plan
  let events: [Event]
  let stored: [StoredEvent]
  let retelling: Retelling

  init(_ id: CaseID, in ledger: any Ledger) async throws {
    guard let state = try await ledger.readCase(id) else { throw Trouble(DeskError.refused(.noSuchCase(id))) }
    self.state = state
    events = try await ledger.readEvents(of: id, after: 0)
    stored = try events.map { event throws(LedgerError) in try StoredEvent(event) }
    plan = try await PlaybookShelf(ledger: ledger).plan(version: state.version)
    retelling = Retelling(plan: plan, language: tongue)
  }

  var heading: String {
    "\(state.id)  \(plan.title)  \(state.subject)  \(phaseName(state.phase))  " + say("版本 \(plan.shortVersion)", "version \(plan.shortVersion)")
  }

  struct Line {
    let at: Instant
    let retold: Retelling.Line
    let isDecision: Bool
    /// What a decision stood on, in words.
    let uses: [String]
  }

  /// One line for each event that says something to a person.
  var timeline: [Line] {
    events.compactMap { event in
      guard let line = retelling.line(event) else { return nil }
      guard case .decided(let decided) = event.kind else { return Line(at: event.at, retold: line, isDecision: false, uses: []) }
      return Line(at: event.at, retold: line, isDecision: true, uses: grounds(of: decided, event))
    }
  }

  /// The facts that were looked at; for a choice on how the step ended, the event that ended it.
  private func grounds(of decided: Decided, _ event: Event) -> [String] {
    let facts = decided.uses.map { use in
      let known = use.learned.flatMap { number in events.first { $0.sequence == number } }
      let since = known.map { say("，\(plan.zone.text($0.at)) 得知（第 \($0.sequence) 条）", ", learned \(plan.zone.text($0.at)) (event \($0.sequence))") } ?? ""
      return "\(retelling.name(ofFact: use.fact)) = \(retelling.value(use.value, of: use.fact))\(since)"
    }
    guard decided.answer != nil, let end = events.last(where: { $0.sequence < event.sequence && $0.step == event.step && $0.kind.endsStep }),
      let line = retelling.line(end)
    else { return facts }
    return facts + [say("\(line.text)，\(plan.zone.text(end.at))（第 \(end.sequence) 条）", "\(line.text), \(plan.zone.text(end.at)) (event \(end.sequence))")]
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
