/// Finds the lines of a raw text that name what follows them: the document's title, and titles without a number.
struct PlainTitles {
  private(set) var lines: [PlainLine]
  private(set) var title: RichText?

  /// - Parameter lines: every line with words, notices marked.
  init(_ lines: [PlainLine]) {
    self.lines = lines
    let content = lines.indices.filter { lines[$0].role == .item }
    markTitle(content)
    markReferences()
    markInnerTitles(lines.indices.filter { ![.boilerplate, .title, .continuation].contains(self.lines[$0].role) })
  }

  // MARK: the document's title

  private mutating func markTitle(_ content: [Int]) {
    guard let first = content.first, content.count > 1, isTitle(lines[first], before: lines[content[1]], among: content) else { return }
    let name = withoutFileEnding(lines[first].text)
    title = name
    lines[first].role = .title
    let wanted = bare(name.text)
    let headLines = 30
    for index in content.dropFirst().prefix(headLines) where isAgain(lines[index], wanted) { lines[index].role = .title }
  }

  private func isTitle(_ line: PlainLine, before next: PlainLine, among content: [Int]) -> Bool {
    if case .heading(1) = line.marker { return true }
    let isFileName = withoutFileEnding(line.text).text != line.text.text
    guard line.marker == .none, displayWidth(of: line.text.text.prefix(120)) <= 100, !line.endsWithColon, !line.text.text.contains("|"),
      isFileName || !"。.；;".contains(line.text.text.last ?? "。")
    else { return false }
    if line.isBold || isFileName { return true }
    // The only line at the margin is the root of everything that is indented below it.
    if next.indent > line.indent { return content.dropFirst().allSatisfy { lines[$0].indent > line.indent } }
    return !line.isBare || !next.isBare || next.marker != .none || isAgain(next, bare(line.text.text))
  }

  private func isAgain(_ line: PlainLine, _ title: String) -> Bool {
    let shortest = 5
    guard line.marker == .none || line.marker == .heading(1) || line.marker == .heading(2), line.text.text.utf8.count < 300 else { return false }
    let words = bare(withoutFileEnding(line.text).text)
    return words == title || (min(words.count, title.count) >= shortest && words.count <= title.count + 12 && (words.contains(title) || title.contains(words)))
  }

  /// Without blanks, letter case and what download sites hang on: `(1)`.
  private func bare(_ text: String) -> String {
    let words = normalized(text)
    guard words.last == ")", let open = words.lastIndex(of: "("), words[open...].dropFirst().dropLast().allSatisfy(\.isNumber) else { return words }
    return String(words[..<open])
  }

  /// `规程.docxVIP` is `规程`.
  private func withoutFileEnding(_ text: RichText) -> RichText {
    guard text.text.utf8.count < 400 else { return text }
    let lower = text.text.lowercased()
    for ending in [".docx", ".doc", ".pdf", ".txt", ".pptx", ".ppt", ".xlsx", ".md"] {
      for mark in ["", "vip", " vip"] where lower.hasSuffix(ending + mark) {
        let name = text.text.dropLast(ending.count + mark.count)
        return name.isEmpty ? text : text.cut(name)
      }
    }
    return text
  }

  // MARK: titles of parts

  /// Names of other documents in their own lines are for readers, and so are ruled lines.
  private mutating func markReferences() {
    for index in lines.indices where lines[index].role == .item {
      let text = lines[index].text.text
      if text.first == "《", text.last == "》", text.utf8.count < 600 { lines[index].role = .aside }
      if text.unicodeScalars.allSatisfy({ "-*_=~—·. ".unicodeScalars.contains($0) }), lines[index].marker == .none { lines[index].role = .aside }
    }
  }

  private mutating func markInnerTitles(_ content: [Int]) {
    var previousWasBare = false
    var previousAnnounces = false
    for (order, index) in content.enumerated() {
      let line = lines[index]
      let next = order + 1 < content.count ? lines[content[order + 1]] : nil
      let isFree = line.marker == .none && line.role == .item
      defer {
        previousWasBare = isFree && line.isBare && lines[index].marker == .none
        previousAnnounces = line.endsWithColon
      }
      guard isFree, let next, next.indent < line.indent + 2 else { continue }
      let isRunOfBoxes = previousWasBare || (next.marker == .none && next.role == .item && next.isBare && !next.isBold)
      if (line.isBold && !line.isSentence) || (line.endsWithColon && line.isShort) || (line.isBare && !isRunOfBoxes && !previousAnnounces) || isNamedTitle(line)
      {
        lines[index].marker = .title
      }
    }
  }

  /// `处理流程: 遗漏构成品`
  private func isNamedTitle(_ line: PlainLine) -> Bool {
    guard line.isShort, !line.isSentence, let colon = line.text.text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    return ["流程", "方法", "步骤", "定义", "范围", "procedure", "process", "steps"].contains { line.text.text[..<colon].trimmed.lowercased().hasSuffix($0) }
  }
}
