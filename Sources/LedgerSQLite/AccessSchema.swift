/// Who may come in, as docs/data.md describes it.
enum AccessSchema {
  static let tables = """
    CREATE TABLE api_tokens (
      token_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      digest BLOB NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      revoked_at INTEGER
    ) STRICT, WITHOUT ROWID;
    """
}
