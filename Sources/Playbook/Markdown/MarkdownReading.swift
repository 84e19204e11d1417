import CMarkGFM

/// Reads CommonMark with tables into blocks with exact places. Any text is Markdown: reading never fails.
///
/// - Parameter firstLine: the line of the file on which `text` begins (front matter is cut off before).
func readMarkdown(_ text: String, lines: SourceLines, firstLine: Int) -> [MarkdownBlock] {
  _ = extensions
  guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
  defer { cmark_parser_free(parser) }
  if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
  var text = text
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
  }
  guard let root = cmark_parser_finish(parser) else { return [] }
  defer { cmark_node_free(root) }
  var walk = MarkdownWalk(lines: lines, lineOffset: firstLine - 1)
  return walk.blocks(below: root)
}

/// The extensions register themselves in a table of the C library that is not safe to fill twice at once.
private let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

private typealias Node = OpaquePointer

private struct MarkdownWalk {
  let lines: SourceLines
  let lineOffset: Int
  var columns: ColumnCounter

  init(lines: SourceLines, lineOffset: Int) {
    self.lines = lines
    self.lineOffset = lineOffset
    columns = ColumnCounter(lines)
  }

  mutating func blocks(below node: Node) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      blocks.append(block(current))
      child = cmark_node_next(current)
    }
    return blocks
  }

  private mutating func block(_ node: Node) -> MarkdownBlock {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)), richText(node))
    case CMARK_NODE_PARAGRAPH: return .paragraph(richText(node))
    case CMARK_NODE_LIST: return .list(children(of: node).map { item($0) })
    default:
      if typeName(node) == "table" { return .table(table(node)) }
      return .other(plainText(below: node), place(node))
    }
  }

  private mutating func item(_ node: Node) -> MarkdownItem {
    var nodes = children(of: node)[...]
    let start = place(node)
    var text = RichText(place: Place(line: start.line, column: start.column, endLine: start.line, endColumn: start.column))
    if let first = nodes.first, cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH {
      text = richText(first)
      nodes = nodes.dropFirst()
    }
    return MarkdownItem(text: text, blocks: nodes.map { block($0) })
  }

  private mutating func table(_ node: Node) -> MarkdownTable {
    let rows = children(of: node).map { row in children(of: row).map { richText($0) } }
    return MarkdownTable(heading: rows.first ?? [], rows: Array(rows.dropFirst()), place: place(node))
  }

  /// Gathers the inline text below a block. Breaks read as a space.
  private mutating func richText(_ block: Node) -> RichText {
    var rich = RichText(place: place(block))
    collect(children(of: block), into: &rich)
    return rich
  }

  private mutating func collect(_ nodes: [Node], into rich: inout RichText) {
    for node in nodes {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE:
        append(node, to: &rich)
      case CMARK_NODE_CODE:
        let start = rich.text.utf8.count
        append(node, to: &rich)
        rich.codes.append(start..<rich.text.utf8.count)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        rich.text += " "
      case CMARK_NODE_LINK:
        let start = rich.text.utf8.count
        collect(children(of: node), into: &rich)
        let destination = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        rich.links.append(.init(range: start..<rich.text.utf8.count, destination: destination))
      default:
        collect(children(of: node), into: &rich)
      }
    }
  }

  /// Adds a literal, and a run wherever its characters stop being those of the source: behind `\*` and `&amp;`.
  private mutating func append(_ node: Node, to rich: inout RichText) {
    guard let literal = cmark_node_get_literal(node) else { return }
    let text = String(cString: literal)
    let line = Int(cmark_node_get_start_line(node)) + lineOffset
    let source = lines.bytes(ofLine: line)
    var byteColumn = Int(cmark_node_get_start_column(node))
    var offset = rich.text.utf8.count
    rich.runs.append(.init(offset: offset, line: line, column: columns.column(line: line, byteColumn: byteColumn)))
    rich.text += text
    for byte in text.utf8 {
      let index = source.startIndex + byteColumn - 1
      if index < source.endIndex, index >= source.startIndex, source[index] != byte, source[index] == UInt8(ascii: "\\") {
        byteColumn += 1
        rich.runs.append(.init(offset: offset, line: line, column: columns.column(line: line, byteColumn: byteColumn)))
      } else if index < source.endIndex, index >= source.startIndex, source[index] == UInt8(ascii: "&"), byte != source[index] || isEntity(source[index...]) {
        while byteColumn - 1 < source.count, source[source.startIndex + byteColumn - 1] != UInt8(ascii: ";") { byteColumn += 1 }
        offset += 1
        byteColumn += 1
        rich.runs.append(.init(offset: offset, line: line, column: columns.column(line: line, byteColumn: byteColumn)))
        continue
      }
      offset += 1
      byteColumn += 1
    }
  }

  private func isEntity(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(12)
    guard let end = head.firstIndex(of: UInt8(ascii: ";")), end > head.startIndex + 1 else { return false }
    return head[(head.startIndex + 1)..<end].allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122) || $0 == 35 }
  }

  private func plainText(below node: Node) -> String {
    if let literal = cmark_node_get_literal(node) { return String(cString: literal) }
    return children(of: node).map { plainText(below: $0) }.joined()
  }

  private func children(of node: Node) -> [Node] {
    var nodes: [Node] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      nodes.append(current)
      child = cmark_node_next(current)
    }
    return nodes
  }

  private func typeName(_ node: Node) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }

  private mutating func place(_ node: Node) -> Place {
    let line = Int(cmark_node_get_start_line(node)) + lineOffset
    let endLine = Int(cmark_node_get_end_line(node)) + lineOffset
    let column = columns.column(line: line, byteColumn: Int(cmark_node_get_start_column(node)))
    let endColumn = columns.column(line: endLine, byteColumn: Int(cmark_node_get_end_column(node)) + 1)
    return Place(line: line, column: column, endLine: endLine, endColumn: max(endColumn, line == endLine ? column : 1))
  }
}
