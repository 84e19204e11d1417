/// **Finds** a decision table that tells a fact which doesn't name the table among its sources.
///
/// **Matters** because nobody looks the fact up there: the table looks as if it decided, and a person is asked instead.
///
/// ```
/// ## 规则：签收认定            “是否本人签收”的来源里没有“规则 签收认定”，这张表不会被用到。
/// ```
///
/// **Close it** by writing `规则 签收认定` into the fact's sources, in the order in which they are to be asked. **Level**: warning.
enum TableWithoutFactCheck: Check {
  static let id = "table-without-fact"
  static let group = CheckGroup.tables
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("没有事实用到的规则表", "A table that no fact looks anything up in")
  static let help = Diagnostic.Message("在事实的“来源”里写“规则 名称”。", "Name the table among the fact's sources: `rules NAME`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.tables.filter(\.isSound).flatMap { table in
      table.outputs.compactMap(checked.plan.fact).filter { !$0.sources.contains(.rules(table.id)) }.map { fact in
        Diagnostic(
          check: id, level: .warning, file: table.file, place: table.place, language: table.language,
          message: .init(
            "“\(fact.name)”的来源里没有“规则 \(table.id)”，这张表不会被用到。", "“\(fact.name)” doesn't name “rules \(table.id)” among its sources: the table isn't used."),
          suggestion: table.language.words("规则 \(table.id)", "rules \(table.id)"))
      }
    }
  }
}
