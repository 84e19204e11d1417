import Playbook

/// The webhooks that a memory ledger holds.
struct MemoryWebhooks {
  var endpoints: [String: WebhookEndpoint] = [:]
  /// By id.
  var deliveries: [String: WebhookDelivery] = [:]
  private var lastNumber = 0

  /// A delivery that was done is sent again; one that waits is left alone.
  mutating func make(_ new: NewDelivery) {
    if let known = deliveries[new.id] {
      if known.state != .pending { deliveries[new.id] = known.again(at: new.madeAt) }
      return
    }
    lastNumber += 1
    deliveries[new.id] = WebhookDelivery(
      number: lastNumber, id: new.id, endpoint: new.endpoint, position: new.position, caseID: new.caseID, body: new.body, madeAt: new.madeAt, state: .pending,
      attempts: 0, last: nil, nextAt: new.madeAt, doneAt: nil, holder: nil)
  }

  /// Deliveries that may be claimed, the longest due first.
  func due(at now: Instant, each: Int) -> [WebhookDelivery] {
    let enabled = endpoints.values.filter { $0.disabled == nil }.map(\.id)
    let due = enabled.flatMap { id -> ArraySlice<WebhookDelivery> in
      let own = deliveries.values.filter { $0.endpoint == id && $0.state == .pending }
      let held = own.filter { $0.holder != nil && $0.due > now }.count
      return own.filter { $0.due <= now }.sorted(by: Self.isDueEarlier).prefix(max(each - held, 0))
    }
    return due.sorted(by: Self.isDueEarlier)
  }

  private static func isDueEarlier(_ left: WebhookDelivery, _ right: WebhookDelivery) -> Bool { (left.due, left.number) < (right.due, right.number) }
}

extension WebhookDelivery {
  fileprivate var due: Instant { nextAt ?? Instant(milliseconds: .max) }
}
