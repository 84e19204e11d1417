/// What people write at playbooks until it is proposed, as docs/data.md describes it.
enum DraftsSchema {
  static let tables = """
    CREATE TABLE drafts (
      playbook TEXT NOT NULL PRIMARY KEY,
      tag TEXT NOT NULL,
      author TEXT NOT NULL,
      at INTEGER NOT NULL,
      sources TEXT NOT NULL
    ) STRICT;
    """
}
