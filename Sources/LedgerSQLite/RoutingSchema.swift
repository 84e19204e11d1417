/// Who works on what, as docs/data.md describes it.
enum RoutingSchema {
  static let tables = """
    CREATE TABLE teams (
      team_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      queues TEXT NOT NULL,
      needs TEXT NOT NULL,
      overflow_queue TEXT,
      overflow_seconds INTEGER,
      escalation_team TEXT,
      escalation_seconds INTEGER,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE team_members (
      team_id TEXT NOT NULL REFERENCES teams (team_id),
      person TEXT NOT NULL,
      skills TEXT NOT NULL,
      PRIMARY KEY (team_id, person)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE presences (
      person TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('available', 'busy', 'away', 'offline')),
      capacity TEXT NOT NULL,
      since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE assignments (
      case_id TEXT NOT NULL,
      task_id TEXT NOT NULL,
      person TEXT NOT NULL,
      channel TEXT NOT NULL,
      assigned_at INTEGER NOT NULL,
      assigned_by TEXT NOT NULL,
      done_at INTEGER,
      PRIMARY KEY (case_id, task_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX assignments_held ON assignments (person, channel) WHERE done_at IS NULL;
    """

  /// An assignment is replaced when its task goes to somebody else; deadlines and figures need each time that somebody took it.
  static let takings = """
    CREATE TABLE takings (
      case_id TEXT NOT NULL,
      task_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (case_id, task_id, at)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO takings (case_id, task_id, at) SELECT case_id, task_id, assigned_at FROM assignments;
    """
}
