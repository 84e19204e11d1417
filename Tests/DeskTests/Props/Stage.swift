import Casework
import Channels
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Testing

enum LedgerKind: String, CaseIterable, CustomTestStringConvertible {
  case memory, sqlite

  var testDescription: String { rawValue }

  func makeLedger() throws -> any Ledger {
    switch self {
    case .memory: MemoryLedger()
    case .sqlite: try SQLiteLedger(path: temporaryFile("sqlite"))
    }
  }
}

/// A desk with one published playbook, on a clock that the test moves.
struct Stage {
  let ledger: WatchedLedger
  let clock = ManualClock()
  let connector: ScriptedConnector
  let desk: Desk
  let plan: Plan

  init(_ kind: LedgerKind = .memory, playbook: String = shopPlaybook, connector: ScriptedConnector = ScriptedConnector()) async throws {
    ledger = WatchedLedger(try kind.makeLedger())
    self.connector = connector
    desk = Desk(name: "desk-1", ledger: ledger, connectors: Connectors(default: connector), clock: clock)
    plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: playbook)], at: clock.now()).plan
  }

  func opening(_ subject: String, facts: [String: String?] = [:]) -> Opening {
    Opening(
      playbook: plan.id, version: plan.version, subject: subject, channel: .online, facts: plan.factReports(from: facts, source: "platform").reports)
  }

  @discardableResult
  func open(_ subject: String, facts: [String: String?] = ["stock": "left"], id: SignalID? = nil) async throws -> Receipt {
    try await desk.open(opening(subject, facts: facts), id: id ?? SignalID("open-\(subject)"), sender: .platform)
  }

  func happened(_ event: String, in id: CaseID, signal: String) -> Signal {
    Signal(id: SignalID(signal), caseID: id, sender: .platform, content: .happened(event))
  }

  func state(_ id: CaseID) async throws -> Case { try #require(try await ledger.readCase(id)) }

  /// Runs the desk while the body runs, then stops it and waits for its end.
  func whileRunning(_ body: () async throws -> Void) async throws { try await desk.whileRunning(body) }
}

extension Desk {
  /// Runs the desk while the body runs, then stops it and waits for its end.
  func whileRunning(_ body: () async throws -> Void) async throws {
    let running = Task { try await run() }
    do { try await body() } catch {
      running.cancel()
      throw error
    }
    running.cancel()
    try await running.value
  }
}
