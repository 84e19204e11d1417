/// Reads one file: front matter off the top, Markdown below it, cut into sections at its headings.
func readDocument(_ source: SourceText) -> Document {
  let lines = SourceLines(source.text)
  let (yaml, body, firstLine) = cutFrontMatter(source.text)
  let language = guessLanguage(source.text)
  var front = FrontMatter()
  var diagnostics: [Diagnostic] = []
  if let yaml { (front, diagnostics) = readFrontMatter(yaml, file: source.path, language: language) }
  let blocks = readMarkdown(body, lines: lines, firstLine: firstLine)
  let (title, sections) = cutIntoSections(blocks)
  return Document(
    source: source, lines: lines, front: front, title: title, sections: sections, language: front.language ?? language, diagnostics: diagnostics)
}

/// Splits the text at `---` lines. Front matter must begin on the first line and end; otherwise everything is Markdown.
private func cutFrontMatter(_ text: String) -> (yaml: String?, body: String, firstLine: Int) {
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  guard lines.count > 2, lines[0].trimmed == "---" else { return (nil, text, 1) }
  guard let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" || $0.trimmed == "..." }) else { return (nil, text, 1) }
  let yaml = lines[1..<end].joined(separator: "\n")
  let body = end + 1 < lines.count ? String(text[lines[end + 1].startIndex...]) : ""
  return (yaml, body, end + 2)
}

private func guessLanguage(_ text: String) -> Language {
  // One Han character in the first part is enough: English outlines have none.
  text.unicodeScalars.prefix(20_000).contains { (0x4E00...0x9FFF).contains($0.value) } ? .chinese : .english
}

/// A first heading of level 1 is the title. Known headings begin a section; a file without any is one outline.
private func cutIntoSections(_ blocks: [MarkdownBlock]) -> (RichText?, [Document.Section]) {
  var title: RichText?
  var sections: [(kind: SectionKind?, name: Substring?, heading: RichText?, blocks: [MarkdownBlock])] = [(nil, nil, nil, [])]
  for block in blocks {
    guard case .heading(let level, let heading) = block else {
      sections[sections.count - 1].blocks.append(block)
      continue
    }
    if level == 1, title == nil { title = heading }
    let parts = heading.text.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map { $0.withoutNumbering }
    let kind = parts.first.flatMap { SectionKind(title: $0) }
    let name = parts.count == 2 ? parts[1] : nil
    sections.append((kind, name, heading, []))
  }
  if sections.allSatisfy({ $0.kind == nil }) {
    let outline = sections.flatMap(\.blocks)
    return (title, [Document.Section(kind: .procedure, name: nil, heading: title, blocks: outline)])
  }
  return (title, sections.compactMap { section in section.kind.map { Document.Section(kind: $0, name: section.name, heading: section.heading, blocks: section.blocks) } })
}
