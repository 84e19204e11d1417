/// The names in an intake form.
extension MentionReading {
  mutating func readIntake(_ table: MarkdownTable) {
    let columns = table.heading.map { IntakeColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      let row = zip(columns, cells).first { $0.0 == .fact }.flatMap { names.fact($0.1.text.trimmed.trimmed(of: ["`"])) }
      for (column, cell) in zip(columns, cells) {
        switch column {
        case .fact: noteFact(cell.text.trimmed.trimmed(of: ["`"]), cell)
        case .required, .when: noteConditions(in: cell.text[...], cell)
        case .purpose: notePurpose(cell, of: row)
        case .channels, .atLeast, .chineseHint, .englishHint, nil: continue
        }
      }
    }
  }

  /// `订单：用户`, `分类：变质致病、异物`, `核对订单：一致=核验一致；不符=核验不符`.
  private mutating func notePurpose(_ cell: RichText, of fact: Fact?) {
    let sides = cell.text.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" })
    guard sides.count == 2 else { return }
    guard let fact else { return noteParty(sides[1].trimmed, cell) }
    guard case .choice = fact.type, let values = values(of: fact.id) else { return }
    for part in sides[1].cut(at: ["；", ";"]) {
      let value = part.firstIndex { $0 == "=" || $0 == "＝" }.map { part[part.index(after: $0)...] } ?? part
      for (symbol, found) in values.all(in: value) { note(symbol, found, cell) }
    }
  }
}
