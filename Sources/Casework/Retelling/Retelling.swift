public import Playbook

/// Says in words what happened in a case, for timelines: what, and the sentence that asked for it.
public struct Retelling: Sendable {
  /// One event in words.
  public struct Line: Hashable, Sendable {
    public let text: String
    /// The sentence of the playbook that caused it.
    public let sentence: Sentence?
    /// How much it matters to somebody who reads along.
    public let weight: Weight
  }

  /// How much a line matters to somebody who reads along.
  public enum Weight: Hashable, Sendable, Comparable {
    /// Bookkeeping: cursors and deadlines.
    case detail
    case normal
    /// What a reader looks for: beginnings, ends, rulings, trouble.
    case headline
  }

  let plan: Plan
  /// The reader's.
  public let language: Language
  /// For parties: who at the desk said or did something isn't told.
  public var hidesPeople = false

  /// - Parameter language: the reader's; the document's own when not given.
  public init(plan: Plan, language: Language? = nil) {
    self.plan = plan
    self.language = language ?? plan.language
  }

  /// Nil for an event that says nothing to a person.
  public func line(_ event: Event) -> Line? {
    let step = event.step.flatMap(plan.step)
    guard let (text, weight) = words(event.kind, step) else { return nil }
    return Line(text: LinkTokens.masked(text), sentence: sentence(event.kind, step), weight: weight)
  }

  /// A decision stands on the alternative that was taken, a derived fact on its row, everything else on the step.
  private func sentence(_ kind: EventKind, _ step: Step?) -> Sentence? {
    if case .factLearned(let learned) = kind, let row = RowReference(source: learned.source).flatMap(plan.rowToShow) { return row.sentence }
    if case .decided(let decided) = kind, let branch = step?.branches.first(where: { $0.id == decided.branch }) { return branch.sentence }
    return step?.sentence
  }

  func say(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String { language.words(chinese(), english()) }

  /// A fact's value as the reader calls it; personal data is never shown, and neither is what an earlier version knew and this one doesn't: it may be.
  public func value(_ value: Value?, of id: Fact.ID) -> String {
    guard let value else { return say("未知", "unknown") }
    guard let fact = plan.fact(id), !fact.isPersonal else { return "•••" }
    return LinkTokens.masked(fact.words(for: value, in: language, zone: plan.zone))
  }

  public func name(ofFact id: Fact.ID) -> String { plan.fact(id)?.name ?? id }
  public func name(ofAction id: Action.ID) -> String { plan.action(id)?.name ?? id }
  public func name(ofParty id: Party.ID?) -> String { id.map { plan.party($0)?.name ?? $0 } ?? "" }

  /// An outcome as its action calls it.
  public func name(ofOutcome outcome: String, of effect: Effect) -> String {
    if let declared = effect.action.flatMap(plan.action)?.outcomes.first(where: { $0.id == outcome }) { return declared.labels.first ?? outcome }
    return effect.purpose == .ask ? name(ofAnswer: outcome) : name(ofOutcome: outcome)
  }

  /// How a question to a party ended. The same word ends a call and a question; who was called is reached, who was asked has answered.
  public func name(ofAnswer outcome: String) -> String {
    switch outcome {
    case AskOutcome.answered: say("已回答", "answered")
    case AskOutcome.noAnswer: say("没有回答", "no answer")
    default: name(ofOutcome: outcome)
    }
  }

  /// An outcome that no action declares, as everything may end: `withdrawn`, say.
  public func name(ofOutcome outcome: String) -> String {
    if let contact = ContactOutcome(rawValue: outcome) { return contact.name(in: language) }
    return switch outcome {
    case SayOutcome.sent: say("已发送", "sent")
    case EffectEnded.withdrawn: say("已撤回", "withdrawn")
    case WaitAnswer.expired: say("超时", "expired")
    // What becomes of an action that is held back, whatever its outcomes are.
    case HeldBackAnswer.overLimit: say("超限", "over limit")
    case HeldBackAnswer.notApproved: say("未批准", "not approved")
    case HeldBackAnswer.approved: say("已批准", "approved")
    default: outcome
    }
  }

  func text(_ instant: Instant) -> String { plan.zone.text(instant) }
}
