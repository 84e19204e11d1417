public import Channels

extension Desk {
  /// Hands over what belongs to no case, such as a code to a telephone. Nothing of it is kept: whoever asks for it has the key, and tries again.
  ///
  /// - Returns: the report, or nil when the receiver took the errand and says nothing more.
  /// - Throws: `ConnectorFault` when it isn't known to have been taken.
  public func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    try await dispatcher.connectors.connector(for: errand).carryOut(errand)
  }
}
