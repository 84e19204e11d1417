import Casework
import Ledger
import LedgerSQLite
import Playbook

extension LedgerMaker {
  /// An empty ledger for orders, thrown away afterwards.
  func withOrders(_ use: (any Ledger & OrderLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}

/// Something that happened to an order, in minutes after the morning.
struct OrderDeed {
  let id: String
  let order: String
  let event: OrderEvent

  init(
    _ id: String, _ kind: String, at minute: Int64, order: String = "A-1", merchant: String? = nil, rider: String? = nil, promised: Int64? = nil,
    attributes: [OrderAttribute] = []
  ) {
    self.id = id
    self.order = order
    event = OrderEvent(
      id: id, order: order, kind: kind, at: minutes(minute), merchant: merchant, rider: rider, category: "takeaway", promisedAt: promised.map { minutes($0) },
      attributes: attributes)
  }

  /// The lives of so many orders: some delivered in time, some late, some cancelled, some not at all.
  static func lives(_ count: Int, _ chance: inout OrderChance) -> [OrderDeed] {
    (0..<count).flatMap { number -> [OrderDeed] in
      let order = "A-\(number)"
      func deed(_ id: String, _ kind: String, _ minute: Int64, merchant: String? = nil, rider: String? = nil, promised: Int64? = nil) -> OrderDeed {
        OrderDeed("\(order)/\(id)", kind, at: minute, order: order, merchant: merchant, rider: rider, promised: promised)
      }
      var deeds = [
        deed("1", "created", 0, merchant: "m-\(number % 3)", promised: 40), deed("2", "accepted", 3), deed("3", "assigned", 5, rider: "r-\(number % 4)"),
        deed("4", "assigned", 8, rider: "r-\(chance.next() % 4)"), deed("5", "promised", 20, promised: 30 + Int64(chance.next() % 40)),
      ]
      // A merchant that is corrected, and an event of the day before.
      if chance.next() % 5 == 0 { deeds.append(deed("6", "noted", 6, merchant: "m-9")) }
      if chance.next() % 5 == 0 { deeds.append(deed("7", "noted", -1_500)) }
      switch chance.next() % 4 {
      case 0: deeds.append(deed("8", "delivered", 35))
      case 1: deeds.append(deed("8", "delivered", 75))
      case 2: deeds.append(deed("8", "cancelled", Int64(chance.next() % 90)))
      default: break
      }
      return deeds
    }
  }
}

/// Chance from a seed (SplitMix64).
struct OrderChance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
