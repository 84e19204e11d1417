/// A text of a message as it stands in a table, for whoever changes it there and leaves all else as it is.
public struct WrittenMessage: Hashable, Sendable {
  /// A cell as it is written, escapes and markup included, without white space around.
  public struct Cell: Hashable, Sendable {
    public let text: String
    public let place: Place
  }

  public let id: Message.ID
  /// Nil for every channel.
  public let channel: ChannelName?
  public let language: Language
  public let words: Cell
  private let row: String
  private let languageCell: Cell?

  /// A row that says the same in another language, in two parts with the words between them; nil where the table has no column for languages.
  public func row(in language: Language) -> (before: String, after: String)? {
    guard let languageCell else { return nil }
    let scalars = Array(row.unicodeScalars)
    func text(_ from: Int, _ to: Int) -> String { String(String.UnicodeScalarView(scalars[(from - 1)..<(to - 1)])) }
    let (tag, own) = (languageCell.place, words.place)
    let end = scalars.count + 1
    guard tag.endColumn <= own.column || own.endColumn <= tag.column else { return nil }
    if tag.column < own.column {
      return (text(1, tag.column) + language.rawValue + text(tag.endColumn, own.column), text(own.endColumn, end))
    }
    return (text(1, own.column), text(own.endColumn, tag.column) + language.rawValue + text(tag.endColumn, end))
  }

  fileprivate init(id: Message.ID, channel: ChannelName?, language: Language, words: Cell, row: String, languageCell: Cell?) {
    self.id = id
    self.channel = channel
    self.language = language
    self.words = words
    self.row = row
    self.languageCell = languageCell
  }
}

/// The texts of messages that a document declares, in its order. Pure, and without the files it names.
public func writtenMessages(in source: SourceText) -> [WrittenMessage] {
  let document = readDocument(source)
  return document.sections.filter { $0.kind == .messages }.flatMap(\.blocks).flatMap { block -> [WrittenMessage] in
    guard case .table(let table) = block else { return [] }
    let columns = table.heading.map { heading in
      VocabularyTable.Column.allCases.first { column in column.titles.contains { normalized($0) == normalized(heading.text.trimmed) } }
    }
    guard let wordsColumn = columns.firstIndex(of: .text) else { return [] }
    let languageColumn = columns.firstIndex(of: .language)
    return VocabularyTable(table).rows.compactMap { row -> WrittenMessage? in
      guard !row.declaredID.isEmpty else { return nil }
      let line = document.lines.line(row.place.line)
      let cells = writtenCells(line, number: row.place.line)
      guard cells.indices.contains(wordsColumn) else { return nil }
      return WrittenMessage(
        id: row.declaredID, channel: ChannelName(label: row.text(.channel)), language: Language(tag: row.text(.language)) ?? document.language,
        words: cells[wordsColumn], row: line, languageCell: languageColumn.flatMap { cells.indices.contains($0) ? cells[$0] : nil })
    }
  }
}

/// The cells of a table's row, cut at bars that aren't escaped.
private func writtenCells(_ line: String, number: Int) -> [WrittenMessage.Cell] {
  let scalars = Array(line.unicodeScalars)
  var bars: [Int] = []
  var isEscaped = false
  for (index, scalar) in scalars.enumerated() {
    if scalar == "|", !isEscaped { bars.append(index) }
    isEscaped = scalar == "\\" && !isEscaped
  }
  // A bar at the very beginning or end encloses no cell.
  let beginsWithBar = bars.first.map { scalars[..<$0].allSatisfy(\.properties.isWhitespace) } ?? false
  let endsWithBar = bars.last.map { scalars[($0 + 1)...].allSatisfy(\.properties.isWhitespace) } ?? false
  let edges = (beginsWithBar ? [] : [-1]) + bars + (endsWithBar ? [] : [scalars.count])
  return zip(edges, edges.dropFirst()).map { before, after in
    var (from, to) = (before + 1, after)
    while from < to, scalars[to - 1].properties.isWhitespace { to -= 1 }
    while from < to, scalars[from].properties.isWhitespace { from += 1 }
    // Of a cell without words the place is one blank behind its bar, if there is one.
    if from == to { (from, to) = (min(before + 2, after), min(before + 2, after)) }
    return WrittenMessage.Cell(
      text: String(String.UnicodeScalarView(scalars[from..<to])), place: Place(line: number, column: from + 1, endLine: number, endColumn: to + 1))
  }
}
