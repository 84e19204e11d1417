/// **Finds** a combination of known values that no row of a decision table takes, in tables without an `其他` row. Numbers, money, durations and times are
/// looked at between all the bounds that the rows name; texts as those that no pattern matches. At most three are shown for a table, each as wide as it can be.
///
/// **Matters** because the table is silent there: its fact goes to the next source, usually to a person, and nobody decided that it should.
///
/// ```
/// ## 规则：责任（唯一）          没有一行适用于：发货状态：已发货，商家态度：拒绝。
/// ```
///
/// **Close it** by writing the row that is shown with what it should say, or an `其他` row. **Level**: warning; a note where the table is too large to be looked
/// through.
enum TableHoleCheck: Check {
  static let id = "table-hole"
  static let group = CheckGroup.tables
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("规则表有漏洞", "A combination that no row takes")
  static let help = Diagnostic.Message("补上提示的那一行并写明结论，或加一行“其他”。", "Add the row that is shown and say what follows, or an “otherwise” row.")

  private static let mostShown = 3

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.tables.flatMap { table -> [Diagnostic] in
      // A sum or count of nothing is zero.
      if case .collect(.sum) = table.policy { return [] }
      if case .collect(.count) = table.policy { return [] }
      guard !table.rows.contains(where: \.isOtherwise), let regions = TableRegions(table, checked.plan.vocabulary) else { return [] }
      return holes(in: regions)
    }
  }

  private static func holes(in regions: TableRegions) -> [Diagnostic] {
    var boxes = regions.boxes
    var found: [Diagnostic] = []
    while found.count < mostShown {
      switch regions.gap(in: regions.everything, besides: boxes) {
      case .none: return found
      case .gaveUp:
        let table = regions.table
        return found + [
          regions.finding(
            Self.self, .note, at: table.place, "规则“\(table.id)”太大，没有查完有没有漏洞。", "The table “\(table.id)” is too large to be looked through for holes.")
        ]
      case .box(let box):
        boxes.append(box)
        found.append(finding(box, regions))
      }
    }
    return found
  }

  private static func finding(_ box: TableRegions.Box, _ regions: TableRegions) -> Diagnostic {
    let table = regions.table
    let lines = regions.lines(box)
    return regions.finding(
      Self.self, .warning, at: table.place,
      lines.isEmpty ? "规则“\(table.id)”没有一行适用于任何情况。" : "规则“\(table.id)”没有一行适用于：\(lines.joined(separator: "，"))。",
      lines.isEmpty ? "No row of “\(table.id)” fits anything." : "No row of “\(table.id)” fits: \(lines.joined(separator: "; ")).", story: lines,
      suggestion: regions.row(for: box))
  }
}

extension TableRegions {
  func finding(
    _ check: any Check.Type, _ level: Diagnostic.Level, at place: Place, _ chinese: String, _ english: String, story: [String] = [], suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      check: check.id, level: level, file: table.file, place: place, language: table.language, message: .init(chinese, english), story: story,
      suggestion: suggestion)
  }
}
