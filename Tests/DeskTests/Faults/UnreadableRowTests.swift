import Casework
import Channels
import Desk
import GRDB
import Ledger
@testable import LedgerSQLite
import Playbook
import Testing

@Suite("What can't be read stands in nobody's way")
struct UnreadableRowTests {
  @Test("an effect that can't be read is set aside and told; the others go out, and a rebuild brings it back")
  func effects() async throws {
    let path = temporaryFile("sqlite")
    let stored = try SQLiteLedger(path: path)
    let clock = ManualClock()
    let connector = ScriptedConnector()
    let desk = Desk(name: "reader", ledger: stored, connectors: Connectors(default: connector), clock: clock)
    let plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    let facts = plan.factReports(from: ["stock": "left"], source: "platform").reports
    var ids: [CaseID] = []
    for number in 1...5 {
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: facts)
      ids.append(try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID)
    }
    // The row of one effect points to where nothing is.
    let broken = ids[0].text
    try await stored.write { db in try db.execute(sql: "UPDATE outbox SET position = position + 1000000 WHERE case_id = ?", arguments: [broken]) }
    var notices = desk.notices().makeAsyncIterator()
    let running = Task { try await desk.run() }
    for id in ids.dropFirst() { try await eventually("\(id) is done") { try await stored.readCase(id)?.effects.isEmpty == true } }
    var isTold = false
    while !isTold, let notice = await notices.next() { if case .effectSetAside(.unreadable) = notice { isTold = true } }
    #expect(isTold)
    #expect(connector.errands.count { $0.subject == "A-1" } == 0)
    #expect(try await stored.rebuild().differences.contains { $0.hasPrefix("outbox/\(broken)") })
    clock.advance(.hours(2))
    try await eventually("it ends, too") { try await stored.readCase(ids[0])?.effects.isEmpty == true }
    running.cancel()
    try await running.value
  }

  @Test("a case whose state can't be read holds up no other case's timers")
  func timers() async throws {
    let path = temporaryFile("sqlite")
    let stored = try SQLiteLedger(path: path)
    let clock = ManualClock()
    let connector = ScriptedConnector()
    let setup = Desk(name: "setup", ledger: stored, connectors: Connectors(default: connector), clock: clock)
    let plan = try await setup.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    let facts = plan.factReports(from: ["stock": "left"], source: "platform").reports
    var ids: [CaseID] = []
    for number in 1...3 {
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: facts)
      let id = try await setup.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID
      let key = try #require(try await stored.readCase(id)?.effects.keys.first)
      _ = try await setup.receive(ErrandReport(outcome: "done"), on: key, of: id)
      ids.append(id)
    }
    await setup.close()
    let broken = ids[0].text
    try await stored.write { db in
      try db.execute(sql: "UPDATE states SET state = '{' WHERE case_id = ?", arguments: [broken])
      try db.execute(sql: "UPDATE entries SET events = '[[\"no-such-kind\",1,null,{}]]' WHERE case_id = ?", arguments: [broken])
    }
    let desk = Desk(name: "reader", ledger: stored, connectors: Connectors(default: connector), clock: clock)
    var notices = desk.notices().makeAsyncIterator()
    let running = Task { try await desk.run() }
    clock.advance(.hours(1))
    for id in ids.dropFirst() { try await eventually("\(id) went on") { try await stored.readCase(id)?.phase == .closed } }
    var isTold = false
    while !isTold, let notice = await notices.next() { if case .timerStuck(CaseID(broken), _, .some) = notice { isTold = true } }
    #expect(isTold)
    running.cancel()
    try await running.value
  }
}
