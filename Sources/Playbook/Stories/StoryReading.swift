/// Reads the story tables of a document.
func readStories(_ document: Document) -> [Story] {
  document.sections.filter { $0.kind == .story }.flatMap { section in
    section.blocks.compactMap { block -> Story? in
      guard case .table(let table) = block, table.heading.count >= 2 else { return nil }
      let rows = table.rows.map { cells in
        Story.Row(events: phrases(cells[0]), expectations: phrases(cells[1]), place: cells[0].place.joined(with: cells[1].place))
      }
      let title = section.name.map(String.init) ?? section.heading.map { String($0.text.trimmed) } ?? ""
      return Story(title: title, file: document.source.path, place: section.heading?.place ?? table.place, rows: rows)
    }
  }
}

private func phrases(_ cell: RichText) -> [Story.Phrase] {
  cell.text[...].cutOutsideBrackets(at: ["；", ";"]).map { Story.Phrase(text: String($0), place: cell.place(of: $0)) }
}
