import Playbook

extension Deciding {
  /// A sentence that nobody but a person can carry out.
  mutating func doByHand(_ step: Step) -> Progress {
    openTask(.step, step: step, text: step.sentence.text, choices: choices(of: step))
    return .waiting
  }

  mutating func handOff(_ role: String?, _ step: Step) -> Progress {
    openTask(.handOff, step: step, text: step.sentence.text, choices: choices(of: step), role: role)
    return .waiting
  }

  /// The alternatives of a step that a person answers.
  private func choices(of step: Step) -> [TaskChoice] {
    alternatives(of: step).flatMap { branch -> [TaskChoice] in
      guard case .answer(let labels) = branch.condition else { return [] }
      return labels.map { TaskChoice(id: $0, label: $0) }
    }
  }
}
