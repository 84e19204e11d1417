/// What reading a document gives, without places: two documents of one shape are compiled to the same plan.
func readingShape(_ document: Document) -> [String] {
  let head = [document.language.rawValue, shape(document.title, isSentence: false), document.plain == nil ? "lists" : "plain"]
  return document.sections.reduce(into: head) { shapes, section in
    shapes.append("## \(section.kind) \(section.name ?? "")")
    shapes += blockShape(section.blocks, isOutline: section.kind == .procedure)
  } + document.ignored.map { "ignored " + shape($0, isSentence: false) }
}

func blockShape(_ blocks: [MarkdownBlock], isOutline: Bool) -> [String] {
  var shapes: [String] = []
  if isOutline { add(readOutline(blocks), depth: 0, to: &shapes) }
  for block in blocks {
    if isOutline, case .list = block { continue }
    add(block, depth: 0, to: &shapes)
  }
  return shapes
}

private func add(_ items: [OutlineItem], depth: Int, to shapes: inout [String]) {
  for item in items {
    shapes.append("\(depth)\(item.isAside ? " aside" : "") " + shape(item.text, isSentence: !item.isAside))
    add(item.children, depth: depth + 1, to: &shapes)
  }
}

private func add(_ block: MarkdownBlock, depth: Int, to shapes: inout [String]) {
  switch block {
  case .heading(let level, let text): shapes.append("\(depth) # \(level) " + shape(text, isSentence: false))
  case .paragraph(let text): shapes.append("\(depth) paragraph " + shape(text, isSentence: false))
  case .other(let text, _): shapes.append("\(depth) other \(text)")
  case .table(let table):
    for row in [table.heading] + table.rows { shapes.append("\(depth) row " + row.map { shape($0, isSentence: false) }.joined(separator: "\u{1F}")) }
  case .list(let items):
    shapes.append("\(depth) list")
    for item in items {
      shapes.append("\(depth) item " + shape(item.text, isSentence: false))
      for block in item.blocks { add(block, depth: depth + 1, to: &shapes) }
    }
  }
}

/// Colons of keywords may be written either way.
private func shape(_ text: RichText?, isSentence: Bool) -> String {
  guard let text else { return "-" }
  let words = String(text.text.trimmed)
  let links = text.links.map { "\(text.part($0.range))→\($0.destination)" }
  return ([isSentence ? punctuated(words).withoutTrailingBlanks : titleShape(words)] + text.codeParts.map(String.init) + links).joined(separator: "\u{1E}")
}

private func titleShape(_ words: String) -> String { sectionTitle(words).kind == nil ? words : titlePunctuated(words) }
