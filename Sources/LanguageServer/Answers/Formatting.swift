import Playbook

/// The document as `gendan fmt` writes it.
extension Workspace {
  /// - Returns: the edits: one, from the first line that differs to the last, or none.
  func formatting(_ path: String) throws(RPCError) -> JSON {
    guard let text = text(path) else { throw .invalidParameters("\(path) isn't there") }
    let written = formatted(SourceText(path: path, text: text.text))
    let old = text.text.lines
    let new = written.lines
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    let middle = new[head..<new.count - tail]
    if head == old.count, head == new.count { return [] }
    if head == old.count || (tail == 0 && middle.isEmpty) {
      return [["range": TextSpan(Position(line: 0, character: 0), text.end).json, "newText": .string(new.joined(separator: text.lineEnd))]]
    }
    let end = tail == 0 ? text.end : Position(line: old.count - tail, character: 0)
    let words = middle.joined(separator: text.lineEnd) + (tail == 0 || middle.isEmpty ? "" : text.lineEnd)
    return [["range": TextSpan(Position(line: head, character: 0), end).json, "newText": .string(words)]]
  }
}

extension String {
  /// The lines without their ends; a text that ends with a line end has an empty last line.
  fileprivate var lines: [Substring] { split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" } }
}
