import Playbook

/// The outline of a document, for the outline view and for folding.
extension Workspace {
  func documentSymbols(_ path: String) throws(RPCError) -> JSON {
    guard let text = text(path), let source = source(path) else { throw .invalidParameters("\(path) isn't there") }
    func symbol(_ part: DocumentPart) -> JSON {
      // LSP has no kinds for procedures: a namespace, a key and a field have the icons that fit best.
      let kind = part.kind == .section ? 3 : part.kind == .item ? 20 : 8
      let whole = text.span(part.place)
      let title = text.span(part.titlePlace)
      let name = part.title.count > 120 ? String(part.title.prefix(120)) + "…" : part.title
      // A client refuses a title that isn't inside the whole.
      return [
        "name": .string(name), "kind": .int(kind), "range": TextSpan(min(whole.start, title.start), max(whole.end, title.end)).json,
        "selectionRange": title.json, "children": .array(part.parts.map(symbol)),
      ]
    }
    return .array(parts(of: source).map(symbol))
  }

  func foldingRanges(_ path: String) throws(RPCError) -> JSON {
    guard let source = source(path) else { throw .invalidParameters("\(path) isn't there") }
    var ranges: [JSON] = []
    func add(_ first: Int, _ last: Int) {
      if last > first { ranges.append(["startLine": .int(first - 1), "endLine": .int(last - 1), "kind": "region"]) }
    }
    let lines = SourceLines(source.text)
    if lines.line(1) == "---", let end = (2...max(lines.count, 2)).first(where: { lines.line($0) == "---" }) { add(1, end) }
    func fold(_ part: DocumentPart) {
      add(part.place.line, part.place.endLine)
      for below in part.parts { fold(below) }
    }
    for part in parts(of: source) { fold(part) }
    return .array(ranges)
  }
}
