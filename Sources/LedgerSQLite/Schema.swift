import GRDB

/// The tables of a ledger, as docs/data.md describes them: that page first, then this file.
enum Schema {
  /// "GEND": how a ledger is told from any other SQLite file.
  static let applicationID: Int32 = 0x4745_4E44

  /// Steps that were ever released. A step is never changed; a new layout is a new step.
  static let migrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("ledger-1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: record)
      try db.execute(sql: projections)
      try db.execute(sql: oneOpenCase)
      try db.execute(sql: shelf)
    }
    return migrator
  }()

  private static let record = """
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL CHECK (sequence > 0),
      at INTEGER NOT NULL,
      step TEXT,
      kind TEXT NOT NULL,
      form INTEGER NOT NULL CHECK (form > 0),
      body TEXT NOT NULL CHECK (json_valid(body)),
      UNIQUE (case_id, sequence)
    ) STRICT;

    CREATE TABLE signals (
      signal_id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let projections = """
    CREATE TABLE cases (
      case_id TEXT NOT NULL PRIMARY KEY,
      number INTEGER NOT NULL,
      playbook TEXT NOT NULL,
      version TEXT NOT NULL,
      subject TEXT NOT NULL,
      phase TEXT NOT NULL CHECK (phase IN ('open', 'settling', 'closed')),
      has_incident INTEGER NOT NULL CHECK (has_incident IN (0, 1)),
      open_tasks INTEGER NOT NULL,
      opened_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      event_count INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cases_by_number ON cases (number);
    CREATE INDEX cases_with_incident ON cases (number) WHERE has_incident = 1;

    CREATE TABLE timers (
      case_id TEXT NOT NULL,
      timer_id TEXT NOT NULL,
      due INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      PRIMARY KEY (case_id, timer_id),
      FOREIGN KEY (case_id, sequence) REFERENCES events (case_id, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_by_due ON timers (due);

    CREATE TABLE outbox (
      effect_key TEXT NOT NULL PRIMARY KEY,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      due INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      held_by TEXT,
      FOREIGN KEY (case_id, sequence) REFERENCES events (case_id, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outbox_by_due ON outbox (due, case_id, sequence);
    """

  /// On its own because a rebuild takes it away while rows are being mended.
  static let oneOpenCase = "CREATE UNIQUE INDEX one_open_case ON cases (playbook, subject) WHERE phase <> 'closed'"

  private static let shelf = """
    CREATE TABLE playbooks (
      version TEXT NOT NULL PRIMARY KEY,
      playbook TEXT NOT NULL,
      title TEXT NOT NULL,
      published_at INTEGER NOT NULL,
      sources TEXT NOT NULL
    ) STRICT;

    CREATE TABLE current_playbooks (
      playbook TEXT NOT NULL PRIMARY KEY,
      version TEXT NOT NULL REFERENCES playbooks (version)
    ) STRICT, WITHOUT ROWID;
    """
}
