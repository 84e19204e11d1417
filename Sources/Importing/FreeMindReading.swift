/// Reads the maps of FreeMind and Freeplane (`.mm`): the root is the title, notes and details become guidance.
func readFreeMind(_ bytes: [UInt8]) throws(ImportError) -> ImportedOutline {
  let map = try readXML(bytes)
  guard map.name == "map", let root = map.first("node") else {
    throw ImportError("不是 FreeMind 导图：没有 <map> 和 <node>。", "This is no FreeMind map: there is no <map> with a <node>.", line: map.line)
  }
  var outline = ImportedOutline()
  let top = mapNode(root, &outline.notes)
  outline.title = top.text
  outline.nodes = top.children
  if !top.notes.isEmpty {
    var about = ImportedNode(top.text, line: root.line)
    about.notes = top.notes
    outline.nodes.insert(about, at: 0)
  }
  return outline
}

private func mapNode(_ element: XMLElement, _ notes: inout ImportNotes) -> ImportedNode {
  var node = ImportedNode(oneLine(element.attributes["TEXT"] ?? ""), line: element.line)
  node.link = element.attributes["LINK"].flatMap { safeLink($0, &notes, line: element.line) }
  for child in element.elements {
    switch child.name {
    case "node": node.children.append(mapNode(child, &notes))
    case "richcontent": read(child, into: &node, &notes)
    case "icon": notes.add("没有带过来的图标：\(child.attributes["BUILTIN"] ?? "")", "Icons that were left out: \(child.attributes["BUILTIN"] ?? "")", line: child.line)
    case "attribute":
      node.notes.append("\(child.attributes["NAME"] ?? "")：\(child.attributes["VALUE"] ?? "")")
    case "arrowlink", "linktarget": notes.add("没有带过来的连线", "Connecting lines that were left out", line: child.line)
    case "font", "edge", "cloud": notes.add("没有带过来的样式", "Styles that were left out", line: child.line)
    default: notes.add("没有带过来的内容：\(child.name)", "Content that was left out: \(child.name)", line: child.line)
    }
  }
  if ["COLOR", "BACKGROUND_COLOR", "STYLE", "STYLE_REF"].contains(where: { element.attributes[$0] != nil }) {
    notes.add("没有带过来的样式", "Styles that were left out", line: element.line)
  }
  return node
}

private func read(_ content: XMLElement, into node: inout ImportedNode, _ notes: inout ImportNotes) {
  if contains("img", content) { notes.add("没有带过来的图片", "Images that were left out", line: content.line) }
  let paragraphs = content.paragraphs
  if content.attributes["TYPE"] == "NODE" { node.text = paragraphs.joined(separator: " ") } else { node.notes += paragraphs }
}

private func contains(_ name: String, _ element: XMLElement) -> Bool { element.elements.contains { $0.name == name || contains(name, $0) } }
