import Casework
import Desk
import Ledger
import Playbook

/// What closed cases came to, read from the record.
struct ClosingSummaries: Sendable {
  let desk: Desk

  /// - Returns: nil for a case that isn't closed, isn't there, or can't be read, or whose version can't.
  /// - Throws: `LedgerError` when the ledger can't be asked: then it is asked again.
  func summary(of id: CaseID) async throws(LedgerError) -> ClosingSummary? {
    do throws(DeskError) {
      let (state, events): (Case?, [Event])
      do throws(LedgerError) {
        state = try await desk.ledger.readCase(id)
        events = try await desk.ledger.readEvents(of: id, after: 0)
      } catch { throw DeskError.ledger(error) }
      guard let state, let plan = try await desk.shelf.readablePlan(version: state.version) else { return nil }
      return ClosingSummary(state, events, plan)
    } catch {
      guard case .ledger(let fault) = error, case .unavailable = fault else { return nil }
      throw fault
    }
  }
}
