/// Reads OPML, which outliners exchange: `<outline text="…" _note="…">`, one in another.
func readOPML(_ bytes: [UInt8]) throws(ImportError) -> ImportedOutline {
  let root = try readXML(bytes)
  guard root.name == "opml", let body = root.first("body") else {
    throw ImportError("不是 OPML：没有 <opml> 和 <body>。", "This isn't OPML: there is no <opml> with a <body>.", line: root.line)
  }
  var outline = ImportedOutline(title: root.first("head")?.first("title").map { oneLine($0.text) })
  if outline.title?.isEmpty == true { outline.title = nil }
  outline.nodes = body.elements("outline").map { outlineNode($0, &outline.notes) }
  return outline
}

private let linkAttributes = ["url", "htmlUrl", "xmlUrl"]
/// What makes up the outline itself.
private let readAttributes: Set<String> = Set(["text", "title", "_note"] + linkAttributes)

private func outlineNode(_ element: XMLElement, _ notes: inout ImportNotes) -> ImportedNode {
  let words = element.attributes["text"] ?? element.attributes["title"] ?? ""
  var node = ImportedNode(oneLine(withoutTags(words, &notes, line: element.line)), line: element.line)
  node.notes = paragraphsOf(withoutTags(element.attributes["_note"] ?? "", &notes, line: element.line))
  node.link = linkAttributes.lazy.compactMap { element.attributes[$0] }.first.flatMap { safeLink($0, &notes, line: element.line) }
  for name in element.attributes.keys.sorted() where !readAttributes.contains(name) {
    notes.add("没有带过来的属性：\(name)", "Attributes that were left out: \(name)", line: element.line)
  }
  node.children = element.elements("outline").map { outlineNode($0, &notes) }
  return node
}

/// Some outliners put HTML into attributes: its tags are styles, and are left out.
func withoutTags(_ text: String, _ notes: inout ImportNotes, line: Int?) -> String {
  guard text.contains("<"), text.contains(">") else { return text }
  let scalars = Array(text.unicodeScalars)
  var kept = String.UnicodeScalarView()
  var index = 0
  var hasTags = false
  while index < scalars.count {
    if scalars[index] == "<", let end = tagEnd(scalars, from: index) {
      hasTags = true
      index = end
    } else {
      kept.append(scalars[index])
      index += 1
    }
  }
  if hasTags { notes.add("去掉文字里的样式", "Left out styles inside the words", line: line) }
  return String(kept)
}

/// Behind `<b>` or `</a>`: a tag is short and begins with a letter, `a < b` doesn't.
private func tagEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
  let longest = 200
  let name = start + 1 < scalars.count && scalars[start + 1] == "/" ? start + 2 : start + 1
  guard name < scalars.count, (97...122).contains(scalars[name].value | 32) else { return nil }
  return scalars[name..<min(name + longest, scalars.count)].firstIndex { $0 == ">" }.map { $0 + 1 }
}

/// Web pages, mail and files beside the outline; nothing that runs.
func safeLink(_ link: String, _ notes: inout ImportNotes, line: Int?) -> String? {
  let trimmed = oneLine(link)
  guard let colon = trimmed.firstIndex(of: ":") else { return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : trimmed }
  let scheme = trimmed[..<colon].lowercased()
  if ["http", "https", "mailto", "tel"].contains(scheme) { return trimmed }
  notes.add("没有带过来的链接：\(short(trimmed))", "A link that was left out: \(short(trimmed))", line: line)
  return nil
}
