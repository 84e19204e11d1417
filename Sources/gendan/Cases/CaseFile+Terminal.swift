import Casework
import Desk
import Ledger
import Playbook

extension CaseFile {
  /// Read for the terminal.
  init(_ id: CaseID, in ledger: any Ledger) async throws {
    try await self.init(id, in: ledger, shelf: PlaybookShelf(ledger: ledger), language: tongue)
  }

  /// As a ledger keeps the events.
  func stored() throws -> [StoredEvent] { try events.map { event throws(LedgerError) in try StoredEvent(event) } }

  var heading: String {
    "\(state.id)  \(plan.title)  \(state.subject)  \(phaseName(state.phase))  " + say("版本 \(plan.shortVersion)", "version \(plan.shortVersion)")
  }
}
