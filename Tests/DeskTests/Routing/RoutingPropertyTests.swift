import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

/// Whatever happens in whatever order, from seeds: what must always hold, worked out the plain way beside it.
@Suite("Routing, whatever happens")
struct RoutingPropertyTests {
  private static let queues = ["agents", "claims", "supervisor"]
  private static let skills = ["talk", "food"]
  private static let playbooks = ["late-meal", "emergency"]
  private static let people = (1...6).map { "p\($0)" }

  @Test(arguments: (UInt64(0)..<40).map { FaultCounts.seed &+ $0 })
  func `nobody has too much, no task has two, nobody able is idle, and everything is offered in the end`(seed: UInt64) throws {
    var walk = Walk(seed: seed)
    for _ in 0..<250 {
      let outputs = walk.step()
      walk.check(outputs)
    }
    try walk.drain()
  }

  /// One run, with a model of its own of who was offered what.
  private struct Walk {
    var chance: Chance
    var stage = RoutingStage([])
    var teams: [Team] = []
    var offers: [WorkID: Reservation] = [:]
    var next = 0

    init(seed: UInt64) { chance = Chance(seed: seed) }

    mutating func one<Element>(of list: [Element]) -> Element { list[chance.number(below: list.count)] }

    mutating func step() -> [Routing.Output] {
      let works = stage.routing.standing.keys.sorted()
      switch chance.number(below: 12) {
      case 0:
        let teams = makeTeams()
        return stage.take(.teams(teams))
      case 1, 2, 3:
        next += 1
        return stage.open(
          next, of: chance.number(below: 5), queue: one(of: RoutingPropertyTests.queues), on: one(of: [.online, .phone]),
          playbook: one(of: RoutingPropertyTests.playbooks), deadline: chance.number(below: 2) == 0 ? Int64(chance.number(below: 900)) : nil,
          veterans: chance.number(below: 3) == 0 ? [one(of: RoutingPropertyTests.people)] : [])
      case 4, 5:
        let capacity: [ChannelName: Int] = chance.number(below: 2) == 0 ? [.online: chance.number(below: 4), .phone: chance.number(below: 2)] : [:]
        return stage.arrive(one(of: RoutingPropertyTests.people), one(of: [.available, .available, .available, .busy, .away, .offline]), capacity)
      case 6 where !works.isEmpty:
        let gone = one(of: works)
        return stage.take(.gone(gone))
      case 7 where !offers.isEmpty:
        let reservation = one(of: offers.values.sorted { $0.work < $1.work })
        offers[reservation.work] = nil
        return stage.take(.assigned(reservation.work, to: reservation.person))
      case 8 where !offers.isEmpty:
        let reservation = one(of: offers.values.sorted { $0.work < $1.work })
        offers[reservation.work] = nil
        return stage.take(.rejected(reservation.work, by: reservation.person))
      case 9 where !works.isEmpty:
        let (work, person) = (one(of: works), one(of: RoutingPropertyTests.people))
        // Nothing is withdrawn from whoever gets it.
        if offers[work]?.person == person { offers[work] = nil }
        return stage.take(.assigned(work, to: person))
      case 10 where !works.isEmpty:
        let work = one(of: works)
        return stage.take(.takenBack(work))
      default: return stage.wait(seconds: Int64(1 + chance.number(below: 40)))
      }
    }

    mutating func makeTeams() -> [Team] {
      teams = []
      for number in 0..<chance.number(below: 4) {
        let queues = RoutingPropertyTests.queues.dropFirst(chance.number(below: 3)).prefix(1 + chance.number(below: 2))
        var team = Team(id: "t\(number)", name: "T", queues: Array(queues))
        for _ in 0..<chance.number(below: 5) {
          let person = one(of: RoutingPropertyTests.people)
          team.members[person] = Set(RoutingPropertyTests.skills.prefix(chance.number(below: 3)))
        }
        if chance.number(below: 2) == 0 { team.needs = ["emergency": ["food"]] }
        if chance.number(below: 2) == 0 {
          let queue = one(of: RoutingPropertyTests.queues)
          team.overflow = Team.Overflow(queue: queue, after: someTime())
        }
        if chance.number(below: 2) == 0 {
          let other = chance.number(below: 4)
          team.escalation = Team.Escalation(team: "t\(other)", after: someTime())
        }
        teams.append(team)
      }
      return teams
    }

