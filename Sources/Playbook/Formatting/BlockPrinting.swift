import CMarkGFM

/// Prints blocks as lines. What a block says is never changed; how it is drawn is.
struct BlockPrinting {
  let lines: SourceLines
  let lineOffset: Int
  /// Bullets are steps: each on one line, without bold.
  let isOutline: Bool
  /// Lists nested deeper than anybody reads.
  private(set) var isTooDeep = false

  /// Below what reading keeps apart (`MarkdownWalk`), because items are printed by going down the stack.
  private static let mostLevels = 99

  init(lines: SourceLines, lineOffset: Int, isOutline: Bool) {
    self.lines = lines
    self.lineOffset = lineOffset
    self.isOutline = isOutline
  }

  /// A block that stands in nothing else, or lists that follow each other; nil to leave it as it is written.
  mutating func topBlock(_ nodes: [MarkdownNode]) -> [String]? {
    switch cmark_node_get_type(nodes[0]) {
    case CMARK_NODE_LIST: return list(nodes, indent: "", depth: 1)
    case CMARK_NODE_HEADING: return heading(nodes[0])
    case CMARK_NODE_PARAGRAPH: return writtenLines(nodes[0])
    default: return isTable(nodes[0]) ? table(nodes[0]) : nil
    }
  }

  // MARK: lists

  private mutating func list(_ lists: [MarkdownNode], indent: String, depth: Int) -> [String] {
    guard depth < Self.mostLevels else {
      isTooDeep = true
      return []
    }
    let items = lists.flatMap { self.items(of: $0, depth: depth) }
    let isOrdered = cmark_node_get_list_type(lists[0]) == CMARK_ORDERED_LIST
    let isLoose = !isOutline && cmark_node_get_list_tight(lists[0]) == 0
    var number = Int(cmark_node_get_list_start(lists[0]))
    var printed: [String] = []
    var hasBlocks = false
    for (index, item) in items.enumerated() {
      if index > 0, isLoose || hasBlocks { printed.append("") }
      let marker = isOrdered ? "\(number). " : "- "
      number += 1
      hasBlocks = self.item(item, indent: indent, marker: marker, depth: depth, into: &printed)
    }
    return printed
  }

  /// A bullet that holds nothing but a list is that list: `- 1. …` is a bullet with a number.
  private mutating func items(of list: MarkdownNode, depth: Int) -> [MarkdownNode] {
    guard depth < Self.mostLevels else {
      isTooDeep = true
      return []
    }
    var items: [MarkdownNode] = []
    for item in childNodes(of: list) {
      let below = childNodes(of: item)
      if isOutline, below.count == 1, cmark_node_get_type(below[0]) == CMARK_NODE_LIST {
        items += self.items(of: below[0], depth: depth + 1)
      } else {
        items.append(item)
      }
    }
    return items
  }

  /// - Returns: whether the item holds more than its words and lists.
  private mutating func item(_ item: MarkdownNode, indent: String, marker: String, depth: Int, into printed: inout [String]) -> Bool {
    let inner = indent + String(repeating: " ", count: marker.utf8.count)
    var below = childNodes(of: item)[...]
    if let first = below.first, cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH {
      below = below.dropFirst()
      let words = isOutline ? sentence(first) : writtenLines(first, isInItem: true)
      for (index, line) in words.enumerated() { printed.append((index == 0 ? indent + marker : inner) + line) }
    } else {
      printed.append(String((indent + marker).dropLast()))
    }
    var isFirst = below.count == childNodes(of: item).count
    var hasBlocks = false
    var wasList = false
    while let node = below.popFirst() {
      defer { isFirst = false }
      if cmark_node_get_type(node) == CMARK_NODE_LIST {
        var lists = [node]
        while isOutline, let next = below.first, isSameList(next, node) {
          lists.append(next)
          below = below.dropFirst()
        }
        if hasBlocks && !wasList || (wasList && !isOutline) { printed.append("") }
        printed += list(lists, indent: inner, depth: depth + 1)
        wasList = true
        continue
      }
      wasList = false
      if !isFirst { printed.append("") }
      hasBlocks = true
      printed += nested(node).map { $0.isEmpty ? "" : inner + $0 }
    }
    return hasBlocks
  }

  private func isSameList(_ next: MarkdownNode, _ node: MarkdownNode) -> Bool {
    cmark_node_get_type(next) == CMARK_NODE_LIST && cmark_node_get_list_type(next) == cmark_node_get_list_type(node)
  }

