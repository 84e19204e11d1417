/// The words of cases as they were kept at first, in the clear: `BlindSchema` took their place.
enum SearchSchema {
  static let tables = """
    CREATE VIRTUAL TABLE search USING fts5 (case_id UNINDEXED, text, tokenize = 'trigram');
    CREATE TABLE search_reader (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      position INTEGER NOT NULL
    ) STRICT;
    INSERT INTO search_reader VALUES (1, 0);
    """
}
