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
  mutating func branch(of step: Step, answer: String?) -> Progress {
    guard !step.branches.isEmpty else { return .goOn(to: step.next) }
    for branch in step.branches {
      let truth = truth(branch.condition, answer: answer)
      if truth == .no { continue }
      // "Unknown" is an answer only when everybody was asked.
      if truth == .unknown || branch.condition.testsUnknown, let missing = branch.condition.facts.first(where: { value($0) == nil && !wasAsked($0) }) {
        if case .waiting = find(missing, from: 0, step) { return .waiting }
        return self.branch(of: step, answer: answer)
      }
      if truth == .yes { return record(branch, of: step, answer: answer) }
    }
    let isUnknown = isAnswerUnknown(step, answer)
    if isUnknown, let branch = step.branches.first(where: { $0.condition.takesUnknown }) { return record(branch, of: step, answer: answer) }
    if !isUnknown, let branch = step.branches.first(where: { $0.condition.takesOtherwise }) { return record(branch, of: step, answer: answer) }
    record(.decided(Decided(branch: nil, answer: answer, uses: uses(of: step))), step: step.id)
    raise(.noBranch, about: answerWords(step, answer), step: step.id)
    return .waiting
  }

  /// Takes an alternative and goes on with what stands in it.
  mutating func take(_ branch: Branch, of step: Step, answer: String?) {
    switch record(branch, of: step, answer: answer) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  private mutating func record(_ branch: Branch, of step: Step, answer: String?) -> Progress {
    record(.decided(Decided(branch: branch.id, answer: answer, uses: uses(of: step))), step: step.id)
    return .goOn(to: branch.first ?? step.next)
  }

  /// The facts that a step's choice stands on, as they are now.
  private func uses(of step: Step) -> [FactUse] {
    var facts: [Fact.ID] = []
    if case .decide(let id) = step.kind { facts.append(id) }
    if case .ask(_, let id, _) = step.kind { facts.append(id) }
    for fact in step.branches.flatMap(\.condition.facts) where !facts.contains(fact) { facts.append(fact) }
    return facts.map { FactUse(fact: $0, value: value($0), learned: state.facts[$0]?.learned) }
  }

  private func isAnswerUnknown(_ step: Step, _ answer: String?) -> Bool {
    switch step.kind {
    case .decide(let fact), .ask(_, let fact, _): value(fact) == nil
    default: answer == nil && step.branches.flatMap(\.condition.facts).contains { value($0) == nil }
    }
  }

  private func answerWords(_ step: Step, _ answer: String?) -> String {
    switch step.kind {
    case .decide(let id), .ask(_, let id, _):
      guard let fact = plan.fact(id) else { return id }
      return "\(fact.name) = \(value(id).map { fact.words(for: $0, in: plan.language) } ?? plan.language.words("未知", "unknown"))"
    default: return answer ?? step.sentence.text
    }
  }

  /// Whether the fact's sources were turned to on this visit of the step.
  func wasAsked(_ fact: Fact.ID) -> Bool {
    guard let known = state.facts[fact], known.value == nil, let frame else { return false }
    return known.learned > frame.reached
  }
}
