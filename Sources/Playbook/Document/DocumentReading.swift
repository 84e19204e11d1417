/// Reads one file: front matter off the top, Markdown below it, cut into sections at its headings.
func readDocument(_ source: SourceText) -> Document {
  let lines = SourceLines(source.text)
  let (yaml, body, firstLine) = cutFrontMatter(source.text)
  let language = guessLanguage(source.text)
  var front = FrontMatter()
  var diagnostics: [Diagnostic] = []
  if let yaml { (front, diagnostics) = readFrontMatter(yaml, lines: lines, file: source.path, language: language) }
  let (blocks, tooDeep) = readMarkdown(body, lines: lines, firstLine: firstLine)
  let (title, sections, unknown, stray) = cutIntoSections(blocks) { readPlainOutline(lines, firstLine: firstLine) }
  let told = front.language ?? language
  func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(Diagnostic(check: UnreadablePartCheck.id, level: level, file: source.path, place: place, language: told, message: message))
  }
  if let tooDeep = tooDeep ?? sections.first?.plain?.tooDeep {
    report(.warning, tooDeep, .init("嵌套超过 100 层，更深的条目按第 100 层读。", "Nested deeper than 100 levels: what is below is read as if it stood on level 100."))
  }
  for heading in unknown {
    report(
      .note, heading.place,
      .init(
        "“\(heading.text)”不是流程、词汇、例或说明，这一节只给人看。", "“\(heading.text)” is neither a procedure, vocabulary, a story nor notes: the section is for readers only."))
  }
  for item in stray {
    report(
      .warning, item.place,
      .init(
        "这些条目在“## 流程”以外，不会执行：移到“## 流程”下面，只给人看就放进“## 说明”。",
        "These items stand outside “## Procedure” and are never run: move them below it, or below “## Notes” if they are for readers."))
  }
  return Document(
    source: source, lines: lines, front: front, title: title, sections: sections, language: front.language ?? language, diagnostics: diagnostics,
    ignored: unknown + stray + sections.flatMap(ignored))
}

/// What stands in an outline's section and is neither an item nor its heading: paragraphs and tables between lists, and what a copied page says of itself.
private func ignored(in section: Document.Section) -> [RichText] {
  guard section.kind == .procedure else { return [] }
  let between = section.blocks.compactMap { block -> RichText? in
    switch block {
    case .paragraph(let text): text
    case .other(let text, let place): RichText(text: text, place: place)
    case .table(let table): table.heading.first
    case .heading, .list: nil
    }
  }
  return between + (section.plain?.boilerplate ?? [])
}

/// Splits the text at `---` lines. Front matter must begin on the first line and end; otherwise everything is Markdown.
func cutFrontMatter(_ text: String) -> (yaml: String?, body: String, firstLine: Int) {
  // Lines end as in CommonMark, so that lines of the two parts count alike.
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
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

/// What a heading's words say: the kind of section, if they are known, and the name behind the colon.
func sectionTitle(_ heading: String) -> (kind: SectionKind?, name: Substring?) {
  let parts = heading.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map { $0.withoutNumbering }
  let name = parts.count == 2 ? parts[1] : nil
  // Rules without a name are prose: many outlines have a chapter of that title.
  let kind = parts.first.flatMap { SectionKind(title: $0) }.flatMap { $0 == .rules && name?.isEmpty != false ? nil : $0 }
  return (kind, name)
}

/// A first heading of level 1 is the title. Known headings begin a section; a file without any is one outline.
///
/// - Returns: also the headings of sections that hold something and aren't known.
private func cutIntoSections(_ blocks: [MarkdownBlock], plain: () -> PlainOutline?) -> (RichText?, [Document.Section], unknown: [RichText], stray: [RichText]) {
  var title: RichText?
  var sections: [(kind: SectionKind?, name: Substring?, heading: RichText?, level: Int, blocks: [MarkdownBlock])] = [(nil, nil, nil, 0, [])]
  for block in blocks {
    guard case .heading(let level, let heading) = block else {
      sections[sections.count - 1].blocks.append(block)
      continue
    }
    if level == 1, title == nil { title = heading }
    let (kind, name) = sectionTitle(heading.text)
    sections.append((kind, name, heading, level, []))
  }
  if sections.allSatisfy({ $0.kind == nil }) {
    if let plain = plain() {
      return (plain.title ?? title, [Document.Section(kind: .procedure, name: nil, heading: title, blocks: [], plain: plain)], [], [])
    }
    let outline = sections.flatMap(\.blocks)
    return (title, [Document.Section(kind: .procedure, name: nil, heading: title, blocks: outline)], [], [])
  }
  // The outline of a page to which sections were added later stands above them, under the title.
  if !sections.contains(where: { $0.kind == .procedure }), sections.contains(where: { $0.kind == .story || $0.kind == .notes || $0.kind == .facts }),
    let bare = sections.firstIndex(where: { $0.kind == nil && $0.level <= 1 && $0.blocks.contains { if case .list = $0 { true } else { false } } })
  {
    sections[bare].kind = .procedure
    sections[bare].name = nil
  }
  let known = sections.compactMap { section in
    section.kind.map { Document.Section(kind: $0, name: section.name, heading: section.heading, blocks: section.blocks) }
  }
  let unknown = sections.filter { $0.kind == nil && !$0.blocks.isEmpty && $0.level > 1 }.compactMap(\.heading)
  // Items above the sections of a page that has its procedure in one of them.
  let hasProcedure = sections.contains { $0.kind == .procedure }
  let stray = sections.filter { hasProcedure && $0.kind == nil && $0.level <= 1 }.flatMap(\.blocks).compactMap { block -> RichText? in
    if case .list(let items) = block { items.first?.text } else { nil }
  }
  return (title, known, unknown, stray)
}
