/// The rows of a table that told a fact, as events keep them: `rules NAME row 3`, `rules NAME rows 1,4`, `rules NAME` when no row did.
public struct RowReference: Hashable, Sendable {
  public let table: DecisionTable.ID
  /// Numbers from 1, in order.
  public let rows: [Int]

  public init(table: DecisionTable.ID, rows: [Int]) {
    self.table = table
    self.rows = rows
  }

  /// Reads the source of a fact; nil when it is none of these.
  public init?(source: String) {
    guard source.hasPrefix("rules ") else { return nil }
    let text = source.dropFirst("rules ".count)
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.count >= 3, ["row", "rows"].contains(words[words.count - 2]) {
      let numbers = words[words.count - 1].split(separator: ",").map { Int($0) }
      if !numbers.isEmpty, !numbers.contains(nil) {
        self.init(table: words.dropLast(2).joined(separator: " "), rows: numbers.compactMap(\.self))
        return
      }
    }
    self.init(table: String(text), rows: [])
  }

  /// The source as it is stored.
  public var source: String {
    guard !rows.isEmpty else { return "rules \(table)" }
    return "rules \(table) row\(rows.count > 1 ? "s" : "") \(rows.map(String.init).joined(separator: ","))"
  }
}
