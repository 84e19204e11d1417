import Ledger

/// What somebody may do at the door. An address asks for one; a role has some.
enum Right: String, Sendable, CaseIterable {
  /// Tell what happened to orders.
  case tellOrders = "orders:tell"
  /// See orders and their events.
  case seeOrders = "orders:see"
  /// See the figures of merchants and riders.
  case seeFigures = "figures:see"

  /// No role has more than its work needs.
  static func of(_ role: Role) -> Set<Right> {
    switch role {
    case .integration: [.tellOrders, .seeOrders]
    case .agent: [.seeOrders]
    case .supervisor, .quality: [.seeOrders, .seeFigures]
    case .administrator, .author, .approver, .publisher, .merchant, .rider, .customer: []
    }
  }
}
