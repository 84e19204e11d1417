import Playbook

extension Deciding {
  /// A sentence that nobody but a person can carry out.
  mutating func doByHand(_ step: Step) -> Progress {
    if let progress = stands(task: step.sentence.text, role: nil, at: step) { return progress }
    openTask(.step, step: step, text: step.sentence.text, choices: choices(of: step))
    return .waiting
  }

  mutating func handOff(_ role: String?, _ step: Step) -> Progress {
    if let progress = stands(task: step.sentence.text, role: role, at: step) { return progress }
    openTask(.handOff, step: step, text: step.sentence.text, choices: choices(of: step), role: role)
    return .waiting
  }

  /// The alternatives of a step that a person answers.
  func choices(of step: Step) -> [TaskChoice] {
    alternatives(of: step).flatMap { branch -> [TaskChoice] in
      guard case .answer(let labels) = branch.condition else { return [] }
      return labels.map { TaskChoice(id: $0, label: $0) }
    }
  }
}
