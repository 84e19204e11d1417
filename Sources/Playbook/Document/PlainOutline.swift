/// A text that isn't written as Markdown lists, read as an outline: a page that was copied, a policy, minutes of a meeting.
///
/// Every line with words belongs to exactly one item, or is told apart as title, note, table row or boilerplate.
struct PlainOutline: Sendable {
  let title: RichText?
  let items: [OutlineItem]
  /// In document order. Their rows are notes of the item above them.
  let tables: [PlainTable]
  /// What the place that the text was taken from says about itself: never a step.
  let boilerplate: [RichText]
  /// Every line with words, as it was read.
  let lines: [PlainLine]
  /// The first line nested deeper than is read; it and what is below stands on the deepest level.
  let tooDeep: Place?
}

/// Reads a raw text as an outline; nil when Markdown lists make up the outline, or when there are too few lines to see one.
///
/// - Parameter firstLine: the line of the file on which the text begins (front matter is cut off before).
func readPlainOutline(_ source: SourceLines, firstLine: Int) -> PlainOutline? {
  guard PlainShare(source, firstLine: firstLine).isPlain else { return nil }
  let fewest = 3
  let outline = readAnyOutline(source, firstLine: firstLine)
  return outline.lines.count(where: { $0.role == .item }) >= fewest ? outline : nil
}

/// The same for every text, also one that is better read as Markdown.
func readAnyOutline(_ source: SourceLines, firstLine: Int) -> PlainOutline {
  var lines = rawLines(source, firstLine: firstLine)
  Boilerplate.mark(&lines)
  let titles = PlainTitles(lines)
  lines = titles.lines
  var nesting = PlainNesting()
  let depths = lines.map { nesting.depth(of: $0) }
  return PlainOutline(
    title: titles.title, items: assemble(lines, depths), tables: tables(in: lines), boilerplate: lines.filter { $0.role == .boilerplate }.map(\.text),
    lines: lines, tooDeep: nesting.tooDeep)
}

/// The lines with words. What goes on with a sentence is joined to it.
private func rawLines(_ source: SourceLines, firstLine: Int) -> [PlainLine] {
  var lines: [PlainLine] = []
  var wasBlank = true
  var isFenced = false
  for number in stride(from: firstLine, through: source.count, by: 1) {
    let words = source.line(number)
    let isFence = words.drop { $0 == " " }.hasPrefix("```")
    var line = PlainLine(number: number, text: words, followsDirectly: !wasBlank, isCode: isFence || isFenced)
    if isFence { isFenced.toggle() }
    wasBlank = line.text.text.isEmpty && line.marker == .none
    if wasBlank { continue }
    if line.isCode { line.role = .aside } else if isRow(line) { line.role = .row }
    // An English sentence that was wrapped goes on in small letters.
    if line.role == .item, line.marker == .none, line.followsDirectly, let last = lines.last, last.role == .item || last.role == .continuation,
      !last.isSentence, !last.endsWithColon, let first = line.text.text.unicodeScalars.first, (97...122).contains(first.value)
    {
      line.role = .continuation
    }
    lines.append(line)
  }
  return lines
}

/// A cell with a bar behind it, or several with bars between them.
private func isRow(_ line: PlainLine) -> Bool {
  guard line.marker == .none || line.text.text.hasSuffix("|"), let last = line.text.text.last else { return false }
  return last == "|" || last == "｜" || (line.text.text.first == "|" && line.text.text.dropFirst().contains("|"))
}

private func tables(in lines: [PlainLine]) -> [PlainTable] {
  var tables: [PlainTable] = []
  var start = 0
  while start < lines.count {
    guard lines[start].role == .row else {
      start += 1
      continue
    }
    let end = lines[start...].firstIndex { $0.role != .row } ?? lines.count
    if let table = readPlainTable(lines[start..<end]) { tables.append(table) }
    start = end
  }
  return tables
}

/// Puts items below each other, from the last line up: what stands below a line is complete when the line is met.
private func assemble(_ lines: [PlainLine], _ depths: [Int]) -> [OutlineItem] {
  var waiting: [[OutlineItem]] = [[]]
  var continuations: [RichText] = []
  for (line, depth) in zip(lines, depths).reversed() {
    var text = line.text
    switch line.role {
    case .title, .boilerplate: continue
    case .continuation:
      continuations.append(text)
      continue
    case .item, .aside, .row: break
    }
    for continuation in continuations.reversed() { text.append(continuation) }
    continuations = []
    while waiting.count < depth + 2 { waiting.append([]) }
    let isAside = line.role != .item
    let children = isAside ? [] : withNotesBelow(waiting[depth + 1].reversed())
    if !isAside { for index in (depth + 1)..<waiting.count { waiting[index] = [] } }
    waiting[depth].append(OutlineItem(text: text, children: children, isAside: isAside, isHeading: isHeading(line, children)))
  }
  return withNotesBelow(waiting[0].reversed())
}

/// Notes and tables stand beside the paragraph they speak of; a step shows what stands below it.
private func withNotesBelow(_ items: [OutlineItem]) -> [OutlineItem] {
  var placed: [OutlineItem] = []
  for item in items {
    let isNote = item.isAside || item.text.text[...].behind(Keywords.note) != nil
    if isNote, let last = placed.last, !last.isHeading, !last.isAside {
      placed[placed.count - 1].children.append(item)
    } else {
      placed.append(item)
    }
  }
  return placed
}

/// Names what stands below it, and says nothing to do itself. A note right below it needs a step to be shown at.
private func isHeading(_ line: PlainLine, _ children: [OutlineItem]) -> Bool {
  let isReferences = children.allSatisfy { $0.isAside && $0.text.text.first == "《" }
  if !isReferences, let first = children.first, first.isAside || first.text.text[...].behind(Keywords.note) != nil { return false }
  return switch line.marker {
  case .heading, .title: true
  case let marker where marker.isSection: !line.isSentence && !children.isEmpty && displayWidth(of: line.text.text.prefix(120)) <= 80
  case .none: false
  default: line.endsWithColon && line.isShort && children.contains { !$0.isAside }
  }
}

extension RichText {
  /// Adds the line that goes on with the sentence.
  fileprivate mutating func append(_ next: RichText) {
    let base = text.utf8.count + 1
    text += " " + next.text
    runs += next.runs.map { Run(offset: base + $0.offset, line: $0.line, column: $0.column) }
    codes += next.codes.map { ($0.lowerBound + base)..<($0.upperBound + base) }
    place = place.joined(with: next.place)
  }
}
