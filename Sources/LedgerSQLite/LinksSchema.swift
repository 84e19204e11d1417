/// What links for parties are made with, as docs/data.md describes it.
enum LinksSchema {
  static let tables = """
    CREATE TABLE link_keys (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      key BLOB NOT NULL
    ) STRICT;

    CREATE TABLE revoked_links (
      case_id TEXT NOT NULL PRIMARY KEY,
      generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
