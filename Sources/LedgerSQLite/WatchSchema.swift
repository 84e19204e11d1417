/// The tables of the rules over cases (docs/data.md).
enum WatchSchema {
  static let tables = """
    CREATE TABLE watched_rules (
      rule TEXT NOT NULL PRIMARY KEY,
      writing TEXT NOT NULL,
      position INTEGER NOT NULL,
      adopted INTEGER NOT NULL,
      settled INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE counted_cases (
      rule TEXT NOT NULL,
      case_id TEXT NOT NULL,
      subject TEXT NOT NULL,
      key TEXT NOT NULL,
      at INTEGER NOT NULL,
      apart TEXT,
      hit INTEGER,
      told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
      PRIMARY KEY (rule, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX counted_by_subject ON counted_cases (rule, subject, at);
    CREATE INDEX counted_untold ON counted_cases (rule, subject, hit) WHERE hit IS NOT NULL AND told = 0;

    CREATE TABLE watched_subjects (
      rule TEXT NOT NULL,
      subject TEXT NOT NULL,
      hit INTEGER NOT NULL,
      name TEXT,
      parent TEXT,
      awaits INTEGER NOT NULL CHECK (awaits IN (0, 1)),
      is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
      PRIMARY KEY (rule, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE counted_orders (
      order_id TEXT NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE order_days (
      merchant TEXT NOT NULL,
      day INTEGER NOT NULL,
      orders INTEGER NOT NULL,
      PRIMARY KEY (merchant, day)
    ) STRICT, WITHOUT ROWID;
    """
}
