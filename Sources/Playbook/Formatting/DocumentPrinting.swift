import CMarkGFM

/// Prints a document once: front matter as it is, then block by block.
struct DocumentPrinting {
  private let document: Document
  private let body: String
  private let firstLine: Int

  init(_ document: Document) {
    self.document = document
    (_, body, firstLine) = cutFrontMatter(document.source.text)
  }

  /// - Returns: nil when no printing of it reads the same.
  func printedDocument() -> Document? {
    let blocks = withMarkdownTree(body) { printedBlocks($0) } ?? nil
    guard let blocks else { return nil }
    let shape = readingShape(document)
    func assembled(_ lines: (PrintedBlock) -> [String]) -> Document? {
      let printed = readDocument(SourceText(path: document.source.path, text: joined(blocks, lines)))
      return readingShape(printed) == shape ? printed : nil
    }
    // Mostly nothing has to be taken back; then looking at every block would be for nothing.
    return assembled(\.lines) ?? assembled { $0.readsTheSame ? $0.lines : $0.written }
  }

  private func joined(_ blocks: [PrintedBlock], _ lines: (PrintedBlock) -> [String]) -> String {
    var text = (1..<firstLine).map { document.lines.line($0) + "\n" }.joined()
    for (index, block) in blocks.enumerated() {
      if index > 0 { text += "\n" }
      for line in lines(block) { text += line + "\n" }
    }
    return text
  }

  // MARK: top-level blocks

  /// - Returns: nil when lists are nested so deep that reading gives up on the levels.
  private func printedBlocks(_ root: MarkdownNode) -> [PrintedBlock]? {
    let nodes = childNodes(of: root)
    let starts = nodes.map { lineNumber($0) }
    var blocks: [PrintedBlock] = []
    if let unread = words(from: firstLine, before: starts.first ?? document.lines.count + 1) { blocks.append(PrintedBlock(verbatim: unread)) }
    let isWholeOutline = !nodes.contains { cmark_node_get_type($0) == CMARK_NODE_HEADING && heading($0).kind != nil }
    var isOutline = isWholeOutline
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      if cmark_node_get_type(node) == CMARK_NODE_HEADING, !isWholeOutline { isOutline = heading(node).kind == .procedure }
      // Lists of one kind that follow each other in an outline are one list.
      var last = index
      while isOutline, last + 1 < nodes.count, listKind(nodes[index]) != nil, listKind(nodes[last + 1]) == listKind(nodes[index]) { last += 1 }
      let end = last + 1 < nodes.count ? starts[last + 1] : document.lines.count + 1
      let written = words(from: starts[index], before: end) ?? []
      var printing = BlockPrinting(lines: document.lines, lineOffset: firstLine - 1, isOutline: isOutline)
      let isRepeated = !isOutline && index > 0 && listKind(node) != nil && listKind(nodes[index - 1]) == listKind(node)
      // Definitions of links stand in no block of the tree.
      let printed = written.contains(where: isDefinition) || isRepeated ? nil : printing.topBlock(Array(nodes[index...last]))
      if printing.isTooDeep { return nil }
      blocks.append(PrintedBlock(lines: printed ?? written, written: written, isOutline: isOutline))
      index = last + 1
    }
    return blocks
  }

  private func lineNumber(_ node: MarkdownNode) -> Int { Int(cmark_node_get_start_line(node)) + firstLine - 1 }

  private func heading(_ node: MarkdownNode) -> (kind: SectionKind?, name: Substring?) { sectionTitle(inlinePieces(of: node).plain.text) }

  private func listKind(_ node: MarkdownNode) -> UInt32? {
    cmark_node_get_type(node) == CMARK_NODE_LIST ? cmark_node_get_list_type(node).rawValue : nil
  }

  /// `[name]: address`
  private func isDefinition(_ line: String) -> Bool {
    guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]") else { return false }
    return line[..<open].allSatisfy { " \t>-*+.)0123456789".contains($0) } && line[close...].dropFirst().first == ":"
  }

  /// The lines of a stretch, without blank ones around them; nil when there are only such.
  private func words(from first: Int, before end: Int) -> [String]? {
    var lines = (first..<max(first, end)).map { document.lines.line($0) }[...]
    while let line = lines.first, line.isBlank { lines = lines.dropFirst() }
    while let line = lines.last, line.isBlank { lines = lines.dropLast() }
    return lines.isEmpty ? nil : Array(lines)
  }
}

/// A block as it is printed, and as it was written.
private struct PrintedBlock {
  let lines: [String]
  let written: [String]
  let isOutline: Bool

  init(lines: [String], written: [String], isOutline: Bool) {
    self.lines = lines
    self.written = written
    self.isOutline = isOutline
  }

  init(verbatim: [String]) { self.init(lines: verbatim, written: verbatim, isOutline: false) }

  var readsTheSame: Bool { lines == written || shape(lines) == shape(written) }

  private func shape(_ lines: [String]) -> [String] {
    let text = lines.joined(separator: "\n") + "\n"
    return blockShape(readMarkdown(text, lines: SourceLines(text), firstLine: 1).blocks, isOutline: isOutline)
  }
}

extension String {
  /// For Markdown: other white space is words.
  var isBlank: Bool { utf8.allSatisfy { $0 == 32 || $0 == 9 } }
}
