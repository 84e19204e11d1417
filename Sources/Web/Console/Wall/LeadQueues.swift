import Desk

/// Which queues are those of people who lead.
enum LeadQueues {
  /// What documents call them: a queue is named as documents name the role.
  private static let words = ["主管", "supervisor", "team lead", "team-lead"]

  /// - Parameter served: the queues that teams of the reader serve.
  static func of(_ queues: some Sequence<String>, served: Set<String>) -> Set<String> {
    Set(queues.filter { queue in queue != Work.anyQueue && (served.contains(queue) || words.contains { queue.lowercased().contains($0) }) })
  }
}
