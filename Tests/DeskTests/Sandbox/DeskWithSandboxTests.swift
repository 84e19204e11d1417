import Casework
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Sandbox
import Testing

@Suite("Desk and sandbox together")
struct DeskWithSandboxTests {
  @Test func `cases run to their end over a ledger on disk, through faults`() async throws {
    // Slow enough that an errand is handed over again before its time is over, also on a machine that is busy with other tests.
    let clock = SpedClock(speed: 400, startingAt: Instant(milliseconds: 1_800_000_000_000))
    var manners = SandboxManners()
    (manners.faultsBeforePercent, manners.faultsAfterPercent) = (25, 25)
    let world = SandboxWorld(facts: ["stock": [.init("Left", weight: 4), .init("Gone")]])
    let platform = SandboxPlatform(seed: 11, world: world, manners: manners, journal: try SandboxJournal(path: temporaryFile("journal"))) {
      try await clock.sleep(milliseconds: $0)
    }
    let ledger = try SQLiteLedger(path: temporaryFile("sqlite"))
    let desk = Desk(name: "desk-1", ledger: ledger, connectors: Connectors(default: platform), clock: clock)
    let plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    let running = Task { try await desk.run() }
    // On a busy machine the time of all errands may be over before one is handed over again: then there are further ones.
    var count = 0
    repeat {
      for number in count + 1...count + 40 {
        let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: [])
        _ = try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform)
      }
      count += 40
      let opened = count
      try await eventually("every case has closed") { try await ledger.listCases(CaseFilter(phases: [.closed], limit: 1000)).count == opened }
    } while count < 400 && !platform.journal.carried.contains { $0.repeats > 0 }
    running.cancel()
    try await running.value

    let carried = platform.journal.carried
    #expect(Set(carried.map(\.key)).count == carried.count)
    #expect(carried.contains { $0.repeats > 0 })
    for summary in try await ledger.listCases(CaseFilter(limit: 1000)) {
      let events = try await ledger.readEvents(of: summary.id, after: 0)
      #expect(Case(id: summary.id, folding: events) == (try await ledger.readCase(summary.id)))
    }
    #expect(try await ledger.rebuild().differences == [])
  }
}
