import Playbook

extension OrderEvent {
  /// Reads `{"id":"e-1","order":"A-1","kind":"delivered","at":1795305600000,…}`; times are in milliseconds since 1970.
  ///
  /// Written by hand because a general decoder takes longer for an event than the database does: docs/performance.md.
  /// - Throws: `OrderEventFault` for anything that isn't one JSON object with what every event has.
  public init(json body: String) throws(OrderEventFault) {
    var body = body
    guard body.utf8.count <= Self.longestBody else { throw .tooLong }
    let read: Result<OrderEventFields, OrderEventFault> = body.withUTF8 { bytes in
      var reading = FlatJSON(bytes)
      var fields = OrderEventFields()
      do throws(OrderEventFault) {
        try reading.object { name, value throws(OrderEventFault) in try fields.take(name, value) }
        return .success(fields)
      } catch { return .failure(error) }
    }
    let fields = try read.get()
    guard let id = fields.id, !id.isEmpty else { throw .missing("id") }
    guard let order = fields.order, !order.isEmpty else { throw .missing("order") }
    guard let kind = fields.kind, !kind.isEmpty else { throw .missing("kind") }
    guard let at = fields.at else { throw .missing("at") }
    guard id.utf8.count <= Self.longestName else { throw .wrong("id") }
    guard order.utf8.count <= Self.longestName else { throw .wrong("order") }
    self.init(
      id: id, order: order, kind: kind, at: Instant(milliseconds: at), sequence: fields.sequence ?? 0, merchant: fields.merchant, rider: fields.rider,
      category: fields.category, promisedAt: fields.promisedAt.map { Instant(milliseconds: $0) }, state: fields.state, attributes: fields.attributes,
      body: body)
  }
}

/// What has been read so far. A name that comes twice counts the second time, as in every JSON reader.
private struct OrderEventFields {
  var id: String?
  var order: String?
  var kind: String?
  var at: Int64?
  var sequence: Int64?
  var merchant: String?
  var rider: String?
  var category: String?
  var promisedAt: Int64?
  var state: String?
  var attributes: [OrderAttribute] = []

  mutating func take(_ name: String, _ value: FlatJSON.Value) throws(OrderEventFault) {
    switch name {
    case "id": id = try text(value, name)
    case "order": order = try text(value, name)
    case "kind": kind = try text(value, name)
    case "at": at = try number(value, name)
    case "sequence": sequence = try number(value, name)
    case "merchant": merchant = try text(value, name)
    case "rider": rider = try text(value, name)
    case "category": category = try text(value, name)
    case "promised": promisedAt = try number(value, name)
    case "state": state = try text(value, name)
    default:
      attributes.removeAll { $0.name == name }
      switch value {
      case .text(let words), .other(let words): attributes.append(OrderAttribute(name, words))
      case .null: break
      }
    }
  }

  private func text(_ value: FlatJSON.Value, _ name: String) throws(OrderEventFault) -> String? {
    switch value {
    case .text(let text): return text
    case .null: return nil
    case .other: throw .wrong(name)
    }
  }

  private func number(_ value: FlatJSON.Value, _ name: String) throws(OrderEventFault) -> Int64? {
    switch value {
    case .null: return nil
    case .other(let digits):
      guard let number = Int64(digits) else { throw .wrong(name) }
      return number
    case .text: throw .wrong(name)
    }
  }
}
