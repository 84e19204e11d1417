import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("What changes about work without a case telling of it")
struct WorkChangeTests {
  private static let agents = Team(id: "agents", name: "Agents", queues: ["agents"], members: ["account:li": [], "account:wang": []])

  /// The next changes that are told, as many as there should be.
  private func next(_ count: Int, _ news: inout News<WorkChange>.Iterator) async -> [WorkChange] {
    var found: [WorkChange] = []
    for _ in 0..<count { if let change = await news.next() { found.append(change) } }
    return found
  }

  @Test func `T-12 offers, what people take and what is given and taken back are told, with what it means for each`() async throws {
    let stage = try await RouterStage()
    _ = try await stage.router.add(Self.agents, by: "account:root")
    let work = try await stage.work(try await stage.open("A-1"))
    try await stage.router.look()
    var news = stage.router.changes().makeAsyncIterator()

    try await stage.arrive("account:li")
    let offered = await next(2, &news)
    #expect(offered == [.moved(.init(work: work, former: nil, hand: .offered(to: "account:li"), giver: nil)), .presence(of: "account:li")])
    #expect(offered.map(\.meanings) == [["account:li": .offered], [:]])

    _ = try await stage.router.accept(try await stage.offer(to: "account:li").id, by: "account:li")
    let taken = await next(1, &news)
    #expect(taken.map(\.meanings) == [["account:li": .taken]])
    #expect(await stage.ledger.openAssignments().map(\.person) == ["account:li"], "it is stored before anybody is told")

    _ = try await stage.router.assign(work, to: "account:wang", by: "account:chen")
    let given = await next(1, &news)
    #expect(given.map(\.meanings) == [["account:li": .gone, "account:wang": .given]])

    try await stage.router.takeBack(work, by: "account:chen")
    let back = await next(1, &news)
    #expect(back.map(\.meanings) == [["account:wang": .gone, "account:li": .offered]], "it is offered again at once")

    stage.clock.advance(TimeAmount(seconds: 30))
    try await stage.router.look()
    let missed = await next(2, &news)
    #expect(missed == [.moved(.init(work: work, former: .offered(to: "account:li"), hand: nil, giver: nil)), .presence(of: "account:li")])
    let away = try #require(await stage.ledger.listPresences().first { $0.person == "account:li" })
    #expect(away.status == .away && away.missed == work, "the reason is kept")

    try await stage.arrive("account:li", .busy)
    let busy = await next(1, &news)
    #expect(busy == [.presence(of: "account:li")])
    #expect(await stage.ledger.listPresences().first?.missed == nil, "what they say themselves has no other reason")
  }

  @Test func `what another desk gave is told here as well, with who gave it`() async throws {
    let stage = try await RouterStage()
    _ = try await stage.router.add(Self.agents, by: "account:root")
    let work = try await stage.work(try await stage.open("A-1"))
    let other = try await stage.another()
    try await other.router.look()
    var news = other.router.changes().makeAsyncIterator()
    _ = try await stage.router.assign(work, to: "account:wang", by: "account:chen")
    try await other.router.look()
    let given = await next(1, &news)
    #expect(given.map(\.meanings) == [["account:wang": .given]])
  }

  @Test func `what another desk gave is given also where the case itself has told of it first`() async throws {
    let stage = try await RouterStage()
    _ = try await stage.router.add(Self.agents, by: "account:root")
    let other = try await stage.another()
    try await other.router.look()
    var news = other.router.changes().makeAsyncIterator()
    // The case is read with the holder that the ledger has, before anybody looks at who holds what.
    let work = try await stage.work(try await stage.open("A-1"))
    _ = try await stage.router.assign(work, to: "account:wang", by: "account:chen")
    try await other.router.follow()
    let given = await next(1, &news)
    #expect(given == [.moved(.init(work: work, former: nil, hand: .held(by: "account:wang"), giver: "account:chen"))])
    #expect(given.map(\.meanings) == [["account:wang": .given]])
  }

  @Test func `what comes back to where it was when it was told last isn't told`() {
    var stage = RoutingStage()
    stage.open(1)
    stage.arrive("an")
    _ = stage.routing.takeUntold([:])
    stage.take(.assigned(.one(1), to: "bo"))
    stage.take(.takenBack(.one(1)))
    #expect(stage.offered(1) == "an")
    stage.arrive("an")
    let untold = stage.routing.takeUntold([:])
    #expect(untold.isEmpty)
  }
}
