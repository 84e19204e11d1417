import Playbook

extension Deciding {
  /// Goes on from a step that has its answer.
  mutating func chooseBranch(of step: Step, answer: String?) {
    switch branch(of: step, answer: answer) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  /// Chooses the first alternative that holds; "otherwise" and "unknown" when none does. Facts that a condition needs are asked for first.
  /// - Parameter found: facts that were found already. One that can't be used even so isn't looked for again.
  mutating func branch(of step: Step, answer: String?, found: [Fact.ID] = []) -> Progress {
    guard !step.branches.isEmpty else { return .goOn(to: step.next) }
    var last: (fact: Fact.ID, value: Value?)?
    for branch in step.branches {
      let truth = truth(branch.condition, answer: answer, recalling: &last)
      if truth == .no { continue }
      // "Unknown" is an answer only when everybody was asked.
      let open = asked(branch.condition, of: step)
      if (step.asksForAll ? truth : self.truth(open, answer: answer)) == .unknown || open.testsUnknown,
        let missing = open.facts.first(where: { value($0) == nil && !wasAsked($0) && !found.contains($0) })
      {
        if case .waiting = find(missing, from: 0, step) { return .waiting }
        return self.branch(of: step, answer: answer, found: found + [missing])
      }
      if truth == .yes { return take(branch, of: step, answer: answer) }
    }
    let isUnknown = isAnswerUnknown(step, answer)
    if isUnknown, let branch = step.branches.first(where: { $0.condition.takesUnknown }) { return take(branch, of: step, answer: answer) }
    if !isUnknown, let branch = step.branches.first(where: { $0.condition.takesOtherwise }) { return take(branch, of: step, answer: answer) }
    record(.decided(Decided(branch: nil, answer: answer, uses: uses(of: step))), step: step.id)
    if let answer, answer == plan.unlookedSuccess(of: step) { return .goOn(to: step.next) }
    raise(.noBranch, about: answerWords(step, answer), step: step.id)
    return .waiting
  }

  /// Takes an alternative. One that stands behind the step's children is left to the choice there.
  mutating func take(_ branch: Branch, of step: Step, answer: String?, noticed: [Fact.ID] = []) -> Progress {
    guard !step.branches.isEmpty else { return .goOn(to: step.next) }
    let decided = Decided(branch: branch.id, answer: answer, uses: uses(of: step), noticed: noticed.isEmpty ? nil : noticed)
    record(.decided(decided), step: step.id)
    return .goOn(to: branch.first ?? step.next)
  }

  /// A step's alternatives, also when they stand behind its children and are chosen there.
  func alternatives(of step: Step) -> [Branch] {
    step.branches.isEmpty ? plan.step(step.id + "+")?.branches ?? [] : step.branches
  }

  /// The facts that a step's choice stands on.
  func decisiveFacts(of step: Step) -> [Fact.ID] { step.decisiveFacts }

  private func uses(of step: Step) -> [FactUse] {
    decisiveFacts(of: step).map { FactUse(fact: $0, value: value($0), learned: state.facts[$0]?.learned) }
  }

  /// The part of a condition whose facts may be asked for. Those that end a wait or a follow-up are watched while it lasts: nobody is asked for them when
  /// its time is over, they have not become so.
  private func asked(_ condition: Condition, of step: Step) -> Condition {
    switch step.kind {
    case .wait, .followUp:
      if case .any(let parts) = condition { return .any(parts.filter(\.readsAnswer)) }
      return condition.readsAnswer ? condition : .any([])
    case .choose(let origin): return plan.step(origin).map { asked(condition, of: $0) } ?? condition
    default: return condition
    }
  }

  /// Whether it isn't known which alternative fits: never a reason to take "otherwise".
  private func isAnswerUnknown(_ step: Step, _ answer: String?) -> Bool {
    switch step.kind {
    case .decide(let fact), .ask(_, let fact, _): if value(fact) == nil { return true }
    default: break
    }
    var last: (fact: Fact.ID, value: Value?)?
    return step.branches.contains { branch in asked(branch.condition, of: step).isOpen { truth($0, answer: answer ?? "", recalling: &last) } }
  }

  private func answerWords(_ step: Step, _ answer: String?) -> String {
    switch step.kind {
    case .decide(let id), .ask(_, let id, _):
      guard let fact = plan.fact(id) else { return id }
      // An incident is shown to whoever repairs it, and kept: personal data doesn't stand in its words.
      let words = value(id).map { fact.isPersonal ? "•••" : fact.words(for: $0, in: plan.language) }
      return "\(fact.name) = \(words ?? plan.language.words("未知", "unknown"))"
    default: return answer ?? step.sentence.text
    }
  }

  /// Whether the fact's sources were turned to on this visit of the step, in vain.
  func wasAsked(_ fact: Fact.ID) -> Bool { wasLearnedHere(fact) && state.facts[fact]?.value == nil && !isDerived(fact) }
}

extension Condition {
  /// Whether it depends on how the step ended.
  var readsAnswer: Bool {
    switch self {
    case .answer: true
    case .all(let parts), .any(let parts): parts.contains { $0.readsAnswer }
    case .fact, .compare, .isUnknown, .otherwise, .unknown: false
    }
  }

  /// Stands for "unknown" and nothing else.
  var isOnlyUnknown: Bool {
    switch self {
    case .unknown: true
    case .any(let parts): parts.allSatisfy { $0.isOnlyUnknown }
    default: false
    }
  }

  /// Whether a part other than "otherwise" and "unknown" neither holds nor fails.
  func isOpen(_ truth: (Condition) -> Truth) -> Bool {
    switch self {
    case .otherwise, .unknown: false
    case .any(let parts): parts.contains { $0.isOpen(truth) }
    default: truth(self) == .unknown
    }
  }
}

extension Step {
  /// Whether every fact of its conditions may be asked for: so everywhere but behind waits and follow-ups.
  fileprivate var asksForAll: Bool {
    switch kind {
    case .wait, .followUp, .choose: false
    default: true
    }
  }
}
