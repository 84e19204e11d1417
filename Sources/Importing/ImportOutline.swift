import Playbook

/// An outline of another program as canonical Markdown, with what was left out on the way.
public struct Imported: Sendable {
  /// Ends with a line end.
  public let markdown: String
  public let notes: [ImportNote]
}

/// The largest file that is read, and the most nodes of one: more than anybody outlines, less than what exhausts a machine.
public enum ImportLimits {
  public static let bytes = 64 << 20
  static let nodes = 500_000
  static let depth = 500

  /// What is said of a file with more nodes.
  static let tooManyNodes = Diagnostic.Message("元素超过 \(nodes) 个。", "More than \(nodes) elements.")
}

/// Reads an outline in a foreign format and writes it as the Markdown that playbooks are written in: a title, and nested bullets.
///
/// The noise that exports leave behind is cleaned away: see `NoiseCleaning`. Nothing outside of `bytes` is read, whatever they name.
/// - Throws: `ImportError` when the file isn't what it should be.
public func importOutline(_ bytes: [UInt8], from format: ImportFormat, name: String) throws(ImportError) -> Imported {
  guard bytes.count <= ImportLimits.bytes else {
    throw ImportError("文件超过 \(ImportLimits.bytes >> 20) MB，没有导入。", "The file is larger than \(ImportLimits.bytes >> 20) MB and was not imported.")
  }
  var outline =
    switch format {
    case .opml: try readOPML(bytes)
    case .mm: try readFreeMind(bytes)
    case .xmind: try readXMind(bytes)
    case .text: readText(bytes, name: name)
    }
  var cleaning = NoiseCleaning(sample: outline)
  outline.nodes = cleaning.clean(outline.nodes)
  outline.title = outline.title.map { cleaning.clean($0, line: nil) }
  outline.notes.add(cleaning.notes)
  guard !outline.nodes.isEmpty else { throw ImportError("文件里没有条目。", "There are no items in the file.") }
  return Imported(markdown: outline.markdown, notes: outline.notes.all)
}

/// Any text: chapters, numbered points, indentation.
private func readText(_ bytes: [UInt8], name: String) -> ImportedOutline {
  let source = SourceText(path: name, bytes: bytes)
  let text = RawText(source)
  var outline = ImportedOutline(title: text.title)
  let lines = SourceLines(source.text)
  for number in stride(from: 1, through: lines.count, by: 1) {
    // Reading has left these out already.
    let line = lines.line(number)
    if line.contains("**") { noteBold(&outline.notes, line: number) }
    if line.unicodeScalars.contains(where: isUnprintable) { noteUnprintable(&outline.notes, line: number) }
  }
  for entry in text.boilerplate {
    outline.notes.add("去掉网站自己的话：“\(short(entry.text))”", "Left out what the site says about itself: “\(short(entry.text))”", line: entry.line)
  }
  var open: [ImportedNode] = []
  func close(to depth: Int) {
    while open.count > depth, let done = open.popLast() {
      if open.isEmpty { outline.nodes.append(done) } else { open[open.count - 1].children.append(done) }
    }
  }
  for entry in text.entries {
    close(to: entry.depth)
    if entry.isNote, !open.isEmpty {
      if let row = tableRow(entry.text) {
        outline.notes.add("像表格的行逐行写成了注", "Lines that look like a table became notes, one a line", line: entry.line)
        if !row.isEmpty { open[open.count - 1].notes.append(row) }
      } else {
        open[open.count - 1].notes.append(entry.text)
      }
      continue
    }
    for (index, part) in splitNumbering(entry.text, startsWith: entry.ordinal).enumerated() {
      if index > 0 {
        outline.notes.add("一行里的编号拆成了条目", "Numbers inside a line were split into items", line: entry.line)
        close(to: entry.depth + (part.isBelow ? 1 : 0))
      }
      open.append(ImportedNode(part.text, line: entry.line))
    }
  }
  close(to: 0)
  return outline
}

/// The cells of a row with bars between them; nil when it is none.
private func tableRow(_ text: String) -> String? {
  guard text.contains("|") || text.contains("｜") else { return nil }
  let cells = text.split(whereSeparator: { $0 == "|" || $0 == "｜" }).map { oneLine(String($0)) }.filter { !$0.isEmpty }
  // What rules a table in Markdown says nothing.
  return cells.allSatisfy { $0.allSatisfy { "-: ".contains($0) } } ? "" : cells.joined(separator: "；")
}

/// As much of a text as a note shows.
func short(_ text: String) -> String {
  let longest = 40
  return text.count > longest ? text.prefix(longest) + "…" : text
}
