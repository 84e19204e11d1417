import CMarkGFM

/// Reads the inline text of a block with the place of every character.
struct InlineReading {
  private let lines: SourceLines
  private let lineOffset: Int
  private var columns: ColumnCounter
  /// Where the text read last ends: a line, and a byte in it from 0.
  private var end = (line: 0, byte: 0)

  init(lines: SourceLines, lineOffset: Int) {
    self.lines = lines
    self.lineOffset = lineOffset
    columns = ColumnCounter(lines)
  }

  /// Breaks read as a space.
  mutating func richText(_ block: MarkdownNode) -> RichText {
    var rich = RichText(place: place(block))
    end = (rich.place.line, max(Int(cmark_node_get_start_column(block)) - 1, 0))
    // Links that have begun and not ended: where their title starts.
    var openLinks: [Int] = []
    forEachNode(below: block) { node, isEntering in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: append(node, to: &rich, isVerbatim: false)
      case CMARK_NODE_HTML_INLINE: append(node, to: &rich, isVerbatim: true)
      case CMARK_NODE_CODE:
        let start = rich.text.utf8.count
        append(node, to: &rich, isVerbatim: true)
        rich.codes.append(start..<rich.text.utf8.count)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        rich.text += " "
        end = (end.line + 1, 0)
      case CMARK_NODE_LINK where isEntering: openLinks.append(rich.text.utf8.count)
      case CMARK_NODE_LINK:
        let destination = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        rich.links.append(.init(range: (openLinks.popLast() ?? 0)..<rich.text.utf8.count, destination: destination))
      default: break
      }
    }
    return rich
  }

  func plainText(below node: MarkdownNode) -> String {
    var text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    forEachNode(below: node) { node, isEntering in
      guard isEntering else { return }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: text += cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
      }
    }
    return text
  }

  mutating func place(_ node: MarkdownNode) -> Place {
    let line = Int(cmark_node_get_start_line(node)) + lineOffset
    let endLine = max(Int(cmark_node_get_end_line(node)) + lineOffset, line)
    // A cell that a short row leaves out is given a place behind its line's end.
    func within(_ line: Int, _ byteColumn: Int) -> Int { min(byteColumn, lines.bytes(ofLine: line).count + 1) }
    let column = columns.column(line: line, byteColumn: within(line, Int(cmark_node_get_start_column(node))))
    let endColumn = columns.column(line: endLine, byteColumn: within(endLine, Int(cmark_node_get_end_column(node)) + 1))
    return Place(line: line, column: column, endLine: endLine, endColumn: max(endColumn, line == endLine ? column : 1))
  }

  /// Nodes in document order; one that holds others is met again behind them. Any depth of nesting is walked without going down the stack.
  private func forEachNode(below root: MarkdownNode, _ meet: (MarkdownNode, _ isEntering: Bool) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      if node != root { meet(node, event == CMARK_EVENT_ENTER) }
    }
  }

  /// Adds a literal with its place.
  private mutating func append(_ node: MarkdownNode, to rich: inout RichText, isVerbatim: Bool) {
    guard let literal = cmark_node_get_literal(node) else { return }
    let text = String(cString: literal)
    let claimed = (line: Int(cmark_node_get_start_line(node)) + lineOffset, byte: Int(cmark_node_get_start_column(node)) - 1)
    let start = start(of: text, isVerbatim: isVerbatim, claimed: claimed, lastLine: rich.place.endLine)
    var alignment = Alignment(lines: lines, line: start.line, byte: start.byte, isVerbatim: isVerbatim)
    let base = rich.text.utf8.count
    rich.text += text
    alignment.align(text) { offset, line, byte in
      rich.runs.append(.init(offset: base + offset, line: line, column: columns.column(line: line, byteColumn: byte + 1)))
    }
    end = (alignment.line, alignment.byte)
  }

  /// The parser's positions are right on the first line of a paragraph and may be wrong behind a line end: there the text is looked for.
  private func start(of text: String, isVerbatim: Bool, claimed: (line: Int, byte: Int), lastLine: Int) -> (line: Int, byte: Int) {
    if claimed.line == end.line, claimed.byte >= end.byte, Alignment.agrees(text, isVerbatim: isVerbatim, lines.bytes(ofLine: end.line), at: claimed.byte) {
      return claimed
    }
    // The heading row of a table that begins in the middle of a paragraph is given the paragraph's first line.
    let linesBehind = 4
    for line in end.line...min(max(lastLine, end.line) + linesBehind, max(lines.count, end.line)) {
      let source = lines.bytes(ofLine: line)
      let from = line == end.line ? min(end.byte, source.count) : 0
      if let byte = (from...source.count).first(where: { Alignment.agrees(text, isVerbatim: isVerbatim, source, at: $0) }) { return (line, byte) }
    }
    let source = lines.bytes(ofLine: end.line)
    return (end.line, (0..<source.count).first { Alignment.agrees(text, isVerbatim: isVerbatim, source, at: $0) } ?? min(end.byte, source.count))
  }
}
