/// The layout of the first step, `ledger-1`, and how the second one takes it over. Never changed.
enum FirstSchema {
  static let record = """
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

  static let projections = """
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

  /// Each event becomes an entry of its own; the signals they came from weren't kept.
  static let moveRecord = """
    INSERT INTO entries (position, case_id, sequence, count, at, signal, events)
      SELECT position, case_id, sequence, 1, at, NULL, json_array(json_array(kind, form, step, json(body))) FROM events ORDER BY position;
    """

  /// What is computed anew, and the events that were moved.
  static let drop = "DROP TABLE timers; DROP TABLE outbox; DROP TABLE cases; DROP TABLE events;"
}
