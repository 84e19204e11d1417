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
    var places: [String: Int] = [:]
    var found: [ListedWork] = []
    for known in routing.standing.values.sorted(by: { $0.work.urgency < $1.work.urgency }) {
      var place: Int?
      if known.stage == .waiting {
        places[known.work.queue, default: 0] += 1
        place = places[known.work.queue]
      }
      if filter.matches(known), found.count < filter.limit { found.append(ListedWork(known, place: place)) }
    }
    return found
  }

  /// What stands so, in no order: for those who count, where `list` would put all of it in order first.
  public func standing(where isWanted: @Sendable (WorkStanding) -> Bool) async throws(LedgerError) -> [WorkStanding] {
    try await follow()
    return routing.standing.values.filter(isWanted)
  }

  /// Every queue that a team serves or a task stands in, by name in order.
  public func queueFigures() async throws(LedgerError) -> [QueueFigures] {
    try await follow()
    var figures: [String: QueueFigures] = [:]
    for known in routing.standing.values {
      var one = figures[known.work.queue] ?? QueueFigures(queue: known.work.queue)
      switch known.stage {
      case .waiting: one.waiting += 1
      case .offered: one.offered += 1
      case .assigned: one.assigned += 1
      }
      if known.holder == nil, one.oldest.map({ known.work.openedAt < $0 }) ?? true { one.oldest = known.work.openedAt }
      figures[known.work.queue] = one
    }
    for queue in routing.teams.flatMap(\.queues) where figures[queue] == nil { figures[queue] = QueueFigures(queue: queue) }
    for queue in figures.keys {
      let members = Set(routing.teams.filter { $0.queues.contains(queue) }.flatMap(\.members.keys))
      figures[queue]?.available = members.count { routing.people[$0]?.presence.status == .available }
    }
    return figures.values.sorted { $0.queue < $1.queue }
  }

  /// What is offered to somebody, the most urgent first.
  public func offers(to person: String) async throws(LedgerError) -> [ListedWork] {
    try await follow()
    // A few are offered at a time, and this is asked often.
    let offered = routing.offered.compactMap { routing.standing[$0] }.filter { $0.reservation?.person == person }
    return offered.sorted { $0.work.urgency < $1.work.urgency }.map { ListedWork($0) }
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

  /// Everybody who ever said whether they are there, by person in order.
  public func presences() async throws(LedgerError) -> [Presence] {
    try await look()
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
