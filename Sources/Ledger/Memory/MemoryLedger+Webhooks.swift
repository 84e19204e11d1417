public import Playbook

extension MemoryLedger: WebhookLedger {
  public func addWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) -> Bool {
    guard webhooks.endpoints[endpoint.id] == nil else { return false }
    webhooks.endpoints[endpoint.id] = endpoint
    _ = appendAudit(notes)
    return true
  }

  public func readWebhook(_ id: String) -> WebhookEndpoint? { webhooks.endpoints[id] }

  public func listWebhooks() -> [WebhookEndpoint] { webhooks.endpoints.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }

  public func changeWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) -> Bool {
    guard let kept = webhooks.endpoints[endpoint.id], kept.revision == endpoint.revision else { return false }
    webhooks.endpoints[endpoint.id] = endpoint.next(at: kept.position)
    _ = appendAudit(notes)
    return true
  }

  public func removeWebhook(_ id: String, revision: Int, noting notes: [AuditNote]) -> Bool {
    guard webhooks.endpoints[id]?.revision == revision else { return false }
    webhooks.endpoints[id] = nil
    webhooks.deliveries = webhooks.deliveries.filter { $0.value.endpoint != id }
    _ = appendAudit(notes)
    return true
  }

  public func rewindWebhook(_ id: String, to position: Int, noting notes: [AuditNote]) -> Bool {
    guard let kept = webhooks.endpoints[id], kept.position >= position, kept.disabled == nil else { return false }
    webhooks.endpoints[id] = kept.moved(to: position)
    _ = appendAudit(notes)
    return true
  }

  public func followWebhooks(_ steps: [WebhookStep]) -> Set<String> {
    var stored: Set<String> = []
    for step in steps {
      guard let kept = webhooks.endpoints[step.endpoint], kept.position == step.from, kept.revision == step.revision, kept.disabled == nil else { continue }
      webhooks.endpoints[step.endpoint] = kept.moved(to: step.to)
      for delivery in step.deliveries { webhooks.make(delivery) }
      stored.insert(step.endpoint)
    }
    return stored
  }

  public func addDelivery(_ delivery: NewDelivery, noting notes: [AuditNote]) -> Bool {
    guard webhooks.endpoints[delivery.endpoint] != nil, webhooks.deliveries[delivery.id] == nil else { return false }
    webhooks.make(delivery)
    _ = appendAudit(notes)
    return true
  }

  public func readDelivery(_ id: String) -> WebhookDelivery? { webhooks.deliveries[id] }

  public func listDeliveries(_ filter: DeliveryFilter) -> [WebhookDelivery] {
    let found = webhooks.deliveries.values.filter {
      $0.endpoint == filter.endpoint && (filter.state == nil || $0.state == filter.state) && $0.number < filter.before ?? .max
    }
    return Array(found.sorted { $0.number > $1.number }.prefix(max(filter.limit, 0)))
  }

  public func pendingDeliveries(of endpoint: String, upTo limit: Int) -> Int {
    min(webhooks.deliveries.values.filter { $0.endpoint == endpoint && $0.state == .pending }.count, max(limit, 0))
  }

  public func replayDelivery(_ id: String, of endpoint: String, at now: Instant, noting notes: [AuditNote]) -> Bool {
    guard let kept = webhooks.deliveries[id], kept.endpoint == endpoint else { return false }
    webhooks.deliveries[id] = kept.again(at: now)
    _ = appendAudit(notes)
    return true
  }

  public func claimDeliveries(dueAt now: Instant, limit: Int, each: Int, lease: TimeAmount, by holder: String) -> [ClaimedDelivery] {
    webhooks.due(at: now, each: each).prefix(max(limit, 0)).compactMap { due in
      guard let endpoint = webhooks.endpoints[due.endpoint] else { return nil }
      var claimed = due
      claimed.nextAt = now + lease
      claimed.holder = holder
      webhooks.deliveries[due.id] = claimed
      return ClaimedDelivery(delivery: claimed, endpoint: endpoint)
    }
  }

  public func settleDelivery(_ result: WebhookResult) -> WebhookEndpoint? {
    guard let kept = webhooks.deliveries[result.delivery], kept.holder == result.holder, var endpoint = webhooks.endpoints[kept.endpoint] else { return nil }
    webhooks.deliveries[kept.id] = kept.after(result)
    endpoint.failing = result.next == .delivered ? nil : .after(endpoint.failing, at: result.attempt.at, gap: result.failureGap)
    webhooks.endpoints[endpoint.id] = endpoint
    return endpoint
  }

  public func releaseDeliveries(heldBy holder: String, at now: Instant) -> Int {
    let held = webhooks.deliveries.values.filter { $0.holder == holder }
    for delivery in held {
      webhooks.deliveries[delivery.id]?.holder = nil
      webhooks.deliveries[delivery.id]?.nextAt = now
    }
    return held.count
  }

  public func dropDeliveries(doneBefore end: Instant, limit: Int) -> Int {
    let over = webhooks.deliveries.values.filter { $0.doneAt.map { $0 < end } ?? false }.sorted { $0.number < $1.number }.prefix(max(limit, 0))
    for delivery in over { webhooks.deliveries[delivery.id] = nil }
    return over.count
  }
}
