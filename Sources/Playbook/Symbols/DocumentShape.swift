/// A part of a document as an outline shows it: a section, an item of a procedure, a row of a table.
public struct DocumentPart: Sendable {
  public let title: String
  public let kind: Kind
  /// From its first to its last line, everything below it included.
  public let place: Place
  /// Where its title stands.
  public let titlePlace: Place
  public let parts: [DocumentPart]

  /// What a part is.
  public enum Kind: Sendable { case section, item, row }
}

/// The parts of a document, for outlines and folding. Pure, and without the files it names.
public func parts(of source: SourceText) -> [DocumentPart] {
  let document = readDocument(source)
  let shape = ShapeReading(document: document)
  return document.sections.compactMap { shape.part($0) }
}

private struct ShapeReading {
  let document: Document
  /// The lines on which headings stand, in order.
  let headings: [Int]

  init(document: Document) {
    self.document = document
    var isFenced = false
    var headings: [Int] = []
    for number in stride(from: 1, through: document.lines.count, by: 1) {
      let line = document.lines.line(number)
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isFenced.toggle() }
      if !isFenced, line.hasPrefix("#") { headings.append(number) }
    }
    self.headings = headings
  }

  func part(_ section: Document.Section) -> DocumentPart? {
    let items = section.plain?.items ?? (section.kind == .procedure ? readOutline(section.blocks) : [])
    let rows = section.blocks.flatMap { block in
      if case .table(let table) = block { table.rows.compactMap { row(of: $0, in: section.kind) } } else { [DocumentPart]() }
    }
    let parts = items.compactMap { item($0) } + rows
    let start = section.heading?.place ?? parts.first?.place
    guard let start else { return nil }
    let title = section.heading.map { String($0.text.trimmed) } ?? document.title.map { String($0.text.trimmed) } ?? document.language.words("流程", "Procedure")
    let end = max(lastLine(below: start.line), parts.last?.place.endLine ?? start.endLine)
    return DocumentPart(title: title, kind: .section, place: lines(start.line, end), titlePlace: start, parts: parts)
  }

  /// The last line with words before the next heading.
  private func lastLine(below line: Int) -> Int {
    var low = 0
    var high = headings.count
    while low < high {
      let middle = (low + high) / 2
      if headings[middle] <= line { low = middle + 1 } else { high = middle }
    }
    var last = low < headings.count ? headings[low] - 1 : document.lines.count
    while last > line, document.lines.line(last).allSatisfy(\.isWhitespace) { last -= 1 }
    return last
  }

  private func item(_ item: OutlineItem) -> DocumentPart? {
    let text = item.text.text.trimmed
    let parts = item.children.compactMap { self.item($0) }
    guard !text.isEmpty || !parts.isEmpty else { return nil }
    let place = item.text.place
    return DocumentPart(
      title: text.isEmpty ? "-" : String(text), kind: .item, place: lines(place.line, max(place.endLine, parts.last?.place.endLine ?? 0)), titlePlace: place,
      parts: parts)
  }

  private func row(of cells: [RichText], in kind: SectionKind) -> DocumentPart? {
    let isVocabulary = [.facts, .parties, .actions, .events, .messages, .followUps].contains(kind)
    let named = isVocabulary ? cells.prefix(2).last { !$0.text.trimmed.isEmpty } : cells.first { !$0.text.trimmed.isEmpty }
    guard let named else { return nil }
    return DocumentPart(title: String(named.text.trimmed), kind: .row, place: lines(named.place.line, named.place.line), titlePlace: named.place, parts: [])
  }

  private func lines(_ first: Int, _ last: Int) -> Place {
    Place(line: first, column: 1, endLine: last, endColumn: document.lines.line(last).unicodeScalars.count + 1)
  }
}
