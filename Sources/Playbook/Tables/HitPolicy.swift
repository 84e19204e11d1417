/// What a table says when several rows fit.
public enum HitPolicy: Hashable, Sendable {
  /// At most one row may fit. Rows that say the same don't contradict each other.
  case unique
  /// The first row that fits.
  case first
  /// All rows that fit, brought together.
  case collect(Gathering)

  /// How the values of several rows become one.
  public enum Gathering: String, Hashable, Sendable, CaseIterable {
    case sum, most, least, count

    var titles: [String] {
      switch self {
      case .sum: ["求和", "合计", "sum"]
      case .most: ["最大", "most", "max"]
      case .least: ["最小", "least", "min"]
      case .count: ["计数", "count"]
      }
    }
  }

  /// Reads what stands in the parentheses behind a table's name; nil when it is no policy.
  init?(_ text: Substring) {
    let words = text.split(whereSeparator: { $0.isWhitespace || "，,、；;".contains($0) }).map { normalized($0) }
    func means(_ word: String, _ titles: [String]) -> Bool { titles.contains { normalized($0) == word } }
    switch words.count {
    case 1 where means(words[0], ["唯一", "unique"]): self = .unique
    case 1 where means(words[0], ["首个", "首中", "first"]): self = .first
    case 2 where means(words[0], ["汇总", "collect"]):
      guard let gathering = Gathering.allCases.first(where: { means(words[1], $0.titles) }) else { return nil }
      self = .collect(gathering)
    default: return nil
    }
  }
}
