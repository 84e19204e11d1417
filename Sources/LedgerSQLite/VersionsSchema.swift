/// The tables of how versions came to be, as docs/data.md describes them.
enum VersionsSchema {
  static let tables = """
    CREATE TABLE proposals (
      version TEXT NOT NULL PRIMARY KEY,
      playbook TEXT NOT NULL,
      title TEXT NOT NULL,
      plan_digest TEXT NOT NULL,
      author TEXT NOT NULL,
      at INTEGER NOT NULL,
      sources TEXT NOT NULL
    ) STRICT;

    CREATE TABLE approvals (
      version TEXT NOT NULL REFERENCES proposals (version),
      approver TEXT NOT NULL,
      plan_digest TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (version, approver)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE publications (
      number INTEGER PRIMARY KEY,
      playbook TEXT NOT NULL,
      version TEXT NOT NULL REFERENCES playbooks (version),
      former TEXT,
      publisher TEXT NOT NULL,
      at INTEGER NOT NULL,
      undoes INTEGER REFERENCES publications (number)
    ) STRICT;

    CREATE TABLE plan_digests (
      version TEXT NOT NULL PRIMARY KEY,
      digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
