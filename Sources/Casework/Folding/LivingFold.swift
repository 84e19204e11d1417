import Playbook

extension Case {
  mutating func reconsider(_ reconsidered: Reconsidered, _ event: Event) {}

  mutating func stand(_ stood: Stood, step: Step.ID?) {}
}
