/// The register of contacts, as docs/data.md describes it.
enum ContactsSchema {
  static let tables = """
    CREATE TABLE contacts (
      contact_key TEXT NOT NULL PRIMARY KEY,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      person TEXT NOT NULL,
      party TEXT NOT NULL,
      channel TEXT NOT NULL,
      direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
      purpose TEXT NOT NULL,
      subject TEXT NOT NULL,
      planned_at INTEGER NOT NULL,
      out_at INTEGER,
      ended_at INTEGER,
      outcome TEXT,
      went_out INTEGER CHECK (went_out IN (0, 1)),
      shared TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contacts_by_person ON contacts (person, ended_at);
    CREATE INDEX contacts_by_case ON contacts (case_id);
    CREATE INDEX contacts_by_time ON contacts (planned_at);

    CREATE TABLE consents (
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      person TEXT NOT NULL,
      party TEXT NOT NULL,
      scope TEXT NOT NULL,
      subject TEXT NOT NULL,
      is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
      at INTEGER NOT NULL,
      until INTEGER,
      PRIMARY KEY (case_id, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX consents_by_person ON consents (person, scope, subject, at);
    """
}
