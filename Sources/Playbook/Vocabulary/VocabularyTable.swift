/// A vocabulary table, read by the titles of its columns.
struct VocabularyTable {
  /// What the columns may be called; the first Chinese and English name are the ones documented.
  enum Column: CaseIterable {
    case id, labels, type, values, sources, freshFor, personal, channel, ladder, kind, party, parameters, outcomes, limit, requires, message, undo
    case brings, language, text, procedure, owner, interval, longest
    case action, payer, receiver, amount, unit, mostEach, mostPerCase, budget, approval
    case consent, numberUntil

    var titles: [String] {
      switch self {
      case .id: ["id", "标识"]
      case .labels: ["名称、别名", "名称", "别名", "labels", "name", "names"]
      case .type: ["类型", "type"]
      case .values: ["取值（别名）", "取值", "values", "单位"]
      case .sources: ["来源", "来源，依次", "sources", "source"]
      case .freshFor: ["有效期", "fresh for", "freshness"]
      case .personal: ["个人信息", "personal"]
      case .channel: ["渠道", "channel"]
      case .ladder: ["次序", "ladder", "order"]
      case .kind: ["类别", "kind"]
      case .party: ["对象", "party"]
      case .parameters: ["参数", "parameters"]
      case .outcomes: ["结果", "outcomes"]
      case .limit: ["限时、重试", "限时", "期限", "上限", "limit", "time limit"]
      case .requires: ["前提", "requires", "guard"]
      case .message: ["话术", "message"]
      case .undo: ["撤销", "undo"]
      case .brings: ["带来", "brings"]
      case .language: ["语言", "language"]
      case .text: ["文字", "text"]
      case .procedure: ["流程", "procedure"]
      case .owner: ["负责", "owner"]
      case .interval: ["间隔", "interval"]
      case .longest: ["最长", "longest"]
      case .consent: ["同意", "consent"]
      case .numberUntil: ["隐私号有效至", "number until"]
      case .action: ["动作", "action"]
      case .payer: ["出", "出账", "from", "payer"]
      case .receiver: ["入", "入账", "to", "receiver"]
      case .amount: ["金额", "amount"]
      case .unit: ["unit"]
      case .mostEach: ["单笔上限", "most each"]
      case .mostPerCase: ["每单上限", "most per case"]
      case .budget: ["预算", "budget"]
      case .approval: ["审批", "approval"]
      }
    }
  }

  struct Row {
    let cells: [Column: RichText]
    let place: Place

    func text(_ column: Column) -> Substring { cells[column]?.text.trimmed ?? "" }
    func place(_ column: Column) -> Place { cells[column]?.place ?? place }
    /// The id, or the first name where a row gives none.
    var declaredID: String { text(.id).isEmpty ? labels(.labels).first ?? "" : String(text(.id)) }
    /// Names in the cell, cut at `、` and `,`.
    func labels(_ column: Column) -> [String] { text(column).cut(at: ["、", ",", "，"]).map(String.init) }
  }

  let rows: [Row]
  /// Titles that are no column of any table.
  let unknownTitles: [RichText]

  init(_ table: MarkdownTable) {
    let columns = table.heading.map { heading in
      Column.allCases.first { column in column.titles.contains { normalized($0) == normalized(heading.text.trimmed) } }
    }
    unknownTitles = zip(table.heading, columns).compactMap { $1 == nil && !$0.text.trimmed.isEmpty ? $0 : nil }
    rows = table.rows.compactMap { cells in
      var byColumn: [Column: RichText] = [:]
      for (column, cell) in zip(columns, cells) {
        if let column, !cell.text.trimmed.isEmpty, byColumn[column] == nil { byColumn[column] = cell }
      }
      guard let place = cells.first?.place, !byColumn.isEmpty else { return nil }
      return Row(cells: byColumn, place: byColumn[.id]?.place ?? place)
    }
  }
}
