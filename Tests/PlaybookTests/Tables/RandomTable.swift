import Playbook
import Testing

/// A small table made up by chance, as text, so that everything from reading on takes part.
struct RandomTable {
  let heading: String
  let rows: [String]
  let hasTexts: Bool

  private static let cells: [[String]] = [
    ["-", "取件码", "当面", "其他方式", "不是 当面", "取件码、当面", "-", "未知"], ["-", "是", "否", "-"],
    ["-", "0 元", "< 10 元", "≥ 10 元", "[10..30)", "10–30 元", "> 30 元", "不是 10–20 元", "< 10 元、> 20 元", "-"],
    ["-", "“a”", "“a*”", "“*b”", "“*a*”、“b”", "“a*b”", "不是 “*a”", "-"],
  ]
  private static let titles = ["取件方式", "已发货", "金额", "轨迹文字"]
  private static let outputs = ["用户责", "商家责", "无责"]

  init(seed: UInt64, policy: String, texts: Bool) {
    var dice = SeededGenerator(seed: seed)
    let columns = (0..<(texts ? 4 : 3)).filter { $0 == (texts ? 3 : 0) || Bool.random(using: &dice) }
    hasTexts = texts
    heading =
      "## 规则：甲（\(policy)）\n\n| " + columns.map { Self.titles[$0] }.joined(separator: " | ")
      + " | → 责任 |\n|" + String(repeating: "---|", count: columns.count + 1) + "\n"
    let count = Int.random(in: 1...6, using: &dice)
    rows = (0..<count).map { _ in
      let cells = columns.map { Self.cells[$0].randomElement(using: &dice) ?? "-" }
      return "| " + (cells + [Self.outputs.randomElement(using: &dice) ?? ""]).joined(separator: " | ") + " |"
    }
  }

  func text(adding more: [String] = []) -> String { heading + (rows + more).joined(separator: "\n") }

  /// Every value that can matter: both sides of each bound, and texts that meet the patterns in every way.
  static let values: [Fact.ID: [Value]] = [
    "pickup": ["code", "hand", "else"].map { .choice($0) }, "sent": [.flag(true), .flag(false)],
    "fee": [0, 1, 999, 1000, 1001, 1500, 1999, 2000, 2001, 2500, 2999, 3000, 3001, 9999].map { .money(fen: $0) },
    "track": texts.map { .text($0) },
  ]

  /// All texts of a and b up to four letters, and some with a letter that no pattern has.
  private static let texts: [String] = {
    var texts = ["z", "az", "zb", "azb", "zaz"]
    var last = [""]
    for _ in 1...4 {
      last = last.flatMap { [$0 + "a", $0 + "b"] }
      texts += last
    }
    return texts
  }()

  /// Every combination of values for the table's inputs.
  static func combinations(_ inputs: [Fact.ID]) -> [[Value]] {
    inputs.reduce([[]]) { combinations, input in combinations.flatMap { head in (values[input] ?? []).map { head + [$0] } } }
  }
}

extension DecisionTable {
  /// The rows that fit, found by looking at each.
  func rowsFitting(_ values: [Value]) -> [Row] {
    rows.filter { row in !row.isOtherwise && zip(row.cells, values).allSatisfy { $0.takes($1) } }
  }

  func lookup(_ output: Fact.ID, knowing values: [Value]) -> TableVerdict {
    lookup(output) { id in inputs.firstIndex(of: id).map { .known(values[$0]) } ?? .notAsked }
  }
}
