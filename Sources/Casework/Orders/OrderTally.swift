import Playbook

/// Whose figures: a merchant's or a rider's, on a day of the book's wall clock.
public struct TallyKey: Hashable, Sendable, Comparable {
  /// The parties that have figures.
  public enum Party: String, Hashable, Sendable, CaseIterable { case merchant, rider }

  public let party: Party
  /// The platform's name for them.
  public let who: String
  /// From 1970-01-01.
  public let day: Int64

  public init(_ party: Party, _ who: String, day: Int64) {
    self.party = party
    self.who = who
    self.day = day
  }

  public static func < (left: TallyKey, right: TallyKey) -> Bool {
    (left.party.rawValue, left.who, left.day) < (right.party.rawValue, right.who, right.day)
  }
}

/// How many orders. An order counts on the day of its first event.
public struct OrderTally: Hashable, Sendable {
  public var orders: Int64 = 0
  public var delivered: Int64 = 0
  public var cancelled: Int64 = 0
  /// Late, or marked overdue and still waiting. An order that turns out to have been in time doesn't count.
  public var overdue: Int64 = 0
  /// Of these: came, or was given up, after it was due.
  public var late: Int64 = 0

  public init() {}

  public var isNothing: Bool { self == OrderTally() }

  public static func += (left: inout OrderTally, right: OrderTally) {
    left.orders += right.orders
    left.delivered += right.delivered
    left.cancelled += right.cancelled
    left.overdue += right.overdue
    left.late += right.late
  }

  public static prefix func - (tally: OrderTally) -> OrderTally {
    var negative = OrderTally()
    negative.orders = -tally.orders
    negative.delivered = -tally.delivered
    negative.cancelled = -tally.cancelled
    negative.overdue = -tally.overdue
    negative.late = -tally.late
    return negative
  }
}

/// What one order adds to the figures: a function of its file alone, so that figures are the sum over all orders at any time.
public struct OrderContribution: Hashable, Sendable {
  public let merchant: String?
  public let rider: String?
  public let day: Int64
  public let ofMerchant: OrderTally
  /// A rider answers for the delivery, not for the merchant's shipping.
  public let ofRider: OrderTally

  public init(_ file: OrderFile, by book: OrderBook) {
    let order = file.order
    merchant = order.merchant?.value
    rider = order.rider?.value
    day = book.day(of: order.firstAt)
    var (merchants, riders) = (OrderTally(), OrderTally())
    merchants.orders = 1
    if order.deliveredAt != nil { merchants.delivered = 1 } else if order.cancelledAt != nil { merchants.cancelled = 1 }
    riders = merchants
    for rule in book.rules(for: order) {
      var (isOverdue, isLate) = (false, false)
      switch rule.standing(of: order) {
      case .nothing: continue
      case .late: (isOverdue, isLate) = (true, true)
      case .waiting: isOverdue = file.marks.contains(rule.id)
      }
      if isOverdue { merchants.overdue = 1 }
      if isLate { merchants.late = 1 }
      guard rule.milestone == .delivered else { continue }
      if isOverdue { riders.overdue = 1 }
      if isLate { riders.late = 1 }
    }
    (ofMerchant, ofRider) = (merchants, riders)
  }

  /// The rows that it adds to.
  public var tallies: [(key: TallyKey, tally: OrderTally)] {
    var rows: [(key: TallyKey, tally: OrderTally)] = []
    if let merchant { rows.append((TallyKey(.merchant, merchant, day: day), ofMerchant)) }
    if let rider { rows.append((TallyKey(.rider, rider, day: day), ofRider)) }
    return rows
  }
}
