import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

/// Whatever happens, from seeds: lists and figures beside the plain way, which sorts and counts all work.
@Suite("Work in order")
struct WorkOrderTests {
  private static let queues = ["agents", "claims", "supervisor"]
  private static let playbooks = ["late-meal", "emergency"]
  private static let people = (1...4).map { "p\($0)" }

  @Test(arguments: (UInt64(0)..<25).map { FaultCounts.seed &+ $0 })
  func `pages, places and figures are those of all work sorted and counted`(seed: UInt64) {
    var walk = Walk(seed: seed)
    for _ in 0..<200 {
      walk.step()
      for _ in 0..<4 { walk.checkList() }
      walk.checkFigures()
    }
    walk.checkPages()
    walk.empty()
  }

  @Test func `an old cursor and a limit of nothing are taken as they are`() {
    var stage = RoutingStage([])
    for task in 1...5 { stage.open(task, deadline: Int64(task)) }
    let gone = stage.routing.list(WorkFilter(limit: 2)).last?.standing.work.urgency
    stage.take(.gone(.one(2)))
    let behind = stage.routing.list(WorkFilter(after: gone, limit: 9))
    #expect(behind.map(\.standing.work.id) == [.one(3), .one(4), .one(5)] && behind.map(\.place) == [2, 3, 4])
    #expect(stage.routing.list(WorkFilter(limit: 0)).isEmpty && stage.routing.list(WorkFilter(limit: -1)).isEmpty)
    #expect(stage.routing.list(WorkFilter(queue: "nobody's")).isEmpty && stage.routing.list(WorkFilter(person: "nobody")).isEmpty)
    #expect(stage.routing.list(WorkFilter(caseID: CaseID("C-none"))).isEmpty)
  }

  @Test func `what is more urgent by now is shown where it stands now, once`() {
    var stage = RoutingStage([])
    for task in 1...3 { stage.open(task, deadline: 100 + Int64(task)) }
    stage.open(3, queue: "claims", playbook: "emergency", deadline: 1)
    let all = stage.routing.list(WorkFilter())
    #expect(all.map(\.standing.work.id) == [.one(3), .one(1), .one(2)] && all.map(\.place) == [1, 1, 2])
    let figures = stage.routing.queueFigures()
    #expect(figures.map(\.queue) == ["agents", "claims"] && figures.map(\.waiting) == [2, 1])
  }

  /// One run.
  private struct Walk {
    var chance: Chance
    var stage = RoutingStage([
      Team(id: "a", name: "A", queues: ["agents", "claims"], members: ["p1": [], "p2": []]),
      Team(id: "b", name: "B", queues: ["claims", "empty"], members: ["p2": [], "p3": []]),
    ])

    init(seed: UInt64) { chance = Chance(seed: seed) }

    mutating func one<Element>(of list: [Element]) -> Element { list[chance.number(below: list.count)] }
    mutating func perhaps<Value>(_ value: Value) -> Value? { chance.number(below: 3) == 0 ? value : nil }

    mutating func step() {
      let works = stage.routing.standing.keys.sorted()
      switch chance.number(below: 14) {
      case 0...5: open(chance.number(below: 60))
      case 6 where !works.isEmpty: stage.take(.gone(one(of: works)))
      case 7, 8:
        guard !works.isEmpty else { return }
        let (work, person) = (one(of: works), one(of: WorkOrderTests.people))
        stage.take(.assigned(work, to: person))
      case 9 where !works.isEmpty: stage.take(.takenBack(one(of: works)))
      case 10:
        guard let offered = stage.routing.standing.values.compactMap(\.reservation).min(by: { $0.work < $1.work }) else { return }
        stage.take(.rejected(offered.work, by: offered.person))
      case 11, 12:
        let (person, status) = (one(of: WorkOrderTests.people), one(of: [Presence.Status.available, .available, .away]))
        stage.arrive(person, status)
      default: stage.wait(seconds: Int64(1 + chance.number(below: 40)))
      }
    }

    /// Opens a task, or changes the one of this number.
    mutating func open(_ number: Int) {
      let id = WorkID.one(number, of: number % 20)
      let deadline = stage.now + TimeAmount(seconds: Int64(chance.number(below: 5)))
      let work = Work(
        id: id, queue: one(of: WorkOrderTests.queues), channel: .online, playbook: one(of: WorkOrderTests.playbooks),
        openedAt: stage.routing.standing[id]?.work.openedAt ?? stage.now, deadline: perhaps(deadline), isApproval: chance.number(below: 4) == 0)
      let holder = perhaps(one(of: WorkOrderTests.people))
      stage.take(.open(work, veterans: [], holder: holder))
    }

