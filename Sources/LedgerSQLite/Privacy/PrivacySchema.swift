/// The keys that people's words are sealed with, as docs/data.md describes them.
enum PrivacySchema {
  static let tables = """
    CREATE TABLE key_check (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      digest BLOB NOT NULL
    ) STRICT;

    CREATE TABLE person_keys (
      person TEXT NOT NULL PRIMARY KEY,
      wrapped BLOB NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_keys (
      case_id TEXT NOT NULL,
      party TEXT NOT NULL,
      person TEXT,
      wrapped BLOB NOT NULL,
      PRIMARY KEY (case_id, party)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX case_keys_by_person ON case_keys (person) WHERE person IS NOT NULL;

    CREATE TABLE erasures (
      number INTEGER PRIMARY KEY,
      person TEXT NOT NULL,
      at INTEGER NOT NULL,
      cases TEXT NOT NULL
    ) STRICT;
    """
}
