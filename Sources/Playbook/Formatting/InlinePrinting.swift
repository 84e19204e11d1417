import CMarkGFM

/// The pieces as one line of Markdown, with the fewest backslashes that keep their reading; nil when no line reads so.
///
/// - Parameter marks: what stands before the words on the line.
func printed(_ pieces: [InlinePiece], behind marks: String = "- ") -> String? {
  guard !pieces.contains(.hardBreak), !pieces.contains(.opening(.other)) else { return nil }
  for marked in escapings {
    let line = draw(pieces, escaping: marked)
    if !line.utf8.contains(where: { $0 == 10 || $0 == 13 }), reads(marks + line, pieces) { return line }
  }
  return nil
}

/// Characters to set a backslash before, from none to all that could mean something.
private let escapings: [Set<Unicode.Scalar>] =
  [[]] + ["*", "_", "[", "<", "&", "`", "\\"].map { [$0] } + [["#", ">", "+", "-", "=", "~", "|", ".", ")", ":"]]
  + [["*", "_", "[", "]", "<", "&", "`", "\\", "!", "#", ">", "+", "-", "=", "~", "|"]]

private func draw(_ pieces: [InlinePiece], escaping marked: Set<Unicode.Scalar>) -> String {
  var line = ""
  for (index, piece) in pieces.enumerated() {
    switch piece {
    case .text(let text): line += marked.isEmpty ? text : escaped(text, marked, isStart: index == 0)
    case .code(let text): line += drawCode(text)
    case .html(let text): line += text
    case .softBreak, .hardBreak: line += " "
    case .opening(.emphasis), .closing(.emphasis): line += "*"
    case .opening(.strong), .closing(.strong): line += "**"
    case .opening(.link(let destination, _)) where isBare(pieces, index, destination): line += "<"
    case .closing(.link(let destination, _)) where index >= 2 && isBare(pieces, index - 2, destination): line += ">"
    case .opening(.link): line += "["
    case .opening(.image): line += "!["
    case .closing(.link(let destination, let title)), .closing(.image(let destination, let title)):
      line += "](" + drawAddress(destination) + (title.isEmpty ? "" : " " + drawTitle(title)) + ")"
    case .opening(.other), .closing(.other): break
    }
  }
  return line
}

/// What begins a block at the start of a line is escaped there alone.
private func escaped(_ text: String, _ marked: Set<Unicode.Scalar>, isStart: Bool) -> String {
  let onlyAtStart: Set<Unicode.Scalar> = ["#", ">", "+", "-", "=", "~", "|", ".", ")", ":"]
  var kept = String.UnicodeScalarView()
  var isHead = isStart
  for scalar in text.unicodeScalars {
    if marked.contains(scalar), isHead || !onlyAtStart.contains(scalar) { kept.append("\\") }
    // `1.` is a mark as a whole.
    if !(48...57).contains(scalar.value) { isHead = false }
    kept.append(scalar)
  }
  return String(kept)
}

/// A fence longer than any run of backticks inside.
private func drawCode(_ text: String) -> String {
  var longest = 0
  var run = 0
  for scalar in text.unicodeScalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
  }
  let fence = String(repeating: "`", count: longest == 0 ? 1 : longest + 1)
  let needsBlanks = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" ") && !text.isBlank)
  return needsBlanks ? "\(fence) \(text) \(fence)" : fence + text + fence
}

/// `<https://…>`: the address is the text.
private func isBare(_ pieces: [InlinePiece], _ opening: Int, _ destination: String) -> Bool {
  guard opening + 2 < pieces.count, case .opening(.link(_, "")) = pieces[opening], case .text(let text) = pieces[opening + 1],
    case .closing(.link) = pieces[opening + 2]
  else { return false }
  return (text == destination && destination.contains(":")) || "mailto:" + text == destination
}

private func drawAddress(_ destination: String) -> String {
  let isPlain = !destination.isEmpty && !destination.unicodeScalars.contains { $0.value <= 32 || "()<>\\".unicodeScalars.contains($0) }
  if isPlain { return destination }
  return "<" + destination.unicodeScalars.map { ("<>\\".unicodeScalars.contains($0) ? "\\" : "") + String($0) }.joined() + ">"
}

private func drawTitle(_ title: String) -> String {
  "\"" + title.unicodeScalars.map { ("\"\\".unicodeScalars.contains($0) ? "\\" : "") + String($0) }.joined() + "\""
}

/// Whether the line is one block whose words read as `pieces`.
private func reads(_ line: String, _ pieces: [InlinePiece]) -> Bool {
  withMarkdownTree(line + "\n") { root in
    var blocks = childNodes(of: root)
    if blocks.count == 1, cmark_node_get_type(blocks[0]) == CMARK_NODE_LIST { blocks = childNodes(of: blocks[0]).flatMap { childNodes(of: $0) } }
    return blocks.count == 1 && [CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING].contains(cmark_node_get_type(blocks[0]))
      && inlinePieces(of: blocks[0]) == pieces
  } == true
}
