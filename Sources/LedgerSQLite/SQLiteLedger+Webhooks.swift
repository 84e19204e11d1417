import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger: WebhookLedger {
  public func addWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO webhooks (webhook_id, url, kinds, playbook, created_at, created_by, origin, disabled_at, disabled_why,
            failing_since, failed_at, position, secret, old_secret, old_secret_until, revision, summaries)
          VALUES (:webhook_id, :url, :kinds, :playbook, :created_at, :created_by, :origin, :disabled_at, :disabled_why,
            :failing_since, :failed_at, :position, :secret, :old_secret, :old_secret_until, :revision, :summaries)
          """
      ).execute(arguments: endpoint.columns)
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }

  public func readWebhook(_ id: String) async throws(LedgerError) -> WebhookEndpoint? { try await read { db in try db.webhook(id) } }

  public func listWebhooks() async throws(LedgerError) -> [WebhookEndpoint] {
    try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM webhooks ORDER BY created_at, webhook_id")).map(WebhookEndpoint.init)
    }
  }

  public func changeWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          UPDATE webhooks SET url = :url, kinds = :kinds, playbook = :playbook, disabled_at = :disabled_at, disabled_why = :disabled_why,
            failing_since = :failing_since, failed_at = :failed_at, secret = :secret, old_secret = :old_secret, old_secret_until = :old_secret_until,
            summaries = :summaries, revision = revision + 1
          WHERE webhook_id = :webhook_id AND revision = :revision
          """
      ).execute(arguments: endpoint.columns)
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }

  public func removeWebhook(_ id: String, revision: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      guard try db.webhook(id)?.revision == revision else { return false }
      try db.execute(sql: "DELETE FROM webhook_deliveries WHERE webhook_id = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM webhooks WHERE webhook_id = ?", arguments: [id])
      try db.appendAudit(notes)
      return true
    }
  }

  public func rewindWebhook(_ id: String, to position: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      let sql = "UPDATE webhooks SET position = :to WHERE webhook_id = :id AND position >= :to AND disabled_at IS NULL"
      try db.cachedStatement(sql: sql).execute(arguments: ["id": id, "to": position])
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }

  public func followWebhooks(_ steps: [WebhookStep]) async throws(LedgerError) -> Set<String> {
    try await write { db in
      var stored: Set<String> = []
      let move = try db.cachedStatement(
        sql: "UPDATE webhooks SET position = ? WHERE webhook_id = ? AND position = ? AND revision = ? AND disabled_at IS NULL")
      for step in steps {
        try move.execute(arguments: [step.to, step.endpoint, step.from, step.revision])
        guard db.changesCount == 1 else { continue }
        for delivery in step.deliveries { try db.make(delivery) }
        stored.insert(step.endpoint)
      }
      return stored
    }
  }
}

extension Database {
  func webhook(_ id: String) throws -> WebhookEndpoint? {
    try Row.fetchOne(cachedStatement(sql: "SELECT * FROM webhooks WHERE webhook_id = ?"), arguments: [id]).map(WebhookEndpoint.init)
  }

  /// A delivery that was done is sent again; one that waits is left alone.
  func make(_ new: NewDelivery) throws {
    try cachedStatement(
      sql: """
        INSERT INTO webhook_deliveries (delivery_id, webhook_id, position, case_id, body, made_at, state, attempts, next_at)
        VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, ?)
        ON CONFLICT (delivery_id) DO UPDATE SET state = 'pending', attempts = 0, next_at = excluded.next_at, done_at = NULL, held_by = NULL
        WHERE webhook_deliveries.state <> 'pending'
        """
    ).execute(arguments: [
      new.id, new.endpoint, new.position, new.caseID?.text, new.body, new.madeAt.milliseconds, new.madeAt.milliseconds,
    ])
  }
}
