import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func addDelivery(_ delivery: NewDelivery, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      guard try db.webhook(delivery.endpoint) != nil, try db.delivery(delivery.id) == nil else { return false }
      try db.make(delivery)
      try db.appendAudit(notes)
      return true
    }
  }

  public func readDelivery(_ id: String) async throws(LedgerError) -> WebhookDelivery? { try await read { db in try db.delivery(id) } }

  public func listDeliveries(_ filter: DeliveryFilter) async throws(LedgerError) -> [WebhookDelivery] {
    let state = filter.state.map { _ in "AND state = :state" } ?? ""
    let sql = "SELECT * FROM webhook_deliveries WHERE webhook_id = :endpoint AND number < :before \(state) ORDER BY number DESC LIMIT :limit"
    var values: [String: (any DatabaseValueConvertible)?] = [
      "endpoint": filter.endpoint, "before": filter.before ?? Int.max, "limit": max(filter.limit, 0),
    ]
    if let state = filter.state { values["state"] = state.rawValue }
    let arguments = StatementArguments(values)
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map(WebhookDelivery.init) }
  }

  public func pendingDeliveries(of endpoint: String, upTo limit: Int) async throws(LedgerError) -> Int {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM webhook_deliveries WHERE webhook_id = ? AND state = 'pending' LIMIT ?)"
    return try await read { db in try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [endpoint, max(limit, 0)]) ?? 0 }
  }

  public func replayDelivery(_ id: String, of endpoint: String, at now: Instant, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      guard let kept = try db.delivery(id), kept.endpoint == endpoint else { return false }
      try db.store(kept.again(at: now))
      try db.appendAudit(notes)
      return true
    }
  }

  public func claimDeliveries(
    dueAt now: Instant, limit: Int, each: Int, lease: TimeAmount, by holder: String
  ) async throws(LedgerError) -> [ClaimedDelivery] {
    try await write { db in
      let endpoints = try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM webhooks WHERE disabled_at IS NULL")).map(WebhookEndpoint.init)
      var due: [ClaimedDelivery] = []
      for endpoint in endpoints {
        due += try db.due(at: now, of: endpoint.id, each: each).map { ClaimedDelivery(delivery: $0, endpoint: endpoint) }
      }
      let chosen = due.sorted { ($0.delivery.due, $0.delivery.number) < ($1.delivery.due, $1.delivery.number) }.prefix(max(limit, 0))
      return try chosen.map { found in
        var claimed = found.delivery
        claimed.nextAt = now + lease
        claimed.holder = holder
        try db.store(claimed)
        return ClaimedDelivery(delivery: claimed, endpoint: found.endpoint)
      }
    }
  }

  public func settleDelivery(_ result: WebhookResult) async throws(LedgerError) -> WebhookEndpoint? {
    try await write { db in
      guard let kept = try db.delivery(result.delivery), kept.holder == result.holder, var endpoint = try db.webhook(kept.endpoint) else { return nil }
      try db.store(kept.after(result))
      let failing: WebhookEndpoint.Failing? =
        result.next == .delivered ? nil : .after(endpoint.failing, at: result.attempt.at, gap: result.failureGap)
      // What arrives, as most does, needn't be written into the endpoint as well.
      guard failing != endpoint.failing else { return endpoint }
      endpoint.failing = failing
      try db.cachedStatement(sql: "UPDATE webhooks SET failing_since = ?, failed_at = ? WHERE webhook_id = ?")
        .execute(arguments: [failing?.since.milliseconds, failing?.last.milliseconds, endpoint.id])
      return endpoint
    }
  }

  public func releaseDeliveries(heldBy holder: String, at now: Instant) async throws(LedgerError) -> Int {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE webhook_deliveries SET held_by = NULL, next_at = ? WHERE held_by = ?").execute(arguments: [now.milliseconds, holder])
      return db.changesCount
    }
  }

  public func dropDeliveries(doneBefore end: Instant, limit: Int) async throws(LedgerError) -> Int {
    let sql = "DELETE FROM webhook_deliveries WHERE number IN (SELECT number FROM webhook_deliveries WHERE done_at < ? ORDER BY done_at LIMIT ?)"
    return try await write { db in
      try db.cachedStatement(sql: sql).execute(arguments: [end.milliseconds, max(limit, 0)])
      return db.changesCount
    }
  }
}

extension Database {
  fileprivate func delivery(_ id: String) throws -> WebhookDelivery? {
    try Row.fetchOne(cachedStatement(sql: "SELECT * FROM webhook_deliveries WHERE delivery_id = ?"), arguments: [id]).map(WebhookDelivery.init)
  }

  /// Those of one endpoint that may be claimed beside the ones that are held.
  fileprivate func due(at now: Instant, of endpoint: String, each: Int) throws -> [WebhookDelivery] {
    let held = try Int.fetchOne(
      cachedStatement(sql: "SELECT count(*) FROM webhook_deliveries WHERE webhook_id = ? AND held_by IS NOT NULL AND next_at > ?"),
      arguments: [endpoint, now.milliseconds])
    let sql = "SELECT * FROM webhook_deliveries WHERE webhook_id = ? AND state = 'pending' AND next_at <= ? ORDER BY next_at, number LIMIT ?"
    return try Row.fetchAll(cachedStatement(sql: sql), arguments: [endpoint, now.milliseconds, max(each - (held ?? 0), 0)]).map(WebhookDelivery.init)
  }

  /// Writes what changes about a delivery.
  fileprivate func store(_ delivery: WebhookDelivery) throws {
    try cachedStatement(
      sql: """
        UPDATE webhook_deliveries SET state = ?, attempts = ?, last_at = ?, last_status = ?, last_error = ?, last_answer = ?, next_at = ?, done_at = ?,
          held_by = ?
        WHERE number = ?
        """
    ).execute(arguments: [
      delivery.state.rawValue, delivery.attempts, delivery.last?.at.milliseconds, delivery.last?.status, delivery.last?.error, delivery.last?.answer,
      delivery.nextAt?.milliseconds, delivery.doneAt?.milliseconds, delivery.holder, delivery.number,
    ])
  }
}

extension WebhookDelivery {
  fileprivate var due: Instant { nextAt ?? Instant(milliseconds: .max) }
}
