import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("The router of work")
struct WorkRouterTests {
  private static let agents = Team(
    id: "agents", name: "Agents", queues: ["agents"], members: ["account:li": [], "account:wang": []],
    escalation: .init(team: "leads", after: .minutes(10)))
  private static let leads = Team(id: "leads", name: "Leads", queues: ["supervisor"], members: ["account:chen": []])

  private func stage() async throws -> RouterStage {
    let stage = try await RouterStage()
    _ = try await stage.router.add(Self.leads, by: "account:root")
    _ = try await stage.router.add(Self.agents, by: "account:root")
    return stage
  }

  @Test func `T-12 an owner watches work until it is done, over a restart, and how long it took is known`() async throws {
    let stage = try await stage()
    let work = try await stage.work(try await stage.open("A-1"))
    try await stage.arrive("account:li")
    let offer = try await stage.offer(to: "account:li")
    #expect(offer.work == work && offer.until == stage.clock.now() + TimeAmount(seconds: 30))
    stage.clock.advance(TimeAmount(seconds: 5))
    let taken = try await stage.router.accept(offer.id, by: "account:li")
    #expect(taken.holder == "account:li")
    #expect(await stage.ledger.openAssignments().map(\.person) == ["account:li"], "it is stored before anybody is told")
    #expect(try await stage.router.accept(offer.id, by: "account:li") == taken, "again, the same")

    let again = try await stage.another()
    try await again.router.look()
    #expect(try await again.standing(work).holder == "account:li")
    try await again.arrive("account:wang")
    #expect(try await again.router.offers(to: "account:wang").isEmpty, "it has an owner")

    stage.clock.advance(.minutes(20))
    try await again.answer(work, "Not made")
    try await again.router.look()
    let kept = try #require(await stage.ledger.assignments(of: [work.caseID]).first)
    #expect(kept.doneAt.map { $0 - kept.at } == .minutes(20))
    let next = try await again.work(work.caseID)
    #expect(try await again.standing(next).work.queue == "supervisor")
    try await again.arrive("account:chen")
    #expect(try await again.offer(to: "account:chen").work == next)
    try await again.answer(next, "Done", by: "chen", role: "supervisor")
    try await again.router.look()
    #expect(try await again.router.list(WorkFilter()).isEmpty)
    #expect(await stage.ledger.readCase(work.caseID)?.phase == .closed)
  }

  @Test func `work that was there before the router is found page by page, with when it was opened`() async throws {
    let stage = try await stage()
    for number in 1...250 {
      _ = try await stage.open("A-\(number)")
      if number == 3 { stage.clock.advance(.minutes(1)) }
    }
    let first = try await stage.router.list(WorkFilter(limit: .max))
    let again = try await stage.another().router.list(WorkFilter(limit: .max))
    #expect(first.count == 250 && again == first)
    #expect(first.compactMap(\.place) == Array(1...250))
    #expect(first.prefix(3).allSatisfy { $0.standing.work.openedAt < stage.clock.now() } && first[3].standing.work.openedAt == stage.clock.now())
    let page = try await stage.router.list(WorkFilter(after: first[9].standing.work.urgency, limit: 5))
    #expect(page == Array(first[10..<15]))
  }

  @Test func `whoever doesn't answer is away, for every desk, and the next one is asked`() async throws {
    let stage = try await stage()
    let work = try await stage.work(try await stage.open("A-1"))
    try await stage.arrive("account:li")
    let offer = try await stage.offer(to: "account:li")
    try await stage.arrive("account:wang")
    stage.clock.advance(TimeAmount(seconds: 30))
    await #expect(throws: WorkFault.offerIsOver) { try await stage.router.accept(offer.id, by: "account:li") }
    #expect(await stage.ledger.listPresences().first { $0.person == "account:li" }?.status == .away)
    #expect(try await stage.standing(work).reservation?.person == "account:wang")
    await #expect(throws: WorkFault.offerIsOver) { try await stage.router.accept(try await stage.offer(to: "account:wang").id, by: "account:li") }
    #expect(await stage.ledger.openAssignments().isEmpty)
  }

