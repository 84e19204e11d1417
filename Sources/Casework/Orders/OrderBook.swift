public import Playbook

/// What a desk must know to keep orders, as data: the kinds of events, what is overdue, and whose day it is.
public struct OrderBook: Hashable, Sendable {
  public let rules: [OverdueRule]
  /// The days of the figures are this wall clock's.
  public let zone: TimeZoneOffset
  private let kinds: [String: OrderKind]
  private let kept: Set<String>
  /// The rules of each category that has some of its own; the others have those for all.
  private let rulesOfCategory: [String: [OverdueRule]]
  private let rulesForAll: [OverdueRule]

  /// - Parameter attributes: the names of the attributes that are kept in an order's state, because facts are made of them.
  public init(
    kinds: [OrderKind] = OrderKind.standard, rules: [OverdueRule] = OverdueRule.standard, attributes: Set<String> = OrderMapping.standard.attributes,
    zone: TimeZoneOffset = .china
  ) {
    self.kinds = Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.rules = rules
    self.zone = zone
    kept = attributes
    rulesForAll = rules.filter { $0.category == nil }
    rulesOfCategory = Dictionary(
      uniqueKeysWithValues: Set(rules.compactMap(\.category)).map { category in
        (category, rules.filter { $0.category == nil || $0.category == category })
      })
  }

  /// What a kind of event means; nil for one that the book doesn't know.
  public func kind(_ id: String) -> OrderKind? { kinds[id] }
  var keepsAttributes: Bool { !kept.isEmpty }
  func keeps(_ attribute: String) -> Bool { kept.contains(attribute) }

  /// The rule with this id.
  public func rule(_ id: String) -> OverdueRule? { rules.first { $0.id == id } }

  func rules(for order: Order) -> [OverdueRule] {
    guard !rulesOfCategory.isEmpty, let category = order.category?.value else { return rulesForAll }
    return rulesOfCategory[category] ?? rulesForAll
  }

  /// The number of the day, from 1970-01-01.
  public func day(of instant: Instant) -> Int64 {
    let local = instant.milliseconds.addingReportingOverflow(Int64(zone.minutes) * 60_000)
    let milliseconds = local.overflow ? instant.milliseconds : local.partialValue
    let day = milliseconds / 86_400_000
    return milliseconds < day * 86_400_000 ? day - 1 : day
  }
}
