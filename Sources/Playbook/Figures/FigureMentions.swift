/// The names in a table of key figures.
extension MentionReading {
  mutating func readFigures(_ table: MarkdownTable) {
    let columns = table.heading.map { FigureColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      for (column, cell) in zip(columns, cells) where column == .measure {
        let text = cell.text[...].trimmed
        if let (_, rest) = text.behind(word: ["占比", "share"]) { noteConditions(in: rest, cell) }
        if let (_, rest) = text.behind(word: ["平均", "mean"] + FigureClass.words) { noteFact(rest.trimmed(of: ["`"]), cell) }
      }
    }
  }
}
