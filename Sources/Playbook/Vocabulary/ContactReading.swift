/// Reads what tables say of reaching people: consents, privacy numbers, who gets in touch, and the rules of contact.
extension VocabularyReading {
  /// Facts, parties and events are known by now.
  mutating func readContacts(_ table: VocabularyTable, of kind: SectionKind) {
    for row in table.rows {
      switch kind {
      case .facts: readConsent(row)
      case .parties: readNumberExpiry(row)
      case .events: readArrival(row)
      default: continue
      }
    }
  }

  /// `用户：向商家提供号码`.
  private mutating func readConsent(_ row: VocabularyTable.Row) {
    let text = row.text(.consent)
    guard !text.isEmpty, text != "-" else { return }
    let sides = text.split(maxSplits: 1, whereSeparator: { "：:".contains($0) }).map(\.trimmed)
    guard sides.count == 2, !sides[1].isEmpty, let party = names.party(sides[0]), case .flag? = vocabulary.fact(row.declaredID)?.type else {
      return reportUnreadable(
        row, .consent, text, "同意写成“角色：范围”，事实的类型为是否", "a consent is “PARTY: SCOPE” at a fact of the type flag")
    }
    vocabulary.contacts.consents[row.declaredID] = ConsentTerms(party: party.id, scope: String(sides[1]))
  }

  private mutating func readNumberExpiry(_ row: VocabularyTable.Row) {
    let text = row.text(.numberUntil)
    guard !text.isEmpty, text != "-" else { return }
    guard let fact = names.fact(text), case .time = fact.type else {
      return reportUnreadable(row, .numberUntil, text, "应为类型是时间的事实", "should be a fact of the type time")
    }
    vocabulary.contacts.numbersWorkUntil[row.declaredID] = fact.id
  }

  private mutating func readArrival(_ row: VocabularyTable.Row) {
    let text = row.text(.party)
    guard !text.isEmpty, text != "-" else { return }
    guard let party = names.party(text) else { return reportUnreadable(row, .party, text, "没有声明这个角色", "no such party is declared") }
    vocabulary.contacts.arrivals[row.declaredID] = party.id
  }

  // MARK: rules of contact

  mutating func readContactRules(of documents: [Document]) {
    for document in documents {
      self.document = document
      for section in document.sections where section.kind == .contactRules {
        for case .table(let table) in section.blocks { readContactRules(table) }
      }
    }
  }

  /// `电话、隐私号 | 每人 24 小时 3 次`; a row of one cell is for every channel.
  private mutating func readContactRules(_ table: MarkdownTable) {
    for cells in table.rows {
      let filled = cells.filter { !$0.text.trimmed.isEmpty }
      guard let ruleCell = filled.last else { continue }
      var channels: [ChannelName] = []
      if filled.count > 1 {
        for part in filled[0].text.trimmed.cut(at: ["、", ",", "，"]) where !["所有", "任何", "全部", "all", "any", "-"].contains(part.lowercased()) {
          guard let channel = ChannelName(label: part) else {
            let known = ChannelName.allCases.map { $0.name(in: document.language) }.joined(separator: document.language.words("、", ", "))
            reportRule(part, filled[0], "渠道为 \(known)", "a channel is one of \(known)")
            continue
          }
          channels.append(channel)
        }
        // A channel that nobody knows doesn't make the rule one for all.
        if channels.isEmpty, !["所有", "任何", "全部", "all", "any", "-"].contains(filled[0].text.trimmed.lowercased()) { continue }
      }
      if let limit = readLimit(ruleCell.text.trimmed) {
        vocabulary.contacts.rules.append(ContactRule(channels: channels, limit: limit))
      } else {
        reportRule(
          ruleCell.text.trimmed, ruleCell, "写成如“每人 24 小时 3 次”或“免打扰 22:00-08:00”",
          "write for example “3 times per person in 24 h” or “quiet 22:00-08:00”")
      }
    }
  }

  private mutating func reportRule(_ text: Substring, _ cell: RichText, _ chinese: String, _ english: String) {
    report(
      UnreadablePartCheck.id, .error, cell.place(of: text), .init("“\(text)”读不懂：\(chinese)。", "“\(text)” isn't understood: \(english)."))
  }

  private func readLimit(_ text: Substring) -> ContactRule.Limit? {
    if let (_, hours) = text.behind(word: ["免打扰", "不打扰", "quiet hours", "quiet", "no contact"]) { return QuietHours(hours).map { .quiet($0) } }
    var bare = text.lowercased()
    for word in ["每人", "每个人", "最多", "至多", "不超过", "per person", "at most", "within", " in ", " per ", "内"] { bare = bare.replacing(word, with: " ") }
    let words = bare[...].trimmed
    // The two parts may stand in either order: `24 小时 3 次`, `3 times 24 h`.
    for cut in words.indices.dropFirst() {
      let (left, right) = (words[..<cut].trimmed, words[cut...].trimmed)
      for (time, count) in [(left, right), (right, left)] {
        if let within = TimeAmount(time), within.seconds > 0, let most = readTimes(count), most > 0 { return .atMost(most, within: within) }
      }
    }
    return nil
  }

  /// `3 次`, `5 条`, `3 times`, `5 messages`.
  private func readTimes(_ text: Substring) -> Int? {
    if let count = readAttempts(text) { return count }
    let text = halfWidth(text)
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    let unit = text[digits.endIndex...].trimmed
    return ["条", "封", "通", "message", "messages", "call", "calls"].contains(String(unit)) ? Int(digits) : nil
  }
}

extension QuietHours {
  /// Reads `22:00-08:00`; nil when it isn't two different times of the day.
  init?(_ text: some StringProtocol) {
    let sides = text.split(whereSeparator: { "-–—~至".contains($0) }).map { clockMinutes(String($0)[...].trimmed) }
    guard sides.count == 2, let from = sides[0], let to = sides[1], from != to else { return nil }
    self.init(from: from, to: to)
  }
}

/// `22:00` in minutes since midnight.
private func clockMinutes(_ text: Substring) -> Int? {
  let parts = text.split(whereSeparator: { $0 == ":" || $0 == "：" }).map { Int($0) }
  guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour), (0..<60).contains(minute) else { return nil }
  return hour * 60 + minute <= 1440 ? hour * 60 + minute : nil
}
