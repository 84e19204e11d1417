/// **Finds** two rows of a decision table with the policy `唯一` (the default) that fit the same combination of values, and shows one.
///
/// **Matters** because such a table promises that at most one row fits. Where the two say different things, it says nothing.
///
/// ```
/// | > 20 元 | 自动退款 |
/// | 20–50 元 | 人工审核 |         第 1 行和第 2 行都适用于：金额：(20 元..50 元]。
/// ```
///
/// **Close it** by narrowing one of the rows, or by the policy `首个`, if the earlier row is meant to win. **Level**: error; a warning where both rows say the
/// same.
enum TableOverlapCheck: Check {
  static let id = "table-overlap"
  static let group = CheckGroup.tables
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("规则表的两行重叠", "Two rows that fit the same combination")
  static let help = Diagnostic.Message("改窄其中一行；若以先写的为准，在名称后写（首个）。", "Narrow one of the rows, or write (first) behind the name if the earlier row wins.")

  private static let mostShown = 10

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.tables.filter { $0.policy == .unique }.flatMap { table in
      TableRegions(table, checked.plan.vocabulary).map(overlaps) ?? []
    }
  }

  private static func overlaps(in regions: TableRegions) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, row) in regions.rows.enumerated() {
      for earlier in 0..<index {
        guard let common = TableRegions.meet(regions.boxes[earlier], regions.boxes[index]) else { continue }
        found.append(finding(regions.rows[earlier], row, common, regions))
        if found.count == mostShown { return found }
      }
    }
    return found
  }

  private static func finding(
    _ one: DecisionTable.Row, _ other: DecisionTable.Row, _ common: TableRegions.Box, _ regions: TableRegions
  ) -> Diagnostic {
    let lines = regions.lines(common)
    let agree = one.outputs == other.outputs
    let place = lines.isEmpty ? regions.table.language.words("任何情况", "everything") : lines.joined(separator: regions.table.language.words("，", "; "))
    return regions.finding(
      Self.self, agree ? .warning : .error, at: other.sentence.place,
      "第 \(one.number) 行和第 \(other.number) 行都适用于：\(place)" + (agree ? "（结论相同）。" : "，结论却不同。"),
      "Rows \(one.number) and \(other.number) both fit: \(place)" + (agree ? " (they say the same)." : ", and say different things."), story: lines)
  }
}
