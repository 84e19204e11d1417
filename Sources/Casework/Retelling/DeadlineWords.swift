import Playbook

extension Retelling {
  func deadlineWarned(_ warned: DeadlineWarned) -> (String, Weight) {
    let name = plan.deadlines.first { $0.id == warned.deadline }?.name ?? warned.deadline
    guard let due = warned.due.map({ text($0) }) else { return (say("时限“\(name)”快到了", "Deadline “\(name)” comes near"), .headline) }
    return (say("时限“\(name)”快到了，\(due) 到期", "Deadline “\(name)” comes near: due \(due)"), .headline)
  }
}
