import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// Opens a case in a ledger, as a platform's signal does, under the published version of a playbook.
func openCase(_ id: String, of playbook: String, about subject: String, in path: String) async throws {
  let ledger = try SQLiteLedger(path: path)
  let version = try await ledger.currentVersion(of: playbook) ?? ""
  let sources = try await ledger.readPlaybook(version: version)?.sources ?? []
  let plan = compile(sources[0]) { name in sources.first { $0.path == name } }.plan
  let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  let opening = Opening(playbook: playbook, version: version, subject: subject, channel: .online, facts: [])
  let signal = Signal(id: SignalID("open-\(id)"), caseID: CaseID(id), sender: .platform, content: .open(opening))
  let events = try decide(signal, case: nil, plan: plan, now: now)
  guard let state = Case(id: signal.caseID, folding: events) else { return }
  _ = try await ledger.commit([Entry(caseID: signal.caseID, expectedCount: 0, signal: signal, at: now, events: events, state: state)])
  try ledger.close()
}
