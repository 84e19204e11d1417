import Casework
import Channels
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Lists over all cases")
struct RegisterKeeperTests {
  private let fault = DeskError.ledger(.unavailable("the test says so"))

  /// A case with a person in it, and a keeper of a desk that hasn't read its playbook yet.
  private func keeper(_ stage: Stage, _ store: MemoryLedger) async throws -> (RegisterKeeper, Desk) {
    let opening = Opening(
      playbook: stage.plan.id, version: stage.plan.version, subject: "A-1", channel: .online, facts: [], persons: ["keeper": PersonID("k-1")])
    _ = try await stage.desk.open(opening, id: SignalID("open"), sender: .platform)
    let desk = Desk(name: "desk-2", ledger: stage.ledger, connectors: Connectors(default: stage.connector), clock: stage.clock)
    return (RegisterKeeper(desk: desk, store: store), desk)
  }

  @Test func `a ledger that can't be asked for a moment takes no case out of the lists`() async throws {
    let (stage, store) = (try await Stage(), MemoryLedger())
    let (keeper, _) = try await keeper(stage, store)
    stage.ledger.failNextReadsOfPlaybooks(1)
    await #expect(throws: fault) { () async throws in try await keeper.catchUp() }
    #expect(await store.registerPosition() == 0, "it is read again")
    let listed = try await keeper.list(RegisterFilter(register: "parties", limit: 10))
    #expect(listed.map(\.person) == [PersonID("k-1")])
  }

  @Test func `what can't be read for a moment is told to whoever looks after the desk`() async throws {
    let (stage, store) = (try await Stage(), MemoryLedger())
    let (keeper, desk) = try await keeper(stage, store)
    var notices = desk.notices().makeAsyncIterator()
    stage.ledger.failNextReadsOfPlaybooks(1)
    let running = Task { await keeper.run() }
    var isTold = false
    while !isTold, let notice = await notices.next() { if case .ledgerTrouble(.unavailable("the test says so")) = notice { isTold = true } }
    #expect(isTold)
    running.cancel()
    await running.value
  }

  @Test func `current plans wait for a ledger that can't be asked`() async throws {
    let stage = try await Stage()
    let desk = Desk(name: "desk-2", ledger: stage.ledger, connectors: Connectors(default: stage.connector), clock: stage.clock)
    stage.ledger.failNextReadsOfPlaybooks(1)
    await #expect(throws: fault) { () async throws in _ = try await desk.currentPlans() }
    #expect(try await desk.currentPlans().map(\.id) == ["shop"])
  }

  @Test func `current plans and key figures go on without a playbook that can't be read`() async throws {
    let stage = try await DeadlineStage()
    // Another program has changed what stands under the version.
    let altered = PublishedPlaybook(
      id: "altered", version: "0123", title: "Altered", publishedAt: stage.clock.now(), sources: [SourceText(path: "altered.md", text: "## Key figures")])
    try await stage.desk.ledger.putPlaybook(altered)
    #expect(try await stage.desk.currentPlans().map(\.id) == ["timed"])
    let day = try #require(CivilDay("2026-01-01"))
    #expect(try await stage.desk.keyFigures(from: day, to: day).map(\.playbook) == ["timed"])
  }
}
