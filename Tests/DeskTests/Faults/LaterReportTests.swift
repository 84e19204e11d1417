import Casework
import Channels
import Desk
import Ledger
import Playbook
import Sandbox
import Synchronization
import Testing

@Suite("Receivers that report later")
struct LaterReportTests {
  @Test("the sandbox takes an errand, and reports by itself when it is done")
  func reportsByItself() async throws {
    var manners = SandboxManners.prompt
    manners.reportsLaterPercent = 100
    let platform = SandboxPlatform(
      seed: 1, world: SandboxWorld(facts: [:]), manners: manners, journal: SandboxJournal(), sleep: { _ in try Task.checkCancellation() })
    let ledger = try LedgerKind.sqlite.makeLedger()
    let clock = ManualClock()
    let desk = Desk(name: "later", ledger: ledger, connectors: Connectors(default: platform), clock: clock)
    let plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    let posts = Mutex(0)
    let running = Task { try await desk.run() }
    let delivering = Task {
      await platform.deliver { key, report in
        // The first time the desk is said to be busy: it is sent again.
        let count = posts.withLock { posts in
          posts += 1
          return posts
        }
        guard count > 1 else { return false }
        return (try? await desk.receive(report, on: EffectKey(key))) != nil
      }
    }
    let facts = plan.factReports(from: ["stock": "left"], source: "platform").reports
    let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-1", channel: .online, facts: facts)
    let id = try await desk.open(opening, id: SignalID("open"), sender: .platform).caseID
    try await eventually("the report is taken") { try await ledger.readCase(id)?.effects.isEmpty == true }
    #expect(posts.withLock { $0 } == 2)
    #expect(platform.journal.carried.count == 1)
    for task in [delivering] { task.cancel() }
    running.cancel()
    await delivering.value
    try await running.value
  }
}
