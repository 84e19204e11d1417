/// A drafted text with where its lines come from.
struct DraftText {
  private(set) var text = ""
  private var origins: [Int] = [0]

  mutating func add(_ line: String, from origin: Int = 0) {
    text += line + "\n"
    origins.append(origin)
  }

  /// The line of the raw outline that a line was made from, or that its name was found on; 0 for none.
  func rawLine(_ line: Int) -> Int { origins.indices.contains(line) ? origins[line] : 0 }
}

extension Draft {
  private var language: Language { document.language }

  /// The raw lines with their changes, below front matter that names the vocabulary.
  func drawOutline(vocabularyFile: String) -> DraftText {
    var drawn = DraftText()
    let lines = document.lines
    var first = 1
    let (yaml, _, firstLine) = cutFrontMatter(document.source.text)
    drawn.add("---")
    if yaml != nil {
      for number in 2..<max(firstLine - 1, 2) { drawn.add(lines.line(number), from: number) }
      first = firstLine
    } else {
      if let title = document.title?.text.trimmed, !title.isEmpty { drawn.add("title: " + quoted(title)) }
      drawn.add("locale: \(language.rawValue)")
    }
    drawn.add("vocabulary: [\(quoted(vocabularyFile[...]))]")
    drawn.add("---")
    let last = lines.line(lines.count).isEmpty ? lines.count - 1 : lines.count
    for number in stride(from: first, through: last, by: 1) {
      for line in edits[number]?.lines ?? [lines.line(number)] { drawn.add(line, from: number) }
    }
    return drawn
  }

  private func quoted(_ text: Substring) -> String {
    if text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" }), text.first?.isLetter == true { return String(text) }
    return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  // MARK: vocabulary

  func drawVocabulary() -> DraftText {
    var drawn = DraftText()
    drawn.add(language.words("# 词汇（草稿）", "# Vocabulary (draft)"))
    drawn.add("")
    drawn.add(language.words("## 说明", "## Notes"))
    drawn.add("")
    drawn.add(
      language.words(
        "由流程的字句起草：名称、取值、来源、类别、间隔和期限都要人看过。",
        "Drafted from the words of the procedure: names, values, sources, kinds, intervals and limits are to be read by a person."))
    table(.party, language.words("角色", "Parties"), language.words("| 名称、别名 | 渠道 |", "| labels | channel |"), into: &drawn) { name in
      ([name.label] + name.aliases).joined(separator: language.words("、", ", ")) + " | "
    }
    table(.fact, language.words("事实", "Facts"), language.words("| id | 名称、别名 | 类型 | 取值（别名） | 来源 |", "| id | labels | type | values | sources |"), into: &drawn)
    { name in
      let isFlag =
        name.values.isEmpty || Set(name.values.map { $0.lowercased() }) == Set(language.words("是,否", "yes,no").split(separator: ",").map(String.init))
      let type = isFlag ? language.words("是否", "flag") : language.words("单选", "choice")
      return "\(name.label) | \(name.label) | \(type) | \(isFlag ? "" : choices(name.values)) | \(language.words("客服", "agent"))"
    }
    table(.event, language.words("事件", "Events"), language.words("| id | 名称 |", "| id | labels |"), into: &drawn) { "\($0.label) | \($0.label)" }
    let spoken = names.filter { $0.kind == .action && $0.wording != nil }
    if !spoken.isEmpty {
      heading(language.words("话术", "Messages"), language.words("| id | 名称 | 语言 | 文字 |", "| id | labels | language | text |"), 4, into: &drawn)
      for name in spoken { drawn.add("| \(message(name)) | \(message(name)) | \(language.rawValue) | \(name.wording ?? "") |", from: name.line) }
    }
    table(
      .action, language.words("动作", "Actions"), language.words("| id | 名称 | 类别 | 结果 | 前提 | 话术 |", "| id | labels | kind | outcomes | requires | message |"),
      into: &drawn
    ) { name in
      let kind = language.words(name.actionKind.labels[0], name.actionKind.rawValue)
      let requires = name.requires.map { $0 + language.words("=是", "=yes") } ?? ""
      return "\(name.label) | \(name.label) | \(kind) | \(outcomes(name.values)) | \(requires) | \(name.wording == nil ? "" : message(name))"
    }
    table(
      .followUp, language.words("跟单", "Follow-ups"),
      language.words("| id | 名称 | 流程 | 负责 | 间隔 | 期限 | 结果 |", "| id | labels | procedure | owner | interval | limit | outcomes |"), into: &drawn
    ) { name in
      let (owner, interval, limit) = (language.words("客服", "agent"), language.words("30 分钟", "30 min"), language.words("24 小时", "24 h"))
      return
        "\(name.label) | \(name.label) | #\(name.label) | \(owner) | \(interval) | \(limit) | \(choices(language.words("办成、期满未决", "settled、time over").cut(at: ["、"]).map(String.init)))"
    }
    for name in names where name.kind == .followUp {
      drawn.add("")
      drawn.add(language.words("## 流程：\(name.label)", "## Procedure: \(name.label)"), from: name.line)
      drawn.add("")
      drawn.add(language.words("- 由人跟进一次", "- A person looks into it"), from: name.line)
      drawn.add(language.words("  - 条件：办成", "  - When: settled"), from: name.line)
      drawn.add(language.words("    - 结论：办成", "    - Conclude: settled"), from: name.line)
      drawn.add(language.words("  - 条件：还没有", "  - When: not yet"), from: name.line)
    }
    return drawn
  }

  private func table(_ kind: DraftedName.Kind, _ title: String, _ columns: String, into drawn: inout DraftText, _ row: (DraftedName) -> String) {
    let rows = names.filter { $0.kind == kind }
    guard !rows.isEmpty else { return }
    heading(title, columns, columns.count { $0 == "|" } - 1, into: &drawn)
    for name in rows { drawn.add("| \(row(name)) |".replacing("  |", with: " |"), from: name.line) }
  }

  private func heading(_ title: String, _ columns: String, _ count: Int, into drawn: inout DraftText) {
    for line in ["", "## \(title)", "", columns, "|" + String(repeating: "---|", count: count)] { drawn.add(line) }
  }

  private func message(_ name: DraftedName) -> String { language.words("\(name.label)话术", "\(name.label) wording") }

  /// Names cut by `;`. What begins with Latin letters gets an id of its own, because the first word would be read as one.
  private func choices(_ values: [String]) -> String {
    values.map { value in
      guard let first = value.unicodeScalars.first, first.isASCII, value.contains(where: { $0.isWhitespace || !$0.isASCII }) else { return value }
      let id = value.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
      return "\(id.isEmpty ? "v" : id) \(value)"
    }.joined(separator: "; ")
  }

  private func outcomes(_ values: [String]) -> String {
    values.isEmpty ? "" : choices(values.map { value in isFailure(value) ? value + "!" : value })
  }

  private func isFailure(_ value: String) -> Bool {
    let text = value.lowercased()
    return ["失败", "未联系", "联系不", "未接", "没接", "打不通", "无人", "不成功", "超时", "failed", "not reached", "no answer", "unreachable"].contains {
      text[...].range(of: $0) != nil
    }
  }
}
