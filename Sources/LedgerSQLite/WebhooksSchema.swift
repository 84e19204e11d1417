/// Where the desk tells of what happens, and its messages, as docs/data.md describes them.
enum WebhooksSchema {
  static let summaries = "ALTER TABLE webhooks ADD COLUMN summaries INTEGER NOT NULL DEFAULT 0 CHECK (summaries IN (0, 1))"

  static let tables = """
    CREATE TABLE webhooks (
      webhook_id TEXT NOT NULL PRIMARY KEY,
      url TEXT NOT NULL,
      kinds TEXT NOT NULL,
      playbook TEXT,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      origin TEXT,
      disabled_at INTEGER,
      disabled_why TEXT,
      failing_since INTEGER,
      failed_at INTEGER,
      position INTEGER NOT NULL,
      secret BLOB NOT NULL,
      old_secret BLOB,
      old_secret_until INTEGER,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE webhook_deliveries (
      number INTEGER PRIMARY KEY,
      delivery_id TEXT NOT NULL UNIQUE,
      webhook_id TEXT NOT NULL REFERENCES webhooks (webhook_id),
      position INTEGER,
      case_id TEXT,
      body TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
      attempts INTEGER NOT NULL,
      last_at INTEGER,
      last_status INTEGER,
      last_error TEXT,
      last_answer TEXT,
      next_at INTEGER,
      done_at INTEGER,
      held_by TEXT
    ) STRICT;
    CREATE INDEX deliveries_by_webhook ON webhook_deliveries (webhook_id, number);
    CREATE INDEX deliveries_due ON webhook_deliveries (webhook_id, next_at, number) WHERE state = 'pending';
    CREATE INDEX deliveries_held ON webhook_deliveries (webhook_id, next_at) WHERE held_by IS NOT NULL;
    CREATE INDEX deliveries_done ON webhook_deliveries (done_at) WHERE done_at IS NOT NULL;
    """
}
