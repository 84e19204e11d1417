import Casework
import Ledger
import Playbook

/// An order as the API shows it.
struct OrderView: Encodable {
  let id: String
  let state: String?
  let refund: String?
  let merchant: String?
  let rider: String?
  let category: String?
  let promisedAt: String?
  let shippedAt: String?
  let deliveredAt: String?
  let cancelledAt: String?
  let firstAt: String
  let attributes: [String: String]
  /// The rules under which it was found overdue.
  let overdue: [String]
  /// When it is overdue next; left out when nothing is waited for.
  let dueAt: String?
  /// How many events were heard of it.
  let events: Int

  init(_ file: OrderFile, book: OrderBook) {
    let order = file.order
    id = order.id
    state = order.state?.value
    refund = order.refund?.value
    merchant = order.merchant?.value
    rider = order.rider?.value
    category = order.category?.value
    promisedAt = order.promisedAt?.value.rfc3339
    shippedAt = order.shippedAt?.rfc3339
    deliveredAt = order.deliveredAt?.rfc3339
    cancelledAt = order.cancelledAt?.rfc3339
    firstAt = order.firstAt.rfc3339
    attributes = PersonalAttributes.shown(order.attributes.mapValues(\.value))
    overdue = file.marks
    dueAt = file.due(by: book)?.rfc3339
    events = file.heard.count
  }

  /// Changes with every event and mark.
  static func tag(_ file: OrderFile) -> String { "\"\(file.heard.last?.position ?? 0)-\(file.marks.count)\"" }
}

/// An event of an order.
struct OrderEventView: Encodable {
  let id: String
  let kind: String
  let at: String
  let attributes: [String: String]

  init(_ event: OrderEvent) {
    id = event.id
    kind = event.kind
    at = event.at.rfc3339
    var named: [String: String] = [:]
    for (name, value) in [("merchant", event.merchant), ("rider", event.rider), ("category", event.category), ("state", event.state)] { named[name] = value }
    named["promised"] = event.promisedAt?.rfc3339
    for attribute in event.attributes { named[attribute.name] = PersonalAttributes.shown(attribute.name, attribute.value) }
    attributes = named
  }
}
