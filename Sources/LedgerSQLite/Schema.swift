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
      try db.execute(sql: FirstSchema.record)
      try db.execute(sql: FirstSchema.projections)
      try db.execute(sql: oneOpenCase)
      try db.execute(sql: shelf)
    }
    migrator.registerMigration("ledger-2") { db in
      try db.execute(sql: record)
      try db.execute(sql: FirstSchema.moveRecord)
      try db.execute(sql: FirstSchema.drop)
      try db.execute(sql: projections)
      try db.execute(sql: oneOpenCase)
      try db.execute(sql: eventsView)
      try needRebuild(db)
    }
    migrator.registerMigration("orders-1") { db in try db.execute(sql: OrdersSchema.tables) }
    migrator.registerMigration("watch-1") { db in try db.execute(sql: WatchSchema.tables) }
    migrator.registerMigration("versions-1") { db in try db.execute(sql: VersionsSchema.tables) }
    migrator.registerMigration("contacts-1") { db in try db.execute(sql: ContactsSchema.tables) }
    migrator.registerMigration("budgets-1") { db in try db.execute(sql: BudgetsSchema.tables) }
    migrator.registerMigration("ledger-3") { db in try db.execute(sql: HeldSchema.columns) }
    migrator.registerMigration("orders-2") { db in try db.execute(sql: OrdersSchema.rowsAreComplete) }
    migrator.registerMigration("access-1") { db in try db.execute(sql: AccessSchema.tables) }
    migrator.registerMigration("access-2") { db in try db.execute(sql: AccessSchema.accounts) }
    migrator.registerMigration("ledger-4") { db in try db.execute(sql: "CREATE INDEX cases_by_subject ON cases (subject, number)") }
    migrator.registerMigration("search-1") { db in try db.execute(sql: SearchSchema.tables) }
    migrator.registerMigration("routing-1") { db in try db.execute(sql: RoutingSchema.tables) }
    migrator.registerMigration("webhooks-1") { db in try db.execute(sql: WebhooksSchema.tables) }
    migrator.registerMigration("archive-1") { db in try db.execute(sql: ArchiveSchema.tables) }
    migrator.registerMigration("webhooks-2") { db in try db.execute(sql: WebhooksSchema.summaries) }
    migrator.registerMigration("registers-1") { db in try db.execute(sql: RegistersSchema.tables) }
    migrator.registerMigration("deadlines-1") { db in try db.execute(sql: DeadlinesSchema.tables) }
    migrator.registerMigration("verifications-1") { db in try db.execute(sql: VerificationsSchema.tables) }
    migrator.registerMigration("privacy-1") { db in try db.execute(sql: PrivacySchema.tables) }
    migrator.registerMigration("routing-2") { db in try db.execute(sql: RoutingSchema.takings) }
    migrator.registerMigration("deadlines-2") { db in try db.execute(sql: DeadlinesSchema.openByNumber) }
    migrator.registerMigration("search-2") { db in try db.overwriting { try db.execute(sql: BlindSchema.tables) } }
    migrator.registerMigration("registers-2") { db in try db.execute(sql: RegistersSchema.readAgain) }
    migrator.registerMigration("answers-1") { db in try db.execute(sql: AnswersSchema.tables) }
    migrator.registerMigration("console-1") { db in try db.execute(sql: SavedViewsSchema.tables) }
    migrator.registerMigration("audit-1") { db in try db.execute(sql: AuditSchema.indexes) }
    migrator.registerMigration("deadlines-3") { db in try db.execute(sql: DeadlinesSchema.openByDue) }
    migrator.registerMigration("links-1") { db in try db.execute(sql: LinksSchema.tables) }
    migrator.registerMigration("drafts-1") { db in try db.execute(sql: DraftsSchema.tables) }
    migrator.registerMigration("routing-3") { db in try db.execute(sql: PresenceSchema.missed) }
    migrator.registerMigration("registers-3") { db in try db.execute(sql: RegistersSchema.openByParty + RegistersSchema.readAgain) }
    migrator.registerMigration("deadlines-4") { db in try db.execute(sql: DeadlinesSchema.classes) }
    return migrator
  }()

  /// Has the projections computed from the record before the ledger is used, behind the last step: for steps that change how they are laid out.
  static func needRebuild(_ db: Database) throws { try db.execute(sql: "PRAGMA user_version = 1") }

  private static let record = """
    CREATE TABLE entries (
      position INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      count INTEGER NOT NULL,
      at INTEGER NOT NULL,
      signal TEXT,
      events TEXT NOT NULL
    ) STRICT;
    CREATE INDEX entries_by_case ON entries (case_id);
    """

  /// For people, and for questions in SQL: one row for each event.
  private static let eventsView = """
    CREATE VIEW events AS
      SELECT entries.position, entries.case_id, entries.sequence + event.key AS sequence, entries.at, event.value ->> 2 AS step,
        event.value ->> 0 AS kind, event.value ->> 1 AS form, event.value -> 3 AS body
      FROM entries, json_each(entries.events) AS event
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
      event_count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cases_by_number ON cases (number);
    CREATE INDEX cases_with_incident ON cases (number) WHERE has_incident = 1;

    CREATE TABLE states (
      case_id TEXT NOT NULL PRIMARY KEY,
      position INTEGER NOT NULL,
      event_count INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;

    CREATE TABLE timers (
      case_id TEXT NOT NULL,
      timer_id TEXT NOT NULL,
      due INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      PRIMARY KEY (case_id, timer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_by_due ON timers (due);

    CREATE TABLE outbox (
      effect_key TEXT NOT NULL PRIMARY KEY,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      position INTEGER NOT NULL,
      due INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      held_by TEXT,
      deadline INTEGER,
      deadline_timer TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outbox_by_due ON outbox (due, case_id, sequence);
    CREATE INDEX outbox_by_deadline ON outbox (deadline, case_id, deadline_timer) WHERE deadline IS NOT NULL;
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
