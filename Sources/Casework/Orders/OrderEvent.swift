public import Playbook

/// Something that happened to an order, as its platform tells it.
///
/// The same id for the same order twice is the same event. Events may come late, twice and in any order.
public struct OrderEvent: Hashable, Sendable {
  public let id: String
  /// The order's number.
  public let order: String
  /// One of the book's kinds (`OrderKind`), e.g. `delivered`. Another word is kept too, and sets no state of its own.
  public let kind: String
  public let at: Instant
  /// Tells events of the same moment apart where the platform counts them; 0 where it doesn't.
  public let sequence: Int64
  public let merchant: String?
  public let rider: String?
  public let category: String?
  public let promisedAt: Instant?
  /// The order's state in the platform's own word; nil leaves it to the kind.
  public let state: String?
  /// Everything else, in the order of the text. A text stands without its quotes, other values as they are written.
  public let attributes: [OrderAttribute]
  /// The JSON as it came: this is what is kept.
  public let body: String

  init(
    id: String, order: String, kind: String, at: Instant, sequence: Int64, merchant: String?, rider: String?, category: String?, promisedAt: Instant?,
    state: String?, attributes: [OrderAttribute], body: String
  ) {
    self.id = id
    self.order = order
    self.kind = kind
    self.at = at
    self.sequence = sequence
    self.merchant = merchant
    self.rider = rider
    self.category = category
    self.promisedAt = promisedAt
    self.state = state
    self.attributes = attributes
    self.body = body
  }

  /// What decides between two events that tell of the same thing.
  public var stamp: OrderStamp { OrderStamp(at: at, sequence: sequence) }
}

/// A named value of an order's event that has no place of its own.
public struct OrderAttribute: Hashable, Sendable {
  public let name: String
  public let value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Why a text is no order event.
public enum OrderEventFault: Error, Hashable, Sendable {
  /// Longer than `OrderEvent.longestBody` bytes.
  case tooLong
  /// Not one JSON object; the byte where reading stopped, from 0.
  case notAnObject(byte: Int)
  /// A field that every event has is missing or empty: `id`, `order`, `kind`, `at`.
  case missing(String)
  /// A field has a value of another type, or too long a name.
  case wrong(String)
}

extension OrderEvent {
  /// In bytes of UTF-8.
  public static let longestBody = 65_536
  /// An id or an order's number, in bytes of UTF-8.
  public static let longestName = 200

  /// An event with its JSON made here: for platforms that tell of orders in another way, and for tests.
  public init(
    id: String, order: String, kind: String, at: Instant, sequence: Int64 = 0, merchant: String? = nil, rider: String? = nil, category: String? = nil,
    promisedAt: Instant? = nil, state: String? = nil, attributes: [OrderAttribute] = []
  ) {
    var body = OrderEventWriting()
    body.put("id", text: id)
    body.put("order", text: order)
    body.put("kind", text: kind)
    body.put("at", number: at.milliseconds)
    if sequence != 0 { body.put("sequence", number: sequence) }
    if let merchant { body.put("merchant", text: merchant) }
    if let rider { body.put("rider", text: rider) }
    if let category { body.put("category", text: category) }
    if let promisedAt { body.put("promised", number: promisedAt.milliseconds) }
    if let state { body.put("state", text: state) }
    for attribute in attributes { body.put(attribute.name, text: attribute.value) }
    self.init(
      id: id, order: order, kind: kind, at: at, sequence: sequence, merchant: merchant, rider: rider, category: category, promisedAt: promisedAt,
      state: state, attributes: attributes, body: body.text)
  }
}
