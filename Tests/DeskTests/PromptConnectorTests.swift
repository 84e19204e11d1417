import Casework
import Channels
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Synchronization
import Testing

@Suite("Receivers that answer at once")
struct PromptConnectorTests {
  /// Answers where the writer stands, as a script says.
  private final class Prompt: PromptConnector {
    typealias Script = @Sendable (_ errand: Errand, _ handover: Int) -> Result<ErrandReport, ConnectorFault>

    private let handed = Mutex<[Errand]>([])
    private let script: Script

    init(_ script: @escaping Script = { errand, _ in .success(ErrandReport(outcome: errand.outcomes.first ?? "done")) }) { self.script = script }

    var errands: [Errand] { handed.withLock { $0 } }

    func answer(_ errand: Errand) throws(ConnectorFault) -> ErrandReport {
      let handover = handed.withLock { handed in
        handed.append(errand)
        return handed.count { $0.key == errand.key }
      }
      return try script(errand, handover).get()
    }
  }

  private func desk(_ ledger: any Ledger, _ connector: any Connector, _ clock: ManualClock, name: String = "desk-1") -> Desk {
    Desk(name: name, ledger: ledger, connectors: Connectors(default: connector), clock: clock)
  }

  private func open(_ desk: Desk, _ subject: String = "A-1", at now: Instant) async throws -> CaseID {
    let plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: now).plan
    let opening = Opening(
      playbook: plan.id, version: plan.version, subject: subject, channel: .online,
      facts: plan.factReports(from: ["stock": "left"], source: "platform").reports)
    return try await desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform).caseID
  }

  private func hasNoEffects(_ ledger: any Ledger, _ id: CaseID) async throws -> Bool { try await ledger.readCase(id)?.effects.isEmpty == true }

  @Test(arguments: LedgerKind.allCases)
  func `what it answers is stored right behind the commit that asked for it`(_ kind: LedgerKind) async throws {
    let (ledger, clock, connector) = (try kind.makeLedger(), ManualClock(), Prompt())
    let desk = desk(ledger, connector, clock)
    try await desk.whileRunning {
      let id = try await open(desk, at: clock.now())
      try await eventually("the report is there") { try await hasNoEffects(ledger, id) }
      #expect(try await ledger.nextEffectDue() == nil)
    }
    #expect(connector.errands.map(\.action) == ["remind"])
    #expect(try await ledger.rebuild().differences.isEmpty)
  }

  @Test(arguments: LedgerKind.allCases)
  func `what it refuses at first is tried again later under the same key`(_ kind: LedgerKind) async throws {
    let connector = Prompt { _, handover in handover < 4 ? .failure(.unreachable("no line")) : .success(ErrandReport(outcome: "done")) }
    let (ledger, clock) = (try kind.makeLedger(), ManualClock())
    let desk = desk(ledger, connector, clock)
    var notices = desk.notices().makeAsyncIterator()
    try await desk.whileRunning {
      let id = try await open(desk, at: clock.now())
      // A refusal where the writer stands isn't counted: whether the first was one depends on whether the desk was running already.
      while connector.errands.count < 4 {
        let notice = await notices.next()
        guard case .errandFailed(_, _, _, let again)? = notice else {
          Issue.record("a failure is told, not \(String(describing: notice))")
          return
        }
        try await eventually("it was given back") { try await ledger.nextEffectDue() == again }
        let before = connector.errands.count
        clock.advance(again - clock.now())
        try await eventually("it was tried again") { connector.errands.count > before }
      }
      try await eventually("it went through") { try await hasNoEffects(ledger, id) }
    }
    #expect(connector.errands.count == 4)
    #expect(Set(connector.errands.map(\.key)).count == 1)
    #expect(try await ledger.rebuild().differences.isEmpty)
  }

  /// A desk that was killed between the commit and the answer.
  private func killed(_ ledger: any Ledger, _ clock: ManualClock) async throws -> CaseID {
    let setup = desk(ledger, Prompt(), clock, name: "setup")
    let id = try await open(setup, at: clock.now())
    let turn = try #require(try await ledger.readTurns(of: id).first)
    let state = try #require(try await ledger.readCase(id))
    #expect(state.effects.count == 1)
    // The same opening for another subject, as the desk that dies would have stored it.
    var opening = try #require(turn.signal)
    guard case .open(let first) = opening.content else { throw Missing() }
    let second = Opening(playbook: first.playbook, version: first.version, subject: "A-2", channel: first.channel, facts: first.facts)
    opening = Signal(id: SignalID("open-A-2"), caseID: CaseID("C-000002"), sender: opening.sender, content: .open(second))
    let plan = try await setup.shelf.plan(version: first.version)
    var fresh: Case?
    let events = try advance(&fresh, by: opening, plan: plan, now: clock.now())
    let entry = Entry(
      caseID: opening.caseID, expectedCount: 0, signal: opening, at: clock.now(), events: events, state: try #require(fresh),
      lease: Lease(desk: "desk-1", end: clock.now() + .minutes(2), isMomentary: true))
    #expect(try await ledger.commit([entry]) == [.committed])
    return opening.caseID
  }

  private struct Missing: Error {}

  @Test(arguments: LedgerKind.allCases)
  func `what a killed desk had in its hand goes out when it is started again`(_ kind: LedgerKind) async throws {
    let (ledger, clock, connector) = (try kind.makeLedger(), ManualClock(), Prompt())
    let id = try await killed(ledger, clock)
    let desk = desk(ledger, connector, clock)
    try await desk.whileRunning { try await eventually("it went out") { try await hasNoEffects(ledger, id) } }
    #expect(connector.errands.count { $0.subject == "A-2" } == 1)
    #expect(try await ledger.rebuild().differences.isEmpty)
  }

  @Test(arguments: LedgerKind.allCases)
  func `what a killed desk had in its hand goes to another one when the lease is over`(_ kind: LedgerKind) async throws {
    let (ledger, clock, connector) = (try kind.makeLedger(), ManualClock(), Prompt())
    let id = try await killed(ledger, clock)
    let desk = desk(ledger, connector, clock, name: "desk-2")
    try await desk.whileRunning {
      try await eventually("the other case is done") { connector.errands.contains { $0.subject == "A-1" } }
      #expect(!connector.errands.contains { $0.subject == "A-2" })
      clock.advance(.minutes(2))
      try await eventually("it went out") { try await hasNoEffects(ledger, id) }
    }
    #expect(connector.errands.count { $0.subject == "A-2" } == 1)
  }
}
