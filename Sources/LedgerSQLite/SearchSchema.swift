/// The words of cases, as docs/data.md describes them.
enum SearchSchema {
  // Three characters in a row are found whatever the language; words of one or two are looked for line by line.
  static let tables = """
    CREATE VIRTUAL TABLE search USING fts5 (case_id UNINDEXED, text, tokenize = 'trigram');
    CREATE TABLE search_reader (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      position INTEGER NOT NULL
    ) STRICT;
    INSERT INTO search_reader VALUES (1, 0);
    """

  /// The condition that a case was found by, with one argument for each value of `arguments`.
  static func condition(for text: String) -> (sql: String, arguments: [String]) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let terms = words.map { word in
      word.count >= 3
        ? ("case_id IN (SELECT case_id FROM search WHERE text MATCH ?)", "\"" + word.replacing("\"", with: "\"\"") + "\"")
        : ("case_id IN (SELECT case_id FROM search WHERE text LIKE ? ESCAPE '\\')", "%" + escaped(word) + "%")
    }
    return (terms.isEmpty ? "TRUE" : terms.map(\.0).joined(separator: " AND "), terms.map(\.1))
  }

  private static func escaped(_ word: String) -> String {
    word.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}
