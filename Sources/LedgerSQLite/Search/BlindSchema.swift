/// The blind words of cases, as docs/data.md describes them.
enum BlindSchema {
  /// Blind words are letters and digits with a space between them: the tokenizer that does least is enough. Lengths are for ranking, and nothing is ranked.
  static let table = "CREATE VIRTUAL TABLE search USING fts5 (case_id UNINDEXED, words, tokenize = 'ascii', columnsize = 0)"

  /// In the place of the words in the clear. Where there were any the reader is left with a digest that is nobody's, so that whoever opens the ledger sees that they leave the
  /// file too.
  static let tables = """
    DROP TABLE search;
    \(table);
    ALTER TABLE search_reader ADD COLUMN digest BLOB;
    ALTER TABLE search_reader ADD COLUMN merging INTEGER NOT NULL DEFAULT 0 CHECK (merging IN (0, 1, 2));
    UPDATE search_reader SET digest = CASE WHEN position > 0 THEN X'00' END, position = 0;
    """
}
