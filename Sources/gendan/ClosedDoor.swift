import Channels

/// The connector of a desk that doesn't run: nothing goes out.
struct ClosedDoor: Connector {
  var isOpen: Bool { false }

  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    throw .unreachable("no connector is open")
  }
}
