/// The terms of contact and of promises: what stands in their parentheses and clauses.
extension ProcedureReading {
  private static let mostAttempts = 20

  mutating func contact(_ rest: Substring, _ rich: RichText) -> StepKind {
    // `联系用户（如需要）并告知（餐品）` has no terms: they are one pair of parentheses behind the party.
    let terms = rest.parenthesised.flatMap { $0.head.contains(where: { "（(".contains($0) }) ? nil : $0 }
    let (head, inside) = terms ?? (rest, "")
    // `联系用户是否要餐` names a purpose behind the party: allowed, shown with the step.
    guard let party = names.leadingParty(head)?.0 else { return .manual(reading: .contact) }
    var ladder: [Party.Rung] = []
    var channel: ChannelName?
    var attempts = 1
    var pause = TimeAmount.minutes(3)
    var notice: ContactNotice?
    for part in inside.cutOutsideBrackets(at: ["；", ";", "，", ","]) {
      if let label = ChannelName(label: part) {
        channel = label
      } else if let count = readAttempts(part), (1...Self.mostAttempts).contains(count) {
        attempts = count
      } else if let gap = readPause(part) {
        pause = gap
      } else if let told = readNotice(part, rich) {
        notice = told
      } else if let rung = readRung(part, names) {
        ladder.append(rung)
      } else {
        report(
          UnreadablePartCheck.id, .error, rich.place(of: part),
          .init(
            "“\(part)”读不懂：括号里写次序（先 甲，再 乙）、渠道、次数（2 次）和间隔（间隔 3 分钟）。",
            "“\(part)” isn't understood: the parentheses hold the order (first A, then B), the channel, the attempts (2 attempts) and the pause (3 min apart).")
        )
      }
    }
    if ladder.isEmpty { ladder = party.ladder.isEmpty ? [Party.Rung(party: party.id)] : party.ladder }
    return .contact(
      ContactTerms(party: party.id, ladder: ladder, channel: channel ?? party.channel ?? .phone, attempts: attempts, pause: pause, notice: notice))
  }

  /// `间隔 3 分钟`, `3 min apart`, `every 3 min`.
  private func readPause(_ text: Substring) -> TimeAmount? {
    if let (_, rest) = text.behind(word: ["间隔", "每隔", "每", "every"]) { return TimeAmount(rest) }
    for ending in ["apart", "between"] where text.lowercased().hasSuffix(ending) { return TimeAmount(text.dropLast(ending.count).trimmed) }
    return nil
  }

  /// Who promises, and what stands behind. An owner that isn't declared is told of; the promise has none then.
  private mutating func promiseOwner(_ clause: Substring, _ rich: RichText) -> (Party.ID?, rest: Substring) {
    if let (party, rest) = names.leadingParty(clause) { return (party.id, rest) }
    for start in ["在", "within"] {
      guard let place = clause.range(of: start), place.lowerBound > clause.startIndex, readTerm(clause[place.lowerBound...]) != nil else { continue }
      let name = clause[..<place.lowerBound].trimmed
      let nearest = names.nearest(to: name, among: names.vocabulary.parties.flatMap(\.labels))
      reportUnknown(name, rich, kind: ("角色", "party"), nearest: nearest, level: .warning)
      return (nil, clause[place.lowerBound...])
    }
    return (nil, clause)
  }

  mutating func promise(_ words: Substring, _ rich: RichText) -> StepKind {
    let clauses = words.cutOutsideBrackets(at: ["；", ";"])
    guard let first = clauses.first else { return .manual(reading: .plain) }
    let (owner, afterOwner) = promiseOwner(first, rich)
    guard let (within, text) = readTerm(afterOwner) else {
      report(
        UnreadablePartCheck.id, .warning, rich.place(of: words),
        .init(
          "承诺没有写明期限，将由人来跟：写成“承诺：骑手 在 5 分钟内 上传照片”。", "The promise has no time to be kept in, so a person must watch it: write “Promise: rider within 5 min …”."))
      return .manual(reading: .plain)
    }
    guard isCountable(within, words, rich) else { return .manual(reading: .plain) }
    var otherwise: ActionCall?
    var takenOverBy: String?
    for clause in clauses.dropFirst() {
      guard let bracket = brackets(in: clause).first else {
        takenOverBy = takenOverBy ?? readTakeOver(clause)
        continue
      }
      if let action = names.action(bracket.name) {
        otherwise = ActionCall(action: action.id, arguments: arguments(bracket, action, rich))
      } else {
        reportUnknownAction(bracket.name, rich, .error)
      }
    }
    let keptBy = names.vocabulary.events.first { event in event.labels.contains { normalized(text).contains(normalized($0)) } }
    return .promise(PromiseTerms(owner: owner, within: within, text: String(text), keptBy: keptBy?.id, otherwise: otherwise, takenOverBy: takenOverBy))
  }

  /// `超时 则 转人工（主管）`, `else hand over (supervisor)`: the role that takes over, empty for any agent.
  private func readTakeOver(_ clause: Substring) -> String? {
    let (head, inside) = clause.parenthesised ?? (clause, "")
    for keyword in Keywords.handOff + ["接手", "take over"] where head.lowercased().hasSuffix(keyword) {
      if !inside.isEmpty { return String(inside) }
      // `超时 则 主管 接手`
      let before = head.dropLast(keyword.count).trimmed
      let words = before.split(separator: " ").map { $0.trimmed(of: ["，", ","]) }
      return words.last.flatMap { names.party($0) }?.name ?? ""
    }
    return nil
  }

  /// Service time and working days need a calendar: without one a person keeps the time, and is told why.
  mutating func isCountable(_ allowance: Allowance, _ text: Substring, _ rich: RichText) -> Bool {
    guard allowance.needsCalendar, !hasCalendar else { return true }
    report(CalendarCheck.id, .warning, rich.place(of: text), CalendarCheck.message(without: allowance))
    return false
  }

  /// `在 5 分钟内 上传照片`, `within 5 min upload the photo`.
  private func readTerm(_ text: Substring) -> (Allowance, Substring)? {
    if let (_, rest) = text.behind(word: ["在"]), let end = rest.firstIndex(of: "内") {
      guard let within = Allowance(rest[..<end].trimmed) else { return nil }
      return (within, rest[rest.index(after: end)...].trimmed)
    }
    guard let (_, rest) = text.behind(word: ["within"]) else { return nil }
    let words = rest.split(separator: " ")
    // The most words that are an amount: `5 min`, `1 h 30 min`, `30 min of service time`.
    for count in stride(from: min(words.count, 7), to: 0, by: -1) {
      guard let within = Allowance(words[..<count].joined(separator: " ")) else { continue }
      return (within, words.count > count ? rest[words[count].startIndex...] : "")
    }
    return nil
  }
}
