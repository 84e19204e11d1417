import Playbook

extension Case {
  mutating func move(_ moved: Moved) {
    version = moved.to
  }
}
