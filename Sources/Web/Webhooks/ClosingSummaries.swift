import Casework
import Desk
import Ledger
import Playbook

/// What closed cases came to, read from the record.
struct ClosingSummaries: Sendable {
  let desk: Desk

  /// - Returns: nil for a case that isn't closed, isn't there, or whose version can't be read.
  /// - Throws: `LedgerError` when the ledger can't be asked: then it is asked again.
  func summary(of id: CaseID) async throws(LedgerError) -> ClosingSummary? {
    guard let state = try await desk.ledger.readCase(id) else { return nil }
    let events = try await desk.ledger.readEvents(of: id, after: 0)
    do throws(DeskError) {
      return ClosingSummary(state, events, try await desk.shelf.plan(version: state.version))
    } catch {
      guard case .ledger(let fault) = error else { return nil }
      throw fault
    }
  }
}