    mutating func someTime() -> TimeAmount { TimeAmount(seconds: Int64(1 + chance.number(below: 60))) }

    // MARK: the plain way

    /// The seconds after which work of a queue comes to each team: as long as something gets shorter, it is looked at again.
    func delays(_ queue: String) -> [String: Int64] {
      var delays: [String: Int64] = [:]
      for team in teams where team.queues.contains(queue) { delays[team.id] = 0 }
      var isChanging = true
      while isChanging {
        isChanging = false
        for team in teams {
          guard let delay = delays[team.id] else { continue }
          for other in teams {
            var ways: [Int64] = []
            if let overflow = team.overflow, other.queues.contains(overflow.queue) { ways.append(delay + overflow.after.seconds) }
            if let escalation = team.escalation, escalation.team == other.id { ways.append(delay + escalation.after.seconds) }
            for way in ways where way < delays[other.id] ?? .max {
              delays[other.id] = way
              isChanging = true
            }
          }
        }
      }
      return delays
    }

    func mayDo(_ person: String, _ known: WorkStanding) -> Bool {
      guard stage.routing.people[person]?.presence.status == .available else { return false }
      let delays = delays(known.work.queue)
      return teams.contains { team in
        guard let delay = delays[team.id], known.waitingSince + TimeAmount(seconds: delay) <= stage.now, let skills = team.members[person] else { return false }
        return (team.needs[known.work.playbook] ?? []).isSubset(of: skills)
      }
    }

    func count(_ person: String, _ channel: ChannelName) -> Int {
      stage.routing.standing.values.filter { $0.work.channel == channel && ($0.holder == person || $0.reservation?.person == person) }.count
    }

    func hasRoom(_ person: String, _ channel: ChannelName) -> Bool {
      guard let presence = stage.routing.people[person]?.presence else { return false }
      return count(person, channel) < presence.capacity(on: channel)
    }

    mutating func check(_ outputs: [Routing.Output]) {
      for output in outputs {
        switch output {
        case .offered(let reservation):
          let former = offers[reservation.work]
          #expect(former == nil, "it is offered to somebody else")
          offers[reservation.work] = reservation
        case .withdrawn(let reservation), .expired(let reservation):
          let former = offers[reservation.work]
          #expect(former == reservation)
          offers[reservation.work] = nil
        case .escalated: break
        }
      }
      let standing = stage.routing.standing.values.sorted { $0.work.id < $1.work.id }
      let modelled = offers.values.sorted { $0.work < $1.work }
      #expect(standing.compactMap(\.reservation) == modelled)
      for known in standing {
        if let reservation = known.reservation {
          let (isAble, isInTime) = (mayDo(reservation.person, known), stage.now < reservation.until)
          #expect(isAble && isInTime)
          let presence = stage.routing.people[reservation.person]?.presence
          let (held, most) = (count(reservation.person, known.work.channel), presence?.capacity(on: known.work.channel) ?? 0)
          #expect(held <= most)
        }
        guard known.stage == .waiting else { continue }
        let able = RoutingPropertyTests.people.filter { mayDo($0, known) }
        let willing = able.filter { !known.refused.contains($0) }
        let idle = (willing.isEmpty ? able : willing).filter { hasRoom($0, known.work.channel) }
        #expect(idle.isEmpty, "\(known.work.id.text) waits while \(idle) could do it")
      }
    }

    mutating func take(_ input: Routing.Input) {
      let outputs = stage.take(input)
      check(outputs)
    }

    /// Somebody who can do everything comes, and does.
    mutating func drain() throws {
      teams = [
        Team(id: "all", name: "All", queues: RoutingPropertyTests.queues, members: ["p1": Set(RoutingPropertyTests.skills)], needs: ["emergency": ["food"]])
      ]
      take(.teams(teams))
      for known in stage.routing.standing.values.sorted(by: { $0.work.id < $1.work.id }) where known.holder != nil {
        take(.gone(known.work.id))
      }
      let outputs = stage.arrive("p1", .available, [.online: 2, .phone: 1])
      check(outputs)
      for _ in 0..<stage.routing.standing.count {
        let first = offers.values.min { $0.work < $1.work }
        let reservation = try #require(first, "something waits, and isn't offered")
        offers[reservation.work] = nil
        take(.assigned(reservation.work, to: reservation.person))
        take(.gone(reservation.work))
      }
      let left = stage.routing.standing
      #expect(left.isEmpty)
    }
  }
}
