import Casework
import Playbook

/// Made order events of about 250 bytes, as a platform pushes them: five for each order, every second one of an order drawn by lot.
struct IngestEvents {
  static let kinds = ["created", "paid", "accepted", "shipped", "delivered"]
  static let start: Int64 = 1_795_305_600_000

  let orders: Int
  /// Each as JSON.
  let texts: [String]
  /// Whose and which they are, for those who needn't read the JSON.
  let places: [(order: Int, kind: Int)]

  init(count: Int) {
    orders = max(count / Self.kinds.count, 1)
    var places: [(order: Int, kind: Int)] = []
    var texts: [String] = []
    places.reserveCapacity(count)
    texts.reserveCapacity(count)
    var lot: UInt32 = 12_345
    for index in 0..<count {
      lot = lot &* 1_664_525 &+ 1_013_904_223
      let order = index / 5 % 2 == 0 ? index % orders : Int(lot) % orders
      let kind = index / orders % Self.kinds.count
      places.append((order, kind))
      texts.append(Self.text(index, order: order, kind: kind))
    }
    (self.places, self.texts) = (places, texts)
  }

  static func name(_ order: Int) -> String { "ORD" + padded(order, 9) }
  static func merchant(_ order: Int) -> String { "shop-" + padded(order % 200, 3) }
  static func rider(_ order: Int) -> String { "rider-" + padded(order % 900, 3) }
  static func promised(_ order: Int) -> Int64 { start + 86_400_000 * 400 + Int64(order) }

  private static func text(_ index: Int, order: Int, kind: Int) -> String {
    """
    {"id":"evt-\(padded(index, 9))","order":"\(name(order))","kind":"\(kinds[kind])","at":\(start + Int64(index)),"merchant":"\(merchant(order))",\
    "rider":"\(rider(order))","category":"parcel","promised":\(promised(order)),"tracking":"SF\(padded(order, 12))","amount":"\(order % 900).00",\
    "note":"pushed by the platform"}
    """
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
