/// What is listed over all cases, as docs/data.md describes it.
enum RegistersSchema {
  static let tables = """
    CREATE TABLE register_entries (
      case_id TEXT NOT NULL,
      register TEXT NOT NULL,
      entry_id TEXT NOT NULL,
      state TEXT NOT NULL,
      party TEXT,
      person TEXT,
      due INTEGER,
      opened_at INTEGER NOT NULL,
      ended_at INTEGER,
      sequence INTEGER NOT NULL,
      PRIMARY KEY (case_id, register, entry_id, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registers_by_time ON register_entries (register, opened_at, case_id, entry_id);
    CREATE INDEX registers_open ON register_entries (register, opened_at, case_id, entry_id) WHERE ended_at IS NULL;
    CREATE INDEX registers_by_person ON register_entries (register, person, opened_at) WHERE person IS NOT NULL;

    CREATE TABLE register_reader (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      position INTEGER NOT NULL
    ) STRICT;
    INSERT INTO register_reader VALUES (1, 0);
    """

  /// What few parties are asked stands among what very many are.
  static let openByParty = """
    CREATE INDEX registers_open_by_party ON register_entries (register, party, due, case_id, entry_id) WHERE ended_at IS NULL;

    """

  /// States are what is shown from now on: the lists are made anew from the record.
  static let readAgain = """
    DELETE FROM register_entries;
    UPDATE register_reader SET position = 0;
    """
}