  @Test func `what is rejected goes to somebody else`() async throws {
    let stage = try await stage()
    let work = try await stage.work(try await stage.open("A-1"))
    try await stage.arrive("account:li")
    try await stage.arrive("account:wang")
    let offer = try await stage.offer(to: "account:li")
    await #expect(throws: WorkFault.offerIsOver) { try await stage.router.reject(offer.id, by: "account:wang") }
    try await stage.router.reject(offer.id, by: "account:li")
    #expect(try await stage.standing(work).reservation?.person == "account:wang")
    try await stage.router.reject(offer.id, by: "account:li")
    #expect(try await stage.standing(work).reservation?.person == "account:wang", "said again, it changes nothing")
  }

  @Test func `of two desks that offer the same task one gives it away, and the other is told`() async throws {
    let one = try await stage()
    let work = try await one.work(try await one.open("A-1"))
    try await one.arrive("account:li")
    let first = try await one.offer(to: "account:li")
    let other = try await one.another()
    try await other.router.look()
    let same = try await other.offer(to: "account:li")
    try await other.arrive("account:wang")
    try await other.router.reject(same.id, by: "account:li")
    let second = try await other.offer(to: "account:wang")
    #expect(first.work == second.work)
    #expect(try await one.router.accept(first.id, by: "account:li").holder == "account:li")
    await #expect(throws: WorkFault.held(by: "account:li")) { try await other.router.accept(second.id, by: "account:wang") }
    #expect(try await other.standing(work).holder == "account:li")
    #expect(await one.ledger.openAssignments().map(\.person) == ["account:li"])
    try await other.router.takeBack(work, by: "account:chen")
    try await one.router.look()
    #expect(try await one.standing(work).holder == nil, "what another desk does is heard of")
  }

  @Test func `somebody whom another desk has given enough isn't given more`() async throws {
    let one = try await stage()
    let (first, second) = (try await one.open("A-1"), try await one.open("A-2"))
    try await one.arrive("account:li", .available, [.online: 1])
    let offer = try await one.offer(to: "account:li")
    let works = [try await one.work(first), try await one.work(second)]
    let other = try #require(works.first { $0 != offer.work })
    let assignment = Assignment(work: other, person: "account:li", channel: .online, at: one.clock.now(), by: "account:chen")
    #expect(await one.ledger.assign(assignment, limit: nil, replacing: nil, noting: []) == .made)
    await #expect(throws: WorkFault.full) { try await one.router.accept(offer.id, by: "account:li") }
    #expect(await one.ledger.openAssignments() == [assignment])
  }

  @Test func `a supervisor gives work, gives it to somebody else and takes it back, and the audit has it`() async throws {
    let stage = try await stage()
    let work = try await stage.work(try await stage.open("A-1"))
    #expect(try await stage.router.assign(work, to: "account:li", by: "account:chen").holder == "account:li")
    #expect(try await stage.router.assign(work, to: "account:wang", by: "account:chen").holder == "account:wang")
    #expect(await stage.ledger.openAssignments().map(\.person) == ["account:wang"])
    try await stage.router.takeBack(work, by: "account:chen")
    await #expect(throws: WorkFault.notHeld) { try await stage.router.takeBack(work, by: "account:chen") }
    let nothing = WorkID(work.caseID, TaskID("k999"))
    await #expect(throws: WorkFault.noSuchTask) { try await stage.router.takeBack(nothing, by: "account:chen") }
    await #expect(throws: WorkFault.noSuchTask) { _ = try await stage.router.assign(nothing, to: "account:li", by: "account:chen") }
    let notes = await stage.ledger.readAudit(after: 2, limit: 9).map(\.note)
    #expect(notes.map(\.what) == [.workAssigned, .workAssigned, .workTakenBack])
    #expect(notes.allSatisfy { $0.who == "account:chen" && $0.about == "case:\(work.text)" })
    #expect(notes.map(\.detail) == ["account:li", "account:wang", "account:wang"])
  }

