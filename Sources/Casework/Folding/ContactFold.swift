import Playbook

extension Case {
  mutating func hold(_ held: Held) {}
}
