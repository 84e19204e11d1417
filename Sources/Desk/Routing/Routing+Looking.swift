import Ledger

/// What is asked of it by those who look: none of it goes through all work.
extension Routing {
  /// A page of the open tasks, the most urgent first.
  func list(_ filter: WorkFilter) -> [ListedWork] {
    var found: [ListedWork] = []
    for urgency in MergedChunks(lists(for: filter), behind: filter.after) {
      guard found.count < filter.limit else { break }
      guard let known = standing[urgency.id], filter.matches(known) else { continue }
      found.append(ListedWork(known, place: known.stage == .waiting ? order.place(of: known.work) : nil))
    }
    return found
  }

  /// What the filter may match. A case has a few tasks, a person has a few in hand.
  private func lists(for filter: WorkFilter) -> [SortedChunks<Work.Urgency>] {
    guard let id = filter.caseID else { return order.lists(for: filter) }
    return [SortedChunks(standing.tasks(of: id).compactMap { standing[WorkID(id, $0)]?.work.urgency })]
  }

  /// Every queue that a team serves or a task stands in, by name in order.
  func queueFigures() -> [QueueFigures] {
    var figures: [String: QueueFigures] = [:]
    for queue in teams.flatMap(\.queues) { figures[queue] = QueueFigures(queue: queue) }
    for (name, queue) in order.queues { figures[name] = queue.figures(named: name) }
    let available = people.values.filter { $0.presence.status == .available }.map(\.presence.person)
    return figures.values.sorted { $0.queue < $1.queue }.map { one in
      var one = one
      let serving = teams.filter { $0.queues.contains(one.queue) }
      one.available = available.count { person in serving.contains { $0.members[person] != nil } }
      return one
    }
  }
}
