/// The names in a table of registers.
extension MentionReading {
  mutating func readRegisters(_ table: MarkdownTable) {
    let columns = table.heading.map { RegisterColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      for (column, cell) in zip(columns, cells) {
        for part in cell.text[...].cut(at: ["；", ";"]) {
          switch column {
          case .state, .shows, .due: noteFact(part.trimmed, cell)
          case .visible: noteParty(part.trimmed, cell)
          case .answers:
            let sides = part.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" })
            if let party = sides.first { noteParty(party.trimmed, cell) }
            if sides.count == 2 { noteConditions(in: sides[1], cell) }
          case .id, .labels, nil: continue
          }
        }
      }
    }
  }
}
