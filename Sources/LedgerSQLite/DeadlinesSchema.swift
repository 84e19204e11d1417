/// Deadlines of cases, and their samples for key figures, as docs/data.md describes them.
enum DeadlinesSchema {
  static let tables = """
    CREATE TABLE case_deadlines (
      number INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      origin INTEGER NOT NULL,
      playbook TEXT NOT NULL,
      events INTEGER NOT NULL,
      from_at INTEGER NOT NULL,
      due_at INTEGER,
      warn_at INTEGER,
      is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
      ended_at INTEGER,
      was_met INTEGER CHECK (was_met IN (0, 1)),
      warned_at INTEGER,
      missed_at INTEGER,
      next_at INTEGER,
      UNIQUE (case_id, deadline_id, origin)
    ) STRICT;
    CREATE INDEX deadlines_next ON case_deadlines (next_at, number) WHERE next_at IS NOT NULL;
    CREATE INDEX deadlines_open ON case_deadlines (due_at) WHERE ended_at IS NULL;

    CREATE TABLE figure_samples (
      case_id TEXT NOT NULL,
      figure_id TEXT NOT NULL,
      origin INTEGER NOT NULL,
      playbook TEXT NOT NULL,
      at INTEGER NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (case_id, figure_id, origin)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX figure_samples_by_time ON figure_samples (playbook, at, figure_id, value);

    CREATE TABLE deadline_reader (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      position INTEGER NOT NULL
    ) STRICT;
    INSERT INTO deadline_reader VALUES (1, 0);
    """

  /// Lists go by number and mostly ask for what is open. And a miss is told a moment after the time is over (`DeadlineRow.grace`), no longer at once.
  static let openByNumber = """
    DROP INDEX deadlines_open;
    CREATE INDEX deadlines_open ON case_deadlines (number) WHERE ended_at IS NULL;
    UPDATE case_deadlines SET next_at = next_at + 2000 WHERE next_at = due_at + 1;
    """

  /// What cases were about, by which figures are told apart.
  static let classes = """
    CREATE TABLE case_classes (
      case_id TEXT NOT NULL,
      fact TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (case_id, fact)
    ) STRICT, WITHOUT ROWID;
    """

  /// What was just missed and what comes next, without a look at all that is open.
  static let openByDue = "CREATE INDEX deadlines_by_due ON case_deadlines (due_at, number) WHERE ended_at IS NULL"
}
