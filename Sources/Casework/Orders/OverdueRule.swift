public import Playbook

/// What counts as overdue, as data: until when which orders must have come how far.
public struct OverdueRule: Hashable, Sendable {
  /// What the time is counted from.
  public enum Origin: String, Hashable, Sendable {
    /// The promised time, wherever it was moved to last.
    case promised
    /// The order's first event.
    case created
  }

  public let id: String
  /// The category of orders that the rule is for; nil for all.
  public let category: String?
  public let origin: Origin
  public let allowance: Allowance
  /// Counts service time or working days; nil counts every hour.
  public let calendar: ServiceCalendar?
  /// What must have happened by then.
  public let milestone: OrderMilestone
  /// Orders in these states can't be overdue.
  public let exceptStates: Set<String>
  /// The playbook whose case an overdue order opens, if it is published; nil opens none.
  public let playbook: String?

  /// - Returns: nil when the allowance counts by a calendar and there is none.
  public init?(
    id: String, category: String? = nil, origin: Origin = .promised, allowance: Allowance = .wall(TimeAmount(seconds: 0)), calendar: ServiceCalendar? = nil,
    milestone: OrderMilestone = .delivered, exceptStates: Set<String> = ["unpaid", "cancelled"], playbook: String? = "overdue-order"
  ) {
    guard calendar != nil || !allowance.needsCalendar else { return nil }
    self.id = id
    self.category = category
    self.origin = origin
    self.allowance = allowance
    self.calendar = calendar
    self.milestone = milestone
    self.exceptStates = exceptStates
    self.playbook = playbook
  }

  /// Past its promised time and not delivered, whatever the category.
  public static let standard: [OverdueRule] = [OverdueRule(id: "delivery")].compactMap { $0 }

  /// The last moment in time; nil while what it is counted from isn't known, or never comes.
  func due(of order: Order) -> Instant? {
    let start: Instant
    switch origin {
    case .promised:
      guard let promised = order.promisedAt?.value else { return nil }
      start = promised
    case .created: start = order.firstAt
    }
    if case .wall(let amount) = allowance { return start + amount }
    return try? calendar?.due(allowance, from: start)
  }
}

/// Where an order stands under one rule.
public enum OverdueStanding: Hashable, Sendable {
  /// Nothing is due: nothing was promised, it was in time, or it ended before.
  case nothing
  /// It must have come so far after this moment, and hasn't.
  case waiting(due: Instant)
  /// It came, or was given up, after it was due.
  case late(due: Instant, ended: Instant)
}

extension OverdueRule {
  /// Where an order stands by all that is known of it.
  public func standing(of order: Order) -> OverdueStanding {
    guard let due = due(of: order) else { return .nothing }
    if let reached = order.reached(milestone) { return reached > due ? .late(due: due, ended: reached) : .nothing }
    if let cancelled = order.cancelledAt { return cancelled > due ? .late(due: due, ended: cancelled) : .nothing }
    if let state = order.state?.value, exceptStates.contains(state) { return .nothing }
    return .waiting(due: due)
  }
}
