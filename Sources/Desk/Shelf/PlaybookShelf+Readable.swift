import Ledger
public import Playbook

extension PlaybookShelf {
  /// The plan of a published version, for whoever goes on without it; nil for one that isn't there or can't be read, now and later: its cases wait for somebody who
  /// can.
  ///
  /// - Throws: `DeskError.ledger` while the ledger can't be asked: that says nothing of the version, and whoever keeps what comes of it asks again.
  public func readablePlan(version: String) async throws(DeskError) -> Plan? {
    do throws(DeskError) { return try await plan(version: version) } catch {
      if case .ledger(.unavailable) = error { throw error }
      return nil
    }
  }
}
