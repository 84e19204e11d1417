import Casework
import Ledger
import Playbook

@testable import Desk

/// A routing with work, people and teams in few words.
struct RoutingStage {
  var routing = Routing()
  private(set) var now = Instant(milliseconds: 1_800_000_000_000)

  init(_ teams: [Team] = [.everybody]) { _ = take(.teams(teams)) }

  @discardableResult
  mutating func take(_ inputs: Routing.Input...) -> [Routing.Output] { routing.take(inputs, at: now) }

  @discardableResult
  mutating func wait(seconds: Int64) -> [Routing.Output] {
    now = now + TimeAmount(seconds: seconds)
    return routing.take([], at: now)
  }

  @discardableResult
  mutating func arrive(_ person: String, _ status: Presence.Status = .available, _ capacity: [ChannelName: Int] = [:]) -> [Routing.Output] {
    take(.present(Presence(person: person, name: person, status: status, capacity: capacity, since: now)))
  }

  @discardableResult
  mutating func open(
    _ task: Int, of number: Int? = nil, queue: String = "agents", on channel: ChannelName = .online, playbook: String = "late-meal", deadline: Int64? = nil,
    veterans: Set<String> = []
  ) -> [Routing.Output] {
    let work = Work(
      id: .one(task, of: number), queue: queue, channel: channel, playbook: playbook, openedAt: now, deadline: deadline.map { now + TimeAmount(seconds: $0) })
    return take(.open(work, veterans: veterans, holder: nil))
  }

  /// To whom it is offered.
  func offered(_ task: Int, of number: Int? = nil) -> String? { routing.standing[.one(task, of: number)]?.reservation?.person }
  func holder(_ task: Int, of number: Int? = nil) -> String? { routing.standing[.one(task, of: number)]?.holder }
}

extension WorkID {
  /// A task of the case of the same number, unless another is named.
  static func one(_ task: Int, of number: Int? = nil) -> WorkID { WorkID(CaseID("C-\(number ?? task)"), TaskID("k\(task)")) }
}

extension Team {
  static let everybody = Team(id: "all", name: "All", queues: ["agents"], members: ["an": [], "bo": [], "cy": []])
}
