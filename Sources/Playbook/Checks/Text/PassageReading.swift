/// Cuts a document into passages with their place below one another, by numbering, headings and indentation.
///
/// Front matter, code, and the sections that a playbook is declared in (vocabulary, tables, stories, notes) are left out: they are held to other rules.
/// - Parameter leftOut: lines that are no part of the procedure.
func readPassages(_ lines: SourceLines, leftOut: Set<Int>) -> [Passage] {
  var reading = PassageReading()
  var number = 1
  if lines.line(1).trimmed == "---", let end = (2...max(lines.count, 2)).first(where: { lines.line($0).trimmed == "---" }) { number = end + 1 }
  while number <= lines.count {
    if !leftOut.contains(number) { reading.read(lines.line(number), number: number) }
    number += 1
  }
  return reading.passages
}

private struct PassageReading {
  private(set) var passages: [Passage] = []
  /// What the next passage may stand below.
  private var open: [(depth: Depth, index: Int?)] = []
  private var isCode = false
  private var isSkipping = false

  /// A longer line is cut at the end of a sentence, so that nothing walks far.
  private static let longest = 1_000

  /// How deep a line stands: headings by their level, everything else by its indentation and then by its numbering.
  private struct Depth: Comparable {
    let indent: Int
    let rank: Int

    static func < (left: Depth, right: Depth) -> Bool { (left.indent, left.rank) < (right.indent, right.rank) }
  }

  mutating func read(_ line: String, number: Int) {
    let scalars = Array(line.unicodeScalars)
    var start = scalars.firstIndex { !$0.properties.isWhitespace && !isInvisible($0) } ?? scalars.count
    var end = scalars.count
    while end > start, scalars[end - 1].properties.isWhitespace || isInvisible(scalars[end - 1]) { end -= 1 }
    if scalars[start..<end].starts(with: "```".unicodeScalars) { isCode.toggle() }
    guard start < end, !isCode, !scalars[start..<end].starts(with: "```".unicodeScalars) else { return }
    let indent = start
    // `**一、总则**` is a heading in bold.
    if scalars[start..<end].starts(with: "**".unicodeScalars), !readMarker(scalars[(start + 2)..<end]).marker.isNone { start += 2 }
    var marker = PlainMarker.none
    // `- 1. …`: the innermost numbering counts.
    while start < end {
      let found = readMarker(scalars[start..<end])
      if found.marker.isNone { break }
      if marker.isNone || !marker.isSection { marker = found.marker }
      guard found.length > 0 else { break }
      start += found.length
      while start < end, scalars[start].properties.isWhitespace { start += 1 }
    }
    if case .heading(let level) = marker {
      let title = line.unicodeScalars.dropFirst(start).prefix { $0 != ":" && $0 != "：" }
      let kind = SectionKind(title: Substring(title).withoutNumbering)
      open = open.filter { $0.depth < Depth(indent: -1, rank: level) }
      isSkipping = level > 1 && kind != nil && kind != .procedure
      if kind != nil { return }
    }
    guard !isSkipping else { return }
    var isCell = false
    if end > start, scalars[end - 1] == "|" || scalars[end - 1] == "｜" {
      isCell = scalars[start] != "|" || end - start == 1
      end -= 1
      while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
    }
    add(scalars, start..<max(start, end), indent: indent, marker, number, isCell: isCell)
  }

  private mutating func add(_ scalars: [Unicode.Scalar], _ range: Range<Int>, indent: Int, _ marker: PlainMarker, _ number: Int, isCell: Bool) {
    let depth = depth(marker, indent: indent)
    while let last = open.last, last.depth >= depth { open.removeLast() }
    let parent = open.last?.index
    var rest = range
    // How many letters stand behind the last end of a sentence.
    var unbroken = 0
    repeat {
      var end = rest.upperBound
      if rest.count > Self.longest {
        let window = rest.lowerBound..<(rest.lowerBound + Self.longest)
        let stop = scalars[window].lastIndex { $0.folded.isFullStop }
        end = stop.map { $0 + 1 } ?? window.upperBound
        unbroken = stop != nil || scalars[window].contains(".") ? 0 : unbroken + window.count
      }
      if !marker.isNone || isCell || end > rest.lowerBound {
        passages.append(
          Passage(
            line: number, column: rest.lowerBound + 1, marker: marker, raw: Array(scalars[rest.lowerBound..<end]), parent: parent, isCell: isCell))
      }
      rest = end..<rest.upperBound
    } while !rest.isEmpty && unbroken < Sentence.longestExamined
    // A plain line below a numbered one belongs to it and holds nothing itself.
    if !marker.isNone { open.append((depth, passages.count - 1)) }
  }

  private func depth(_ marker: PlainMarker, indent: Int) -> Depth {
    switch marker {
    case .heading(let level): Depth(indent: -1, rank: level)
    case .chapter: Depth(indent: -1, rank: 10)
    case .label: Depth(indent: -1, rank: marker.isChapter ? 9 : 11)
    case .parenthesisedChapter: Depth(indent: 0, rank: 12)
    case .roman: Depth(indent: 0, rank: 13)
    case .decimal(let count): Depth(indent: 0, rank: 14 + count)
    case .title: Depth(indent: indent, rank: 20)
    case .step: Depth(indent: indent, rank: 21)
    case .number: Depth(indent: indent, rank: 22)
    case .numberParenthesis: Depth(indent: indent, rank: 23)
    case .parenthesisedNumber: Depth(indent: indent, rank: 24)
    case .circled: Depth(indent: indent, rank: 25)
    case .letter: Depth(indent: indent, rank: 26)
    case .bullet: Depth(indent: indent, rank: 27)
    case .none: Depth(indent: indent, rank: 40)
    }
  }
}

extension PlainMarker {
  var isNone: Bool { if case .none = self { true } else { false } }
}
