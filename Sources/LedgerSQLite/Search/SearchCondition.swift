import Ledger

/// How cases are found by words.
enum SearchCondition {
  /// The condition on a row with a `case_id`, with one argument for each value of `arguments`.
  static func condition(for text: String, _ words: BlindWords) -> (sql: String, arguments: [String]) {
    let terms = words.sought(text).map(\.expression)
    let isFound = "case_id IN (SELECT case_id FROM search WHERE words MATCH ?)"
    return (terms.isEmpty ? "TRUE" : terms.map { _ in isFound }.joined(separator: " AND "), terms)
  }
}

extension SoughtWord {
  /// As FTS5 is asked. Blind words have nothing in them that would have to be escaped.
  fileprivate var expression: String {
    switch self {
    case .beginning(let letters): "\"\(letters)\"*"
    case .row(let words): "\"\(words.joined(separator: " "))\""
    }
  }
}
