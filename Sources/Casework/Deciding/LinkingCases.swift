extension Deciding {
  /// Another case belongs together with this one. It is noted once; a closed case takes it too, for what it belongs to may begin later.
  mutating func link(_ other: CaseID, _ relation: Linked.Relation) {
    let linked = Linked(other: other, relation: relation)
    guard other != state.id, !state.links.contains(linked) else { return }
    record(.linked(linked))
  }
}
