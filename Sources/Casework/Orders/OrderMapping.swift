public import Playbook

/// How what is told of orders becomes facts and events of cases, as data. A plan that doesn't declare a name isn't told of it.
public struct OrderMapping: Hashable, Sendable {
  /// What of an order is meant.
  public enum Part: Hashable, Sendable {
    case state, refund, promisedAt, merchant, rider, category
    case attribute(String)
  }

  /// The fact that each part is reported as. A value that isn't one of the fact's is left out.
  public let facts: [Part: Fact.ID]
  /// The declared event that each kind of order event is.
  public let events: [String: NamedEvent.ID]
  /// The flag that is set when an order was marked overdue.
  public let overdueFact: Fact.ID?

  public init(facts: [Part: Fact.ID], events: [String: NamedEvent.ID], overdueFact: Fact.ID? = nil) {
    self.facts = facts
    self.events = events
    self.overdueFact = overdueFact
  }

  public var attributes: Set<String> {
    Set(facts.keys.compactMap { if case .attribute(let name) = $0 { name } else { nil } })
  }

  /// The names of the shipped vocabularies.
  public static let standard = OrderMapping(
    facts: [
      .state: "order.state", .refund: "refund.state", .promisedAt: "order.due-at", .category: "order.category",
      .attribute("merchant-name"): "merchant.name", .attribute("shipment"): "shipment.state", .attribute("exception"): "delivery.exception",
      .attribute("numbers-differ"): "numbers.differ", .attribute("refund-deadline"): "refund.deadline",
      .attribute("customer"): "customer.id",
    ],
    events: [
      "delivered": "order.delivered", "cancelled": "order.cancelled", "shipped": "merchant.shipped", "refund-requested": "refund.requested",
      "refund-withdrawn": "refund.withdrawn", "refund-refused": "refund.refused", "refund-paid": "refund.paid",
    ],
    overdueFact: "order.overdue")
}

extension OrderMapping {
  /// Everything that is known of an order, as facts of a plan, in order of their ids: for a case that opens.
  public func reports(of order: Order, for plan: Plan, isOverdue: Bool = false) -> [FactReport] {
    var reports = facts.compactMap { part, fact in value(of: part, in: order).flatMap { report($0.value, as: fact, in: plan) } }
    if isOverdue, let overdueFact, plan.fact(overdueFact) != nil { reports.append(FactReport(fact: overdueFact, value: .flag(true), source: Self.source)) }
    return reports.sorted { $0.fact < $1.fact }
  }

  /// What an event tells a case, given all that is known of the order by now.
  ///
  /// Only what nothing newer contradicts: a late event of a refund that was withdrawn since says nothing any more.
  public func contents(of event: OrderEvent, order: Order, book: OrderBook, plan: Plan) -> [Signal.Content] {
    let current = facts.compactMap { part, fact -> FactReport? in
      guard event.tells(part, book: book), let value = value(of: part, in: order), value.stamp == event.stamp else { return nil }
      return report(value.value, as: fact, in: plan)
    }
    let happened = happened(event, order: order, book: book, plan: plan)
    let brought = Set(happened?.brings.map(\.fact) ?? [])
    let reports = current.filter { !brought.contains($0.fact) }.sorted { $0.fact < $1.fact }
    return (reports.isEmpty ? [] : [.facts(reports)]) + (happened.map { [.happened($0.id)] } ?? [])
  }

  /// Whether a plan declares anything of what is told: others needn't be looked at.
  public func concerns(_ plan: Plan) -> Bool {
    facts.values.contains { plan.fact($0) != nil } || events.values.contains { plan.event($0) != nil }
  }

  /// What facts from orders name as their source.
  public static let source = "platform"

  private func happened(_ event: OrderEvent, order: Order, book: OrderBook, plan: Plan) -> NamedEvent? {
    guard let id = events[event.kind], let declared = plan.event(id), let kind = book.kind(event.kind) else { return nil }
    if kind.state != nil, let state = order.state, state.stamp > event.stamp { return nil }
    if kind.refund != nil, let refund = order.refund, refund.stamp > event.stamp { return nil }
    return declared
  }

  private func value(of part: Part, in order: Order) -> (value: Word, stamp: OrderStamp)? {
    switch part {
    case .state: order.state.map { (.text($0.value), $0.stamp) }
    case .refund: order.refund.map { (.text($0.value), $0.stamp) }
    case .promisedAt: order.promisedAt.map { (.time($0.value), $0.stamp) }
    case .merchant: order.merchant.map { (.text($0.value), $0.stamp) }
    case .rider: order.rider.map { (.text($0.value), $0.stamp) }
    case .category: order.category.map { (.text($0.value), $0.stamp) }
    case .attribute(let name): order.attributes[name].map { (.text($0.value), $0.stamp) }
    }
  }

  private enum Word {
    case text(String)
    case time(Instant)
  }

  private func report(_ word: Word, as id: Fact.ID, in plan: Plan) -> FactReport? {
    guard let fact = plan.fact(id) else { return nil }
    let value: Value?
    switch (word, fact.type) {
    case (.time(let instant), .time): value = .time(instant)
    case (.time, _): value = nil
    case (.text(let text), .time): value = Int64(text).map { .time(Instant(milliseconds: $0)) } ?? fact.value(text)
    case (.text(let text), _): value = fact.value(text)
    }
    return value.map { FactReport(fact: id, value: $0, source: Self.source) }
  }
}

extension OrderEvent {
  fileprivate func tells(_ part: OrderMapping.Part, book: OrderBook) -> Bool {
    switch part {
    case .state: state != nil || book.kind(kind)?.state != nil
    case .refund: book.kind(kind)?.refund != nil
    case .promisedAt: promisedAt != nil
    case .merchant: merchant != nil
    case .rider: rider != nil
    case .category: category != nil
    case .attribute(let name): attributes.contains { $0.name == name }
    }
  }
}
