/// The names in a table of rules over cases.
extension MentionReading {
  mutating func readCaseRules(_ table: MarkdownTable) {
    let columns = table.heading.map { CaseRuleColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      for (column, cell) in zip(columns, cells) {
        let text = cell.text[...].trimmed
        switch column {
        case .counts:
          let condition = text.behind(word: ["结论", "concluded"])?.rest ?? text
          if text.behind(word: ["开单", "case opened", "opened"]) == nil { noteConditions(in: condition, cell) }
        case .key: noteAspect(text, cell)
        case .threshold: if let inside = text.parenthesised?.inside { noteAspect(inside, cell) }
        case .carries:
          for part in text.cutOutsideBrackets(at: ["；", ";"]) {
            let name = part.prefix { $0 != "=" && $0 != "＝" }
            noteFact(name.trimmed, cell)
          }
        case .id, .labels, .window, .opens, nil: continue
        }
      }
    }
  }

  private mutating func noteAspect(_ text: Substring, _ cell: RichText) {
    if names.fact(text) != nil { noteFact(text, cell) } else { noteParty(text, cell) }
  }
}
