import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Routing")
struct RoutingTests {
  // MARK: who

  @Test func `work is offered to somebody who is available, in a team of its queue, and has room`() {
    var stage = RoutingStage()
    var outputs = stage.open(1)
    #expect(outputs.isEmpty, "nobody is there")
    stage.arrive("zed")
    #expect(stage.offered(1) == nil, "zed is in no team")
    for status in [Presence.Status.busy, .away, .offline] {
      stage.arrive("an", status)
      #expect(stage.offered(1) == nil)
    }
    outputs = stage.arrive("an")
    #expect(outputs == [.offered(Reservation(work: .one(1), person: "an", since: stage.now, until: stage.now + TimeAmount(seconds: 30)))])
    stage.open(2, on: .phone)
    stage.open(3, on: .phone)
    #expect(stage.offered(2) == "an" && stage.offered(3) == nil, "one call at a time")
    stage.open(4, queue: "supervisor")
    #expect(stage.offered(4) == nil)
  }

  @Test func `what changes thousands of times while nobody is there doesn't pile up, and is offered as it stands in the end`() {
    var stage = RoutingStage()
    for change in 1...3_000 {
      stage.open(1, deadline: Int64(change))
      #expect(!stage.routing.waiting.isOvergrown(for: stage.routing.standing.count))
    }
    stage.open(2, deadline: 100)
    stage.arrive("an", .available, [.online: 1])
    #expect(stage.offered(2) == "an" && stage.offered(1) == nil, "the first is the less urgent one by now")
    stage.take(.gone(.one(2)))
    #expect(stage.offered(1) == "an")
  }

  @Test func `who knows the case comes first, then whose own queue it is, then who has least to do, then who has had nothing for longest`() {
    let own = Team(id: "own", name: "Own", queues: ["claims"], members: ["cy": []])
    let second = Team(id: "second", name: "Second", queues: ["agents", "claims"], members: ["an": [], "bo": []])
    var stage = RoutingStage([own, second])
    for person in ["bo", "an", "cy"] {
      stage.arrive(person)
      stage.wait(seconds: 1)
    }
    stage.open(1, queue: "claims", veterans: ["an"])
    #expect(stage.offered(1) == "an")
    stage.open(2, queue: "claims")
    #expect(stage.offered(2) == "cy")
    stage.open(3)
    #expect(stage.offered(3) == "bo", "an has been offered one already")
    stage.take(.assigned(.one(3), to: "bo"), .assigned(.one(1), to: "an"))
    stage.wait(seconds: 1)
    stage.take(.gone(.one(1)))
    stage.wait(seconds: 1)
    stage.take(.gone(.one(3)))
    stage.open(4)
    #expect(stage.offered(4) == "an", "since an's last work more time has passed")
  }

  @Test func `skills are asked for by playbook`() {
    let team = Team(
      id: "t", name: "T", queues: ["agents"], members: ["an": ["talk"], "bo": ["talk", "food-safety"]], needs: ["emergency": ["food-safety", "talk"]])
    var stage = RoutingStage([team])
    stage.arrive("an")
    stage.open(1, playbook: "emergency")
    #expect(stage.offered(1) == nil)
    stage.open(2)
    #expect(stage.offered(2) == "an")
    stage.arrive("bo")
    #expect(stage.offered(1) == "bo")
  }

  // MARK: which

  @Test func `the earliest deadline comes first, then the oldest`() {
    var stage = RoutingStage()
    stage.open(1)
    stage.wait(seconds: 1)
    stage.open(2)
    stage.open(3, deadline: 900)
    stage.open(4, deadline: 60)
    var order: [String] = []
    stage.arrive("an", .available, [.online: 1])
    while let next = stage.routing.standing.values.first(where: { $0.reservation != nil })?.work.id {
      order.append(next.task.text)
      stage.take(.assigned(next, to: "an"))
      stage.take(.gone(next))
    }
    #expect(order == ["k4", "k3", "k1", "k2"])
  }

  // MARK: answers

  @Test func `whoever lets an offer pass is away, and the work goes on to the next`() {
    var stage = RoutingStage()
    stage.arrive("an")
    stage.wait(seconds: 1)
    stage.arrive("bo")
    stage.open(1)
    stage.open(2)
    #expect(stage.offered(1) == "an" && stage.offered(2) == "bo")
    stage.take(.assigned(.one(2), to: "bo"))
    #expect(stage.routing.nextMoment == stage.now + TimeAmount(seconds: 30))
    var outputs = stage.wait(seconds: 29)
    #expect(outputs.isEmpty)
    outputs = stage.wait(seconds: 1)
    #expect(outputs.count == 2 && stage.offered(1) == "bo")
    #expect(stage.routing.people["an"]?.presence.status == .away)
    #expect(stage.routing.people["an"]?.presence.since == stage.now)
  }

  @Test func `what somebody doesn't want isn't offered to them again unless nobody else is left`() {
    var stage = RoutingStage()
    stage.arrive("an")
    stage.wait(seconds: 1)
    stage.arrive("bo", .available, [.online: 1])
    stage.open(1)
    stage.take(.rejected(.one(1), by: "bo"))
    #expect(stage.offered(1) == "an", "it wasn't offered to bo")
    stage.open(2)
    #expect(stage.offered(2) == "bo")
    stage.take(.rejected(.one(1), by: "an"))
    #expect(stage.offered(1) == nil, "bo has no room yet, and is somebody else")
    stage.take(.rejected(.one(2), by: "bo"))
    #expect(stage.offered(1) == "bo" && stage.offered(2) == "an")
    stage.arrive("bo", .offline)
    #expect(stage.offered(1) == "an", "nobody else is left")
  }

