/// Names in decision tables, stories and the front matter.
extension MentionReading {
  mutating func readRules(_ table: MarkdownTable, _ section: Document.Section) {
    if let heading = section.heading, let title = section.name {
      let name = title.parenthesised.flatMap { $0.head.isEmpty ? nil : $0.head } ?? title
      note(Symbol(.table, String(name)), name, heading, isDeclaration: true)
    }
    var columns: [Fact.ID?] = []
    for heading in table.heading {
      let text = heading.text.trimmed
      let name = heading.codeParts.first ?? text.behind(word: ["→", "->", "=>", "⇒"])?.rest ?? text
      noteFact(name, heading)
      columns.append(names.fact(name)?.id)
    }
    for cells in table.rows {
      for case (let id?, let cell) in zip(columns, cells) {
        guard let values = values(of: id) else { continue }
        noteAll(values, in: cell.text[...], cell)
      }
    }
  }

  mutating func readStory(_ cell: RichText) {
    for phrase in cell.text[...].cutOutsideBrackets(at: ["；", ";"]) {
      if let bracket = brackets(in: phrase).first {
        noteBracketed(bracket, phrase, cell)
      } else if phrase.behind(["话术", "say", "人工", "person"]) != nil {
        // Words, not names.
      } else if let rest = phrase.behind(["开始", "start", "客服", "agent", "结论", "conclude"]) {
        if rest.contains("=") || rest.contains("＝") { noteConditions(in: rest, cell) }
      } else if let event = names.event(phrase) {
        note(Symbol(.event, event.id), phrase, cell)
      } else if names.leadingParty(phrase) != nil, !isSetting(phrase) {
        noteConditions(in: noteLeadingParty(phrase, cell), cell)
      } else if let rest = asked(phrase) {
        noteConditions(in: noteLeadingParty(rest, cell), cell)
      } else {
        noteConditions(in: phrase, cell)
      }
    }
  }

  /// `用户同意=是` where 用户 is a party, too.
  private func isSetting(_ phrase: Substring) -> Bool { readSetting(phrase, names) != nil }

  /// What stands behind `联系`, `询问`, `3 分钟后 再联系`.
  private func asked(_ phrase: Substring) -> Substring? {
    let words = ["再次联系", "再联系", "联系", "询问", "contact", "ask"]
    if let (_, rest) = phrase.behind(word: words) { return rest }
    guard let word = words.compactMap({ phrase.range(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    return names.leadingParty(phrase[word.upperBound...].trimmed) == nil ? nil : phrase[word.upperBound...].trimmed
  }

  private mutating func noteBracketed(_ bracket: BracketedName, _ phrase: Substring, _ cell: RichText) {
    let head = normalized(phrase[..<bracket.whole.startIndex])
    if ["跟单", "followup", "follow-up"].contains(head) {
      if let followUp = names.followUp(bracket.name) { note(Symbol(.followUp, followUp.id), bracket.name, cell) }
      return
    }
    noteAction(bracket, cell)
    guard let action = names.action(bracket.name) else { return }
    let end = phrase[bracket.whole.endIndex...].trimmed
    if let outcome = action.outcomes.first(where: { $0.isCalled(end) }) { note(Symbol(.outcome, outcome.id, of: action.id), end, cell) }
  }

  mutating func readFrontMatter() {
    let front = document.front
    for name in front.vocabulary {
      let place = document.place(ofFrontMatter: name)
      if place != .start { noteTarget(name, at: place) }
    }
    for text in front.invariants {
      let place = document.place(ofFrontMatter: text)
      guard place != .start else { continue }
      let rich = RichText(text: text, runs: [.init(offset: 0, line: place.line, column: place.column)], place: place)
      for bracket in brackets(in: rich.text[...]) { noteAction(bracket, rich) }
      for part in rich.text[...].split(whereSeparator: { "【】[]：:".contains($0) }) where names.action(part) == nil {
        noteConditions(in: part.behind(word: ["条件", "when"])?.rest ?? part, rich)
      }
    }
  }
}
