import Foundation
import Playbook

/// Reads XMind files: a zip with `content.json`, or with `content.xml` in files from before 2020. Several sheets are several items.
func readXMind(_ bytes: [UInt8]) throws(ImportError) -> ImportedOutline {
  var notes = ImportNotes()
  let sheets: [ImportedNode]
  if let content = try readZipEntry("content.json", of: bytes) {
    sheets = try sheetsOf(json: content, &notes)
  } else if let content = try readZipEntry("content.xml", of: bytes) {
    sheets = try readXML(content).elements("sheet").flatMap { $0.elements("topic") }.map { topic($0, &notes) }
  } else {
    throw ImportError("不是 XMind 文件：里面没有 content.json，也没有 content.xml。", "This is no XMind file: there is neither content.json nor content.xml in it.")
  }
  var outline = ImportedOutline(notes: notes)
  if sheets.count == 1, sheets[0].notes.isEmpty, sheets[0].link == nil {
    outline.title = sheets[0].text
    outline.nodes = sheets[0].children
  } else {
    outline.nodes = sheets
  }
  return outline
}

// MARK: content.json

private func sheetsOf(json content: [UInt8], _ notes: inout ImportNotes) throws(ImportError) -> [ImportedNode] {
  let parsed: Any
  do { parsed = try JSONSerialization.jsonObject(with: Data(content)) } catch {
    throw ImportError("content.json 不是有效的 JSON。", "content.json isn't valid JSON.")
  }
  guard let sheets = parsed as? [[String: Any]] else { throw ImportError("content.json 里没有画布。", "There are no sheets in content.json.") }
  var nodes: [ImportedNode] = []
  var count = 0
  for sheet in sheets {
    if sheet["relationships"] is [Any] { notes.add("没有带过来的连线", "Connecting lines that were left out") }
    if let root = sheet["rootTopic"] as? [String: Any] { nodes.append(try topic(root, &notes, &count)) }
  }
  return nodes
}

/// - Parameter count: how many topics were read so far.
private func topic(_ topic: [String: Any], _ notes: inout ImportNotes, _ count: inout Int) throws(ImportError) -> ImportedNode {
  count += 1
  guard count <= ImportLimits.nodes else { throw ImportError(ImportLimits.tooManyNodes.chinese, ImportLimits.tooManyNodes.english) }
  var node = ImportedNode(oneLine(topic["title"] as? String ?? ""))
  let plain = ((topic["notes"] as? [String: Any])?["plain"] as? [String: Any])?["content"] as? String
  node.notes = paragraphsOf(plain ?? "")
  node.link = (topic["href"] as? String).flatMap { safeLink($0, &notes, line: nil) }
  for marker in topic["markers"] as? [[String: Any]] ?? [] {
    let name = marker["markerId"] as? String ?? ""
    notes.add("没有带过来的图标：\(name)", "Icons that were left out: \(name)")
  }
  node.notes += (topic["labels"] as? [String] ?? []).map(oneLine)
  if topic["image"] != nil { notes.add("没有带过来的图片", "Images that were left out") }
  if topic["style"] != nil { notes.add("没有带过来的样式", "Styles that were left out") }
  let children = topic["children"] as? [String: Any] ?? [:]
  // Free topics and summaries belong to the map as well: they stand behind the others.
  for kind in ["attached", "detached", "summary", "callout"] {
    for child in children[kind] as? [[String: Any]] ?? [] { node.children.append(try Importing.topic(child, &notes, &count)) }
  }
  return node
}

// MARK: content.xml

private func topic(_ element: XMLElement, _ notes: inout ImportNotes) -> ImportedNode {
  var node = ImportedNode(oneLine(element.first("title")?.text ?? ""), line: element.line)
  node.notes = element.first("notes")?.first("plain")?.lines ?? []
  node.link = element.attributes["href"].flatMap { safeLink($0, &notes, line: element.line) }
  for marker in element.first("marker-refs")?.elements("marker-ref") ?? [] {
    let name = marker.attributes["marker-id"] ?? ""
    notes.add("没有带过来的图标：\(name)", "Icons that were left out: \(name)", line: marker.line)
  }
  node.notes += (element.first("labels")?.elements("label") ?? []).map { oneLine($0.text) }
  if element.first("img") != nil { notes.add("没有带过来的图片", "Images that were left out", line: element.line) }
  if element.attributes["style-id"] != nil { notes.add("没有带过来的样式", "Styles that were left out", line: element.line) }
  for topics in element.first("children")?.elements("topics") ?? [] { node.children += topics.elements("topic").map { topic($0, &notes) } }
  return node
}
