import Casework
import Ledger
import LedgerSQLite
import Playbook

/// Opens a locker's case whose door is open already, so that it closes at once.
func closedCase(_ id: String, about subject: String, at now: Instant, in path: String) async throws {
  let ledger = try SQLiteLedger(path: path)
  let version = try await ledger.currentVersion(of: "locker-jam") ?? ""
  let plan = readPlan(SourceText(path: "locker.md", text: Locker.text)) { _ in nil }
  let opening = Opening(
    playbook: "locker-jam", version: version, subject: subject, channel: .online,
    facts: [FactReport(fact: "door.state", value: .choice("open"), source: "platform")])
  let signal = Signal(id: SignalID("open-\(id)"), caseID: CaseID(id), sender: .platform, content: .open(opening))
  let events = try decide(signal, case: nil, plan: plan, now: now)
  guard let state = Case(id: signal.caseID, folding: events) else { return }
  _ = try await ledger.commit([Entry(caseID: signal.caseID, expectedCount: 0, signal: signal, at: now, events: events, state: state)])
  try ledger.close()
}
