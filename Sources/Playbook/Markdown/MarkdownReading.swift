import CMarkGFM

/// Reads CommonMark with tables into blocks with exact places. Any text is Markdown: reading never fails.
///
/// - Parameter firstLine: the line of the file on which `text` begins (front matter is cut off before).
/// - Returns: the blocks, and where lists stand that are nested deeper than anybody reads: their items follow each other on the deepest level.
func readMarkdown(_ text: String, lines: SourceLines, firstLine: Int) -> (blocks: [MarkdownBlock], tooDeep: Place?) {
  withMarkdownTree(text) { root in
    var walk = MarkdownWalk(inlines: InlineReading(lines: lines, lineOffset: firstLine - 1))
    let blocks = walk.blocks(below: root, depth: 0)
    return (blocks, walk.tooDeep)
  } ?? ([], nil)
}

/// Parses a text and hands its tree to `walk`, for as long as that takes; nil when there is no memory for it.
func withMarkdownTree<Result>(_ text: String, _ walk: (MarkdownNode) -> Result) -> Result? {
  _ = extensions
  guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
  defer { cmark_parser_free(parser) }
  if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
  var text = text
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
  }
  guard let root = cmark_parser_finish(parser) else { return nil }
  defer { cmark_node_free(root) }
  return walk(root)
}

/// The extensions register themselves in a table of the C library that is not safe to fill twice at once.
private let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

typealias MarkdownNode = OpaquePointer

private struct MarkdownWalk {
  var inlines: InlineReading
  private(set) var tooDeep: Place?

  /// Outlines of people end far before; each level costs stack here and in everything that walks the outline.
  private static let mostLevels = 100

  init(inlines: InlineReading) { self.inlines = inlines }

  mutating func blocks(below node: MarkdownNode, depth: Int) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    for child in childNodes(of: node) { blocks.append(block(child, depth: depth)) }
    return blocks
  }

  private mutating func block(_ node: MarkdownNode, depth: Int) -> MarkdownBlock {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)), inlines.richText(node))
    case CMARK_NODE_PARAGRAPH: return .paragraph(inlines.richText(node))
    case CMARK_NODE_LIST: return .list(items(node, depth: depth + 1))
    default:
      if typeName(node) == "table" { return .table(table(node)) }
      return .other(inlines.plainText(below: node), inlines.place(node))
    }
  }

  private mutating func items(_ list: MarkdownNode, depth: Int) -> [MarkdownItem] {
    guard depth >= Self.mostLevels else {
      var items: [MarkdownItem] = []
      for node in childNodes(of: list) {
        let (text, rest) = head(of: node)
        var blocks: [MarkdownBlock] = []
        for child in rest { blocks.append(block(child, depth: depth)) }
        items.append(MarkdownItem(text: text, blocks: blocks))
      }
      return items
    }
    return flatItems(list)
  }

  /// The items of a list and of all lists below it in document order, without going down the stack.
  private mutating func flatItems(_ list: MarkdownNode) -> [MarkdownItem] {
    var items: [MarkdownItem] = []
    var waiting = [list]
    while let node = waiting.popLast() {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_LIST: waiting += childNodes(of: node).reversed()
      case CMARK_NODE_ITEM:
        let (text, rest) = head(of: node)
        items.append(MarkdownItem(text: text, blocks: []))
        if tooDeep == nil, rest.contains(where: { cmark_node_get_type($0) == CMARK_NODE_LIST }) { tooDeep = text.place }
        waiting += rest.reversed()
      default:
        // A paragraph or quotation inside an item stays below the item before it.
        if !items.isEmpty { items[items.count - 1].blocks.append(.other(inlines.plainText(below: node), inlines.place(node))) }
      }
    }
    return items
  }

  /// An item's first paragraph, and what stands below it.
  private mutating func head(of item: MarkdownNode) -> (text: RichText, rest: ArraySlice<MarkdownNode>) {
    let nodes = childNodes(of: item)
    if let first = nodes.first, cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH { return (inlines.richText(first), nodes.dropFirst()) }
    let start = inlines.place(item)
    return (RichText(place: Place(line: start.line, column: start.column, endLine: start.line, endColumn: start.column)), nodes[...])
  }

  private mutating func table(_ node: MarkdownNode) -> MarkdownTable {
    var rows: [[RichText]] = []
    for row in childNodes(of: node) {
      var cells: [RichText] = []
      for cell in childNodes(of: row) { cells.append(inlines.richText(cell)) }
      rows.append(cells)
    }
    return MarkdownTable(heading: rows.first ?? [], rows: Array(rows.dropFirst()), place: inlines.place(node))
  }

  private func typeName(_ node: MarkdownNode) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }
}

/// What stands right below, in order.
func childNodes(of node: MarkdownNode) -> [MarkdownNode] {
  var nodes: [MarkdownNode] = []
  var child = cmark_node_first_child(node)
  while let current = child {
    nodes.append(current)
    child = cmark_node_next(current)
  }
  return nodes
}