    // MARK: the plain way

    func all() -> [ListedWork] {
      var places: [String: Int] = [:]
      return stage.routing.standing.values.sorted { $0.work.urgency < $1.work.urgency }.map { known in
        guard known.stage == .waiting else { return ListedWork(known) }
        let place = places[known.work.queue, default: 0] + 1
        places[known.work.queue] = place
        return ListedWork(known, place: place)
      }
    }

    func plain(_ filter: WorkFilter) -> [ListedWork] {
      Array(all().filter { isWanted($0.standing, filter) }.prefix(filter.limit))
    }

    func isWanted(_ known: WorkStanding, _ filter: WorkFilter) -> Bool {
      let work = known.work
      if let queue = filter.queue, work.queue != queue { return false }
      if let queues = filter.queues, !queues.contains(work.queue) { return false }
      if let playbook = filter.playbook, work.playbook != playbook { return false }
      if let stage = filter.stage, known.stageName != stage { return false }
      if let id = filter.caseID, work.id.caseID != id { return false }
      if let person = filter.person, known.holder != person, known.reservation?.person != person { return false }
      if filter.onlyApprovals, !work.isApproval { return false }
      if filter.withoutApprovals, work.isApproval { return false }
      if let after = filter.after, !(after < work.urgency) { return false }
      return true
    }

    mutating func someFilter() -> WorkFilter {
      var filter = WorkFilter(limit: 1 + chance.number(below: 30))
      filter.queue = perhaps(one(of: WorkOrderTests.queues + ["empty"]))
      filter.playbook = perhaps(one(of: WorkOrderTests.playbooks))
      filter.stage = perhaps(one(of: WorkFilter.Stage.allCases))
      filter.person = perhaps(one(of: WorkOrderTests.people))
      if chance.number(below: 8) == 0 { filter.caseID = CaseID("C-\(chance.number(below: 20))") }
      let first = chance.number(below: 3)
      filter.queues = perhaps(Set(WorkOrderTests.queues.dropFirst(first)))
      let kind = chance.number(below: 6)
      (filter.onlyApprovals, filter.withoutApprovals) = (kind == 0, kind == 1)
      let urgencies = stage.routing.standing.values.map(\.work.urgency).sorted()
      if !urgencies.isEmpty { filter.after = perhaps(one(of: urgencies)) }
      return filter
    }

    mutating func checkList() {
      let filter = someFilter()
      let (found, wanted) = (stage.routing.list(filter), plain(filter))
      #expect(found == wanted, "\(filter)")
    }

    func checkFigures() {
      let figures = stage.routing.queueFigures()
      let known = Array(stage.routing.standing.values)
      let queues = Set(known.map(\.work.queue)).union(["agents", "claims", "empty"]).sorted()
      #expect(figures.map(\.queue) == queues)
      for one in figures {
        let mine = known.filter { $0.work.queue == one.queue }
        let counts = WorkFilter.Stage.allCases.map { stage in mine.count { $0.stageName == stage } }
        #expect([one.waiting, one.offered, one.assigned] == counts)
        #expect(one.approvals == mine.count { $0.work.isApproval })
        #expect(one.oldest == mine.filter { $0.holder == nil }.map(\.work.openedAt).min())
        let serving = ["agents": ["p1", "p2"], "claims": ["p1", "p2", "p3"], "empty": ["p2", "p3"]][one.queue] ?? []
        let available = serving.count { stage.routing.people[$0]?.presence.status == .available }
        #expect(one.available == available)
      }
    }

    /// Page by page, each with the place from the front.
    func checkPages() {
      var found: [ListedWork] = []
      while true {
        let page = stage.routing.list(WorkFilter(after: found.last?.standing.work.urgency, limit: 7))
        found += page
        guard page.count == 7 else { break }
      }
      #expect(found == all())
    }

    /// Nothing is left of what is gone.
    mutating func empty() {
      for work in stage.routing.standing.keys.sorted() { stage.take(.gone(work)) }
      let (left, queues, figures) = (stage.routing.list(WorkFilter()), stage.routing.order.queues, stage.routing.queueFigures())
      #expect(left.isEmpty && queues.isEmpty)
      #expect(figures.map(\.queue) == ["agents", "claims", "empty"] && figures.allSatisfy { $0.waiting + $0.offered + $0.assigned == 0 && $0.oldest == nil })
    }
  }
}