  @Test func `teams are changed as they were looked at, and the audit has what they became`() async throws {
    let stage = try await stage()
    await #expect(throws: WorkFault.teamExists) { _ = try await stage.router.add(Self.agents, by: "account:root") }
    var changed = Self.agents
    changed.members["account:an"] = ["talk"]
    #expect(try await stage.router.change(changed, by: "account:root").revision == 2)
    await #expect(throws: WorkFault.changedMeanwhile) { _ = try await stage.router.change(changed, by: "account:root") }
    #expect(try await stage.router.queues(of: "account:an") == ["agents"])
    #expect(try await stage.router.queues(of: "account:nobody").isEmpty)
    await #expect(throws: WorkFault.changedMeanwhile) { try await stage.router.removeTeam("agents", revision: 1, by: "account:root") }
    try await stage.router.removeTeam("agents", revision: 2, by: "account:root")
    #expect(try await stage.router.teams().map(\.id) == ["leads"])
    let notes = await stage.ledger.readAudit(after: 2, limit: 9).map(\.note)
    #expect(notes.map(\.what) == [.teamChanged, .teamRemoved])
    let detail = "queues agents; members account:an (talk), account:li, account:wang; escalation leads 600 s"
    #expect(notes.first?.detail == detail && notes.first?.about == "team:agents")
  }

  @Test func `what waits too long goes to the next team, and listeners hear of it`() async throws {
    let stage = try await stage()
    let work = try await stage.work(try await stage.open("A-1"))
    var news = stage.router.news().makeAsyncIterator()
    try await stage.arrive("account:chen")
    #expect(try await stage.router.offers(to: "account:chen").isEmpty)
    stage.clock.advance(.minutes(10))
    try await stage.router.look()
    let heard = await news.next()
    #expect(heard == .escalated(work, to: "leads"))
    #expect(try await stage.offer(to: "account:chen").work == work)
  }

  @Test func `while it runs, what is committed is offered, and what is done is withdrawn`() async throws {
    let stage = try await stage()
    try await stage.arrive("account:li")
    let running = Task { await stage.router.run() }
    let id = try await stage.open("A-1")
    let work = try await stage.work(id)
    try await eventually("it is offered") { await stage.router.routing.standing[work]?.reservation?.person == "account:li" }
    try await stage.answer(work, "Given to the rider", by: "wang")
    try await eventually("it is gone") { await stage.router.routing.standing.isEmpty }
    running.cancel()
    await running.value
  }

  @Test func `who holds tasks of some cases is told of these alone`() async throws {
    let stage = try await stage()
    let (first, second, third) = (try await stage.open("A-1"), try await stage.open("A-2"), try await stage.open("A-3"))
    _ = try await stage.router.assign(try await stage.work(first), to: "account:li", by: "account:chen")
    _ = try await stage.router.assign(try await stage.work(second), to: "account:wang", by: "account:chen")
    #expect(try await stage.router.holders(of: [first, third]) == [first: ["account:li"]])
    #expect(try await stage.router.holders(of: [CaseID("C-none")]).isEmpty)
  }

  @Test func `queues are counted`() async throws {
    let stage = try await stage()
    for number in 1...3 { _ = try await stage.open("A-\(number)") }
    try await stage.arrive("account:li", .available, [.online: 2])
    _ = try await stage.router.accept(try await stage.offer(to: "account:li").id, by: "account:li")
    let figures = try await stage.router.queueFigures()
    #expect(figures.map(\.queue) == ["agents", "supervisor"])
    #expect(figures[0].waiting == 1 && figures[0].offered == 1 && figures[0].assigned == 1 && figures[0].available == 1)
    #expect(figures[0].oldest == stage.clock.now() && figures[1].oldest == nil && figures[1].available == 0)
  }
}
