package import Casework
package import Playbook

/// What of an order's file has no column of its own, as bytes: docs/data.md describes them.
///
/// JSON would take longer than the database's own work, and nobody searches by a stamp.
package enum OrderFileBytes {
  /// The first byte, so that another layout can be told from this one.
  private static let form: UInt8 = 1

  package static func write(_ file: OrderFile) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32 + file.heard.count * 8)
    bytes.append(form)
    let order = file.order
    let first = order.firstAt.milliseconds
    bytes.put(first)
    for stamp in order.stamps { bytes.put(stamp, since: first) }
    for instant in [order.shippedAt, order.deliveredAt, order.cancelledAt] { bytes.put(instant, since: first) }
    bytes.put(Int64(order.attributes.count))
    for (name, told) in order.attributes.sorted(by: { $0.key < $1.key }) {
      bytes.put(name)
      bytes.put(told.value)
      bytes.put(told.stamp, since: first)
    }
    bytes.put(Int64(file.marks.count))
    for mark in file.marks { bytes.put(mark) }
    bytes.put(Int64(file.heard.count))
    var position: Int64 = 0
    for heard in file.heard {
      bytes.put(Int64(heard.digest))
      bytes.put(heard.position - position)
      position = heard.position
    }
    return bytes
  }

  /// - Throws: `LedgerError.unreadable` when these bytes aren't an order's, or have another form.
  package static func read(_ bytes: UnsafeRawBufferPointer, columns: OrderColumns) throws(LedgerError) -> OrderFile {
    var reading = ByteReading(bytes)
    guard reading.byte() == form else { throw .unreadable("the order \(columns.id) was stored by another program") }
    let first = reading.number()
    var order = Order(id: columns.id, firstAt: Instant(milliseconds: first))
    order.merchant = reading.told(columns.merchant, since: first)
    order.rider = reading.told(columns.rider, since: first)
    order.category = reading.told(columns.category, since: first)
    order.state = reading.told(columns.state, since: first)
    order.refund = reading.told(columns.refund, since: first)
    order.promisedAt = reading.told(columns.promisedAt, since: first)
    order.shippedAt = reading.instant(since: first)
    order.deliveredAt = reading.instant(since: first)
    order.cancelledAt = reading.instant(since: first)
    for _ in 0..<reading.count() {
      let name = reading.text()
      order.attributes[name] = reading.told(reading.text(), since: first)
    }
    var marks: [String] = []
    for _ in 0..<reading.count() { marks.append(reading.text()) }
    let count = reading.count()
    var heard: [HeardEvent] = []
    heard.reserveCapacity(count + 1)
    var position: Int64 = 0
    for _ in 0..<count {
      let digest = UInt32(truncatingIfNeeded: reading.number())
      position &+= reading.number()
      heard.append(HeardEvent(digest: digest, position: position))
    }
    guard reading.isSound else { throw .unreadable("the row of the order \(columns.id) is damaged") }
    return OrderFile(order: order, heard: heard, marks: marks)
  }
}

/// What of an order's file has columns.
package struct OrderColumns {
  package var id: String
  package var merchant: String?
  package var rider: String?
  package var category: String?
  package var state: String?
  package var refund: String?
  package var promisedAt: Instant?

  package init(
    id: String, merchant: String? = nil, rider: String? = nil, category: String? = nil, state: String? = nil, refund: String? = nil,
    promisedAt: Instant? = nil
  ) {
    self.id = id
    self.merchant = merchant
    self.rider = rider
    self.category = category
    self.state = state
    self.refund = refund
    self.promisedAt = promisedAt
  }
}

extension Order {
  /// In the order of the columns.
  fileprivate var stamps: [OrderStamp?] { [merchant?.stamp, rider?.stamp, category?.stamp, state?.stamp, refund?.stamp, promisedAt?.stamp] }
}
