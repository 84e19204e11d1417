/// A way out that answers at once, without waiting for anything: a function of this program.
///
/// The desk calls it where it stands, many in a row, and needs neither a task nor a time limit for each.
public protocol PromptConnector: Connector {
  /// Carries an errand out now. It must not block: no network, no disk, no lock that others hold for long.
  /// - Throws: `ConnectorFault` when it is not known to have been taken.
  func answer(_ errand: Errand) throws(ConnectorFault) -> ErrandReport
}

extension PromptConnector {
  public func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { try answer(errand) }
}
