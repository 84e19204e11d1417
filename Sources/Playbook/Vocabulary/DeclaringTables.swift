/// A column of tables whose rows declare something.
protocol DeclaringColumn: CaseIterable, Hashable {
  /// What the column may be called; the first Chinese and English name are the ones documented.
  var titles: [String] { get }
  /// How a cell is written.
  var form: Diagnostic.Message { get }
}

extension DeclaringColumn {
  init?(title: Substring) {
    let wanted = normalized(title)
    guard let found = Self.allCases.first(where: { $0.titles.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }
}

/// Cuts tables into rows by their columns, and tells what is wrong with them. What the cells mean is for whoever reads them.
struct DeclaringTables<Column: DeclaringColumn> {
  typealias Row = [Column: RichText]

  var document: Document
  private(set) var diagnostics: [Diagnostic] = []

  init(_ document: Document) { self.document = document }

  /// The tables of a kind of section.
  func tables(_ kind: SectionKind) -> [MarkdownTable] {
    document.sections.filter { $0.kind == kind }.flatMap(\.blocks).compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// The rows that have something in them, without their empty cells, each with the place where it begins. A column that isn't known is told and left out.
  mutating func rows(of table: MarkdownTable) -> [(cells: Row, place: Place)] {
    let columns = table.heading.map { Column(title: $0.text.trimmed) }
    for (title, column) in zip(table.heading, columns) where column == nil && !title.text.trimmed.isEmpty {
      report(.warning, title.place, .init("不认识的列“\(title.text.trimmed)”，已忽略。", "Unknown column “\(title.text.trimmed)”, ignored."))
    }
    return table.rows.compactMap { written in
      var row: Row = [:]
      for (column, cell) in zip(columns, written) { if let column, !cell.text.trimmed.isEmpty { row[column] = cell } }
      guard let place = written.first?.place, !row.isEmpty else { return nil }
      return (row, place)
    }
  }

  mutating func reportDeclared(_ id: String, at place: Place) {
    report(.error, place, .init("“\(id)”已经声明过。", "“\(id)” is declared already."), check: DuplicateNameCheck.id)
  }

  /// - Parameter part: of the cell that isn't understood; nil for all of it.
  mutating func reportUnread(_ cell: RichText, _ column: Column, part: Substring? = nil) {
    let text = part ?? cell.text.trimmed
    report(
      .error, part.map { cell.place(of: $0) } ?? cell.place,
      .init("“\(text)”读不懂：\(column.form.chinese)。", "“\(text)” isn't understood: \(column.form.english)."))
  }

  mutating func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message, check: String = UnreadablePartCheck.id) {
    diagnostics.append(
      Diagnostic(check: check, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }
}

extension Dictionary where Value == RichText {
  /// `名称、别名`: what a cell calls the thing.
  func labels(_ column: Key) -> [String] { (self[column]?.text[...].cut(at: ["、", ",", "，"]) ?? []).map(String.init) }
}
