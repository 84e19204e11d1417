import Playbook

extension Deciding {
  /// Notes that people were warned: nothing waits for that, ends by it or is decided on it. Whoever watches over deadlines sees to it that it is told once.
  mutating func note(_ warned: DeadlineWarned) throws(Refusal) {
    guard plan.deadlines.contains(where: { $0.id == warned.deadline }) else { throw .unknownName(warned.deadline) }
    record(.deadlineWarned(warned))
  }
}
