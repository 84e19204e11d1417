/// Lists that people have saved under a name, as docs/data.md describes them.
enum SavedViewsSchema {
  static let tables = """
    CREATE TABLE saved_views (
      person TEXT NOT NULL PRIMARY KEY,
      views TEXT NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
