public import Playbook

/// What is known of an order: folded from its events, the same for every order they come in.
public struct Order: Hashable, Sendable {
  public let id: String
  public package(set) var merchant: Told<String>?
  public package(set) var rider: Told<String>?
  public package(set) var category: Told<String>?
  public package(set) var state: Told<String>?
  public package(set) var refund: Told<String>?
  public package(set) var promisedAt: Told<Instant>?
  /// Those that the book keeps, by name.
  public package(set) var attributes: [String: Told<String>] = [:]
  /// The time of its earliest event.
  public package(set) var firstAt: Instant
  public package(set) var shippedAt: Instant?
  public package(set) var deliveredAt: Instant?
  public package(set) var cancelledAt: Instant?

  /// An order that has just been heard of.
  package init(id: String, firstAt: Instant) {
    self.id = id
    self.firstAt = firstAt
  }

  /// The order of this event alone.
  public init(_ event: OrderEvent, book: OrderBook) {
    self.init(id: event.order, firstAt: event.at)
    apply(event, book: book)
  }

  /// Adds what an event says, unless something newer has been said of it. An event that was applied before changes nothing.
  public mutating func apply(_ event: OrderEvent, book: OrderBook) {
    let stamp = event.stamp
    let kind = book.kind(event.kind)
    if let word = event.merchant { merchant.hear(word, stamp) }
    if let word = event.rider { rider.hear(word, stamp) }
    if let word = event.category { category.hear(word, stamp) }
    if let word = event.state ?? kind?.state { state.hear(word, stamp) }
    if let word = kind?.refund { refund.hear(word, stamp) }
    if let instant = event.promisedAt { promisedAt.hear(instant, stamp) }
    if book.keepsAttributes {
      for attribute in event.attributes where book.keeps(attribute.name) { attributes[attribute.name].hear(attribute.value, stamp) }
    }
    firstAt = min(firstAt, event.at)
    switch kind?.milestone {
    case .shipped: shippedAt = min(shippedAt ?? event.at, event.at)
    case .delivered: deliveredAt = min(deliveredAt ?? event.at, event.at)
    case .cancelled: cancelledAt = min(cancelledAt ?? event.at, event.at)
    case nil: break
    }
  }

  /// When the milestone was reached. What was delivered had been shipped by then, even if nobody said so.
  public func reached(_ milestone: OrderMilestone) -> Instant? {
    switch milestone {
    case .shipped: [shippedAt, deliveredAt].compactMap { $0 }.min()
    case .delivered: deliveredAt
    case .cancelled: cancelledAt
    }
  }
}
