/// What a kind of order event means, as data: the platform's word, and what is so once it has happened.
public struct OrderKind: Hashable, Sendable {
  public let id: String
  /// The order's state from then on; nil changes none.
  public let state: String?
  /// How far a refund is.
  public let refund: String?
  public let milestone: OrderMilestone?

  public init(_ id: String, state: String? = nil, refund: String? = nil, milestone: OrderMilestone? = nil) {
    self.id = id
    self.state = state
    self.refund = refund
    self.milestone = milestone
  }

  /// The kinds of food delivery and parcels. States are the choices of `order.state` and `refund.state` in the shipped vocabulary.
  public static let standard: [OrderKind] = [
    OrderKind("created", state: "unpaid"),
    OrderKind("paid", state: "preparing"),
    OrderKind("accepted", state: "preparing"),
    OrderKind("shipped", state: "delivering", milestone: .shipped),
    OrderKind("picked-up", state: "delivering", milestone: .shipped),
    OrderKind("delivered", state: "delivered", milestone: .delivered),
    OrderKind("completed", state: "completed", milestone: .delivered),
    OrderKind("cancelled", state: "cancelled", milestone: .cancelled),
    OrderKind("refund-requested", refund: "requested"),
    OrderKind("refund-withdrawn", refund: "withdrawn"),
    OrderKind("refund-partial", refund: "partial"),
    OrderKind("refund-approved", refund: "approved"),
    OrderKind("refund-refused", refund: "refused"),
    OrderKind("refund-paid", refund: "paid"),
    // Another promised time, another rider, anything else: what is told beside the kind says it all.
    OrderKind("promised"),
    OrderKind("assigned"),
    OrderKind("noted"),
  ]
}

/// Moments of an order that are waited for. The earliest event that tells of one is when it was.
public enum OrderMilestone: String, Hashable, Sendable, CaseIterable {
  case shipped, delivered, cancelled
}