  @Test func `what is offered is withdrawn when the person goes, leaves the team or has less room, or the task is done or given away`() {
    var stage = RoutingStage()
    func withdrawn(_ outputs: [Routing.Output]) -> [WorkID] {
      outputs.compactMap { if case .withdrawn(let reservation) = $0 { reservation.work } else { nil } }
    }
    stage.arrive("an")
    for task in 1...3 { stage.open(task) }
    var gone: [WorkID] = []
    gone = withdrawn(stage.take(.gone(.one(1))))
    #expect(gone == [.one(1)])
    gone = withdrawn(stage.take(.assigned(.one(2), to: "bo")))
    #expect(gone == [.one(2)] && stage.holder(2) == "bo")
    gone = withdrawn(stage.arrive("an", .available, [.online: 0]))
    #expect(gone == [.one(3)])
    stage.arrive("an")
    #expect(stage.offered(3) == "an")
    gone = withdrawn(stage.take(.teams([])))
    #expect(gone == [.one(3)])
    stage.take(.teams([.everybody]))
    gone = withdrawn(stage.arrive("an", .busy))
    #expect(gone == [.one(3)])
    #expect(stage.routing.standing[.one(3)]?.stage == .waiting)
  }

  @Test func `what was taken back waits anew, and whoever had it isn't asked first`() {
    var stage = RoutingStage()
    stage.open(1)
    stage.arrive("an")
    stage.take(.assigned(.one(1), to: "an"))
    stage.wait(seconds: 60)
    stage.take(.takenBack(.one(1)))
    #expect(stage.routing.standing[.one(1)]?.waitingSince == stage.now)
    #expect(stage.offered(1) == "an", "nobody else is left")
    stage.take(.assigned(.one(1), to: "an"))
    stage.arrive("bo")
    stage.take(.takenBack(.one(1)))
    #expect(stage.offered(1) == "bo")
    let outputs = stage.take(.takenBack(.one(1)))
    #expect(outputs.isEmpty, "nobody holds it")
  }

  @Test func `a supervisor may give more than there is room for`() {
    var stage = RoutingStage()
    stage.arrive("an", .available, [.online: 1])
    for task in 1...3 {
      stage.open(task)
      stage.take(.assigned(.one(task), to: "an"))
    }
    stage.open(4)
    #expect((1...3).allSatisfy { stage.holder($0) == "an" } && stage.offered(4) == nil)
    stage.take(.gone(.one(1)))
    stage.take(.gone(.one(2)))
    #expect(stage.offered(4) == nil, "still full")
    stage.take(.gone(.one(3)))
    #expect(stage.offered(4) == "an")
  }

  // MARK: further

  @Test func `work that waits overflows to another queue, then goes to supervisors, then beyond`() {
    let agents = Team(
      id: "agents", name: "A", queues: ["agents"], members: ["an": []], overflow: .init(queue: "claims", after: TimeAmount(seconds: 60)),
      escalation: .init(team: "leads", after: TimeAmount(seconds: 120)))
    let claims = Team(id: "claims", name: "C", queues: ["claims"], members: ["bo": []])
    let leads = Team(
      id: "leads", name: "L", queues: ["supervisor"], members: ["cy": []], escalation: .init(team: "head", after: TimeAmount(seconds: 300)))
    let head = Team(id: "head", name: "H", queues: [], members: ["di": []], escalation: .init(team: "agents", after: TimeAmount(seconds: 1)))
    var stage = RoutingStage([agents, claims, leads, head])
    for person in ["bo", "cy", "di"] { stage.arrive(person) }
    stage.open(1)
    #expect(stage.offered(1) == nil && stage.routing.nextMoment == stage.now + TimeAmount(seconds: 60))
    stage.wait(seconds: 60)
    #expect(stage.offered(1) == "bo")
    stage.arrive("bo", .offline)
    #expect(stage.routing.nextMoment == stage.now + TimeAmount(seconds: 60))
    var outputs = stage.wait(seconds: 60)
    #expect(outputs.first == .escalated(.one(1), to: "leads"))
    #expect(stage.offered(1) == "cy")
    stage.arrive("cy", .offline)
    stage.wait(seconds: 299)
    #expect(stage.offered(1) == nil)
    outputs = stage.wait(seconds: 1)
    #expect(outputs.first == .escalated(.one(1), to: "head"))
    #expect(stage.offered(1) == "di")
    #expect(stage.routing.standing[.one(1)]?.escalatedTo == ["leads", "head"])
    stage.wait(seconds: 30)
    #expect(stage.routing.nextMoment == nil, "there is nobody beyond")
    stage.arrive("an")
    #expect(stage.offered(1) == "an")
  }

  @Test(arguments: ["C-000001:k42:1795305600000", "a:b:k1:-5"])
  func `an offer is named in one word`(text: String) throws {
    let id = try #require(Reservation.ID(text))
    #expect(id.text == text)
  }

  @Test(arguments: ["", "C-1", "C-1:k1", "C-1:k1:", "C-1:k1:x"])
  func `what names no offer is nil`(text: String) { #expect(Reservation.ID(text) == nil) }
}