  /// A block inside an item, without its indentation.
  private func nested(_ node: MarkdownNode) -> [String] {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: return writtenLines(node, isInItem: true)
    case CMARK_NODE_HEADING: return heading(node) ?? sourceLines(node)
    case CMARK_NODE_CODE_BLOCK: return code(node)
    case CMARK_NODE_HTML_BLOCK: return literal(node)
    default: return isTable(node) ? table(node) : sourceLines(node)
    }
  }

  // MARK: words

  /// The words of a step on one line; several lines, as they are written, when one line would read differently.
  private func sentence(_ node: MarkdownNode) -> [String] {
    let pieces = inlinePieces(of: node)
    // Nobody meant `2*3*4` to be emphasis: without the stars the figures would run together.
    if pieces.hasEmphasizedFigures { return writtenLines(node, isInItem: true) }
    return printed(punctuated(pieces.plain)).map { [$0] } ?? writtenLines(node, isInItem: true)
  }

  /// The lines of a paragraph as they are written, without blanks at their ends. Two blanks that break the line become a backslash.
  private func writtenLines(_ node: MarkdownNode, isInItem: Bool = false) -> [String] {
    let written = isInItem ? sourceLines(node) : (startLine(node)...max(startLine(node), endLine(node))).map { lines.line($0) }
    return written.enumerated().map { index, line in
      let words = line.withoutTrailingBlanks
      return index + 1 < written.count && line.hasSuffix("  ") && !words.hasSuffix("\\") ? words + "\\" : words
    }
  }

  /// `# words`; nil when that would read differently.
  private func heading(_ node: MarkdownNode) -> [String]? {
    let marks = String(repeating: "#", count: Int(cmark_node_get_heading_level(node))) + " "
    let pieces = inlinePieces(of: node)
    let title = pieces.plain.text
    if sectionTitle(title).kind != nil, case .text(let only)? = pieces.plain.first, pieces.plain.count == 1 {
      let wanted = [InlinePiece.text(titlePunctuated(only))]
      if let words = printed(wanted, behind: marks) { return [marks + words] }
    }
    var words = sourceLines(node).map { $0.trimmingBlanks }
    if words.first?.hasPrefix("#") == true {
      words = [withoutMarks(words[0])]
    } else if words.count > 1 {
      words.removeLast()
    }
    let line = words.joined(separator: " ")
    let isSame = withMarkdownTree(marks + line + "\n") { root in
      let blocks = childNodes(of: root)
      return blocks.count == 1 && cmark_node_get_type(blocks[0]) == CMARK_NODE_HEADING && inlinePieces(of: blocks[0]).onOneLine == pieces.onOneLine
    }
    return isSame == true ? [(marks + line).withoutTrailingBlanks] : nil
  }

  /// What stands between the marks of `## words ##`.
  private func withoutMarks(_ line: String) -> String {
    let words = String(line.drop { $0 == "#" }).trimmingBlanks
    let open = words.reversed().drop { $0 == "#" }
    return open.count == words.count || open.isEmpty || open.first == " " || open.first == "\t" ? String(String(open.reversed()).trimmingBlanks) : words
  }

  // MARK: other blocks

  private func isTable(_ node: MarkdownNode) -> Bool { cmark_node_get_type_string(node).map { String(cString: $0) } == "table" }

  private func table(_ node: MarkdownNode) -> [String] {
    let rows = childNodes(of: node)
    let cells = rows.map { splitCells(lines.line(startLine($0))) }
    let ruler = splitCells(lines.line(startLine(node) + 1))
    guard rows.indices.allSatisfy({ $0 == 0 || startLine(rows[$0]) == startLine(node) + $0 + 1 }), let columns = cells.first?.count, ruler.count == columns
    else { return sourceLines(node) }
    var printed = cells.map { drawRow($0 + Array(repeating: "", count: max(0, columns - $0.count))) }
    printed.insert(drawRuler(ruler), at: 1)
    return printed
  }

  private func code(_ node: MarkdownNode) -> [String] {
    var length: Int32 = 0
    var offset: Int32 = 0
    var mark: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &mark) != 0 else { return literal(node).map { $0.isEmpty ? "" : "    " + $0 } }
    let fence = String(repeating: Character(Unicode.Scalar(UInt8(bitPattern: mark))), count: Int(length))
    return [sourceLines(node)[0].withoutTrailingBlanks] + literal(node) + [fence]
  }

  private func literal(_ node: MarkdownNode) -> [String] {
    let text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The lines of a block as they are written, without what stands before it on each.
  private func sourceLines(_ node: MarkdownNode) -> [String] {
    let first = lines.bytes(ofLine: startLine(node)).dropFirst(max(Int(cmark_node_get_start_column(node)) - 1, 0))
    let rest = startLine(node) < endLine(node) ? ((startLine(node) + 1)...endLine(node)).map { String(lines.line($0).drop { $0 == " " || $0 == "\t" }) } : []
    return [String(decoding: first, as: UTF8.self)] + rest
  }

  private func startLine(_ node: MarkdownNode) -> Int { Int(cmark_node_get_start_line(node)) + lineOffset }
  private func endLine(_ node: MarkdownNode) -> Int { Int(cmark_node_get_end_line(node)) + lineOffset }
}
