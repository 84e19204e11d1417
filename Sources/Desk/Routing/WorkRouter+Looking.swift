public import Casework
public import Ledger
public import Playbook

/// Which work is asked for.
public struct WorkFilter: Hashable, Sendable {
  /// How it stands, as people ask for it.
  public enum Stage: String, Hashable, Sendable, CaseIterable { case waiting, offered, assigned }

  public var queue: String?
  public var playbook: String? = nil
  /// Held by this person, or offered to them.
  public var person: String?
  public var stage: Stage?
  public var caseID: CaseID?
  /// Of any of these; nil for all.
  public var queues: Set<String>?
  /// Only what somebody is to approve.
  public var onlyApprovals = false
  /// Nothing that somebody is to approve.
  public var withoutApprovals = false
  /// Only what comes behind.
  public var after: Work.Urgency?
  public var limit: Int

  public init(
    queue: String? = nil, person: String? = nil, stage: Stage? = nil, caseID: CaseID? = nil, after: Work.Urgency? = nil, limit: Int = 50
  ) {
    self.queue = queue
    self.person = person
    self.stage = stage
    self.caseID = caseID
    self.after = after
    self.limit = limit
  }

  func matches(_ known: WorkStanding) -> Bool {
    if let playbook, playbook != known.work.playbook { return false }
    guard !onlyApprovals || known.work.isApproval, !withoutApprovals || !known.work.isApproval else { return false }
    if let queues, !queues.contains(known.work.queue) { return false }
    return (queue.map { $0 == known.work.queue } ?? true) && (caseID.map { $0 == known.work.id.caseID } ?? true)
      && (stage.map { $0 == known.stageName } ?? true)
      && (person.map { $0 == known.holder || $0 == known.reservation?.person } ?? true) && (after.map { $0 < known.work.urgency } ?? true)
  }
}

/// A piece of work in a list.
public struct ListedWork: Hashable, Sendable {
  public let standing: WorkStanding
  /// From 1: how soon it is offered, among those that wait in its queue; nil unless it waits.
  public let place: Int?

  /// A piece of work on its own, without its place among others.
  public init(_ standing: WorkStanding) { self.init(standing, place: nil) }

  init(_ standing: WorkStanding, place: Int?) {
    self.standing = standing
    self.place = place
  }
}

/// How one queue stands.
public struct QueueFigures: Hashable, Sendable {
  public let queue: String
  public internal(set) var waiting = 0
  public internal(set) var offered = 0
  public internal(set) var assigned = 0
  /// Of all these, how many are for somebody to approve.
  public internal(set) var approvals = 0
  /// When the oldest that nobody holds was opened.
  public internal(set) var oldest: Instant?
  /// People of its teams who are available now.
  public internal(set) var available = 0
}

/// What there is to do, and who does it.
extension WorkRouter {
  /// A page of the open tasks, the most urgent first.
  public func list(_ filter: WorkFilter) async throws(LedgerError) -> [ListedWork] {
    try await follow()
    return routing.list(filter)
  }

  /// Every queue that a team serves or a task stands in, by name in order.
  public func queueFigures() async throws(LedgerError) -> [QueueFigures] {
    try await follow()
    return routing.queueFigures()
  }

  /// What is offered to somebody, the most urgent first.
  public func offers(to person: String) async throws(LedgerError) -> [ListedWork] {
    try await follow()
    return routing.list(WorkFilter(person: person, stage: .offered, limit: .max))
  }

  /// How many tasks people hold, by person; who holds none is left out.
  public func holdings() async throws(LedgerError) -> [String: Int] {
    try await follow()
    return routing.loads.total.filter { $0.value > 0 }
  }

  /// Whether one person is there; nil for somebody who has never said. What another desk was told in the last seconds may be missing: it is asked often.
  public func presence(of person: String) async throws(LedgerError) -> Presence? {
    try await follow()
    return routing.people[person]?.presence
  }

  /// Everybody who ever said whether they are there, by person in order. What another desk was told in the last seconds may be missing: every page of work shows them.
  public func presences() async throws(LedgerError) -> [Presence] {
    try await glanceWhenDue()
    return routing.people.values.map(\.presence).sorted { $0.person < $1.person }
  }
}

extension WorkStanding {
  /// How it stands, in a word.
  public var stageName: WorkFilter.Stage {
    switch stage {
    case .waiting: .waiting
    case .offered: .offered
    case .assigned: .assigned
    }
  }
}
