import Playbook

/// What a name means, shown beside it.
extension Workspace {
  mutating func hover(_ pointed: Pointed) -> JSON {
    guard let survey = context(of: pointed.path) else { return .null }
    let language = survey.language
    if let mention = survey.symbols.mention(in: pointed.path, line: pointed.line, column: pointed.column) {
      let words = SymbolWords(survey: survey, language: language).card(mention.symbol)
      return ["contents": ["kind": "markdown", "value": .string(words)], "range": pointed.text.span(mention.place).json]
    }
    guard let (amount, place) = duration(pointed) else { return .null }
    return [
      "contents": ["kind": "markdown", "value": .string(words(for: amount, survey.calendar, language))],
      "range": pointed.text.span(place).json,
    ]
  }

  /// The longest amount of time around the position: `2 个工作日`, `30 min of service time`.
  private func duration(_ pointed: Pointed) -> (Allowance, Place)? {
    let line = Array(pointed.text.lines.line(pointed.line).unicodeScalars)
    let at = pointed.column - 1
    // An amount has a few words; looking farther would make long lines slow.
    let reach = 24
    let digits = (max(0, at - reach)..<max(min(line.count, at + 1), max(0, at - reach))).filter { isCount(line[$0]) && ($0 == 0 || !isCount(line[$0 - 1])) }
    for start in digits {
      for end in stride(from: min(line.count, start + reach), to: max(start + 1, at), by: -1) {
        guard line[end - 1] != " ", !isCount(line[end - 1]) else { continue }
        guard end == line.count || !(isLatin(line[end]) && isLatin(line[end - 1])) else { continue }
        let text = String(String.UnicodeScalarView(line[start..<end]))
        if let amount = Allowance(text) {
          return (amount, Place(line: pointed.line, column: start + 1, endLine: pointed.line, endColumn: end + 1))
        }
      }
    }
    return nil
  }

  private func isCount(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar) || scalar == "半" || scalar == "." }

  private func isLatin(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }

  private func words(for amount: Allowance, _ calendar: ServiceCalendar?, _ language: Language) -> String {
    let name = "**\(amount.text(in: language))**"
    switch amount {
    case .wall(let time):
      return name + language.words("：按钟点算，共 \(time.seconds) 秒；不看服务时间", ": by the wall clock, \(time.seconds) s; service hours don't matter")
    case .service, .workingDays:
      let counted = language.words("：按日历算", ": counted by the calendar")
      return name + counted
        + (calendar.map { language.words("“\($0.title)”", " “\($0.title)”") } ?? language.words("；本流程没有写 calendar", "; this playbook names no calendar"))
    }
  }
}
