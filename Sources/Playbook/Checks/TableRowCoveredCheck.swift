/// **Finds** a row of a decision table with the policy `首个` that is never taken: earlier rows fit everything that it fits.
///
/// **Matters** because whoever wrote the row believes that it counts.
///
/// ```
/// | > 20 元 | 人工审核 |
/// | > 50 元 | 主管审核 |          第 2 行永远不会被选中：前面的行已经包括了它。
/// ```
///
/// **Close it** by moving the row up, by narrowing the earlier ones, or by deleting it. **Level**: warning.
enum TableRowCoveredCheck: Check {
  static let id = "table-row-covered"
  static let group = CheckGroup.tables
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("规则表的一行永远选不中", "A row that is never taken")
  static let help = Diagnostic.Message("把它移到前面，改窄前面的行，或删掉它。", "Move it up, narrow the earlier rows, or delete it.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.tables.filter { $0.policy == .first }.flatMap { table in
      TableRegions(table, checked.plan.vocabulary).map(covered) ?? []
    }
  }

  private static func covered(in regions: TableRegions) -> [Diagnostic] {
    regions.rows.enumerated().compactMap { index, row in
      guard index > 0, case .none = regions.gap(in: regions.boxes[index], besides: covering(index, in: regions)) else { return nil }
      let others = earlier(than: index, in: regions)
      return regions.finding(
        Self.self, .warning, at: row.sentence.place, "第 \(row.number) 行永远不会被选中：前面的行\(others.0)已经包括了它。",
        "Row \(row.number) is never taken: the rows before it\(others.1) cover it.")
    }
  }

  /// The earlier rows that can be shown to cover parts of the row. "None of these texts" can't be shown to cover another text, only the very same cell.
  private static func covering(_ index: Int, in regions: TableRegions) -> [TableRegions.Box] {
    (0..<index).filter { earlier in
      zip(regions.rows[earlier].cells, regions.rows[index].cells).allSatisfy { one, other in
        if case .texts(_, not: true) = one.known { one == other } else { true }
      }
    }.map { regions.boxes[$0] }
  }

  /// The earlier rows that have something in common with the row.
  private static func earlier(than index: Int, in regions: TableRegions) -> (String, String) {
    let numbers = (0..<index).filter { TableRegions.meet(regions.boxes[$0], regions.boxes[index]) != nil }.map { String(regions.rows[$0].number) }
    return numbers.isEmpty ? ("", "") : ("（\(numbers.joined(separator: "、"))）", " (\(numbers.joined(separator: ", ")))")
  }
}
