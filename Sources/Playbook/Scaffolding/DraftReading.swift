/// Reads an outline for what its sentences plainly name.
struct DraftReading {
  let document: Document
  var names: [DraftedName] = []
  var edits: [Int: DraftEdit] = [:]
  var reasons: [Int: Diagnostic.Message] = [:]
  private var language: Language { document.language }

  init(document: Document) { self.document = document }

  mutating func read(_ outline: [OutlineItem]) {
    var all: [OutlineItem] = []
    func gather(_ items: [OutlineItem]) {
      for item in items where !item.isAside {
        all.append(item)
        gather(item.children)
      }
    }
    gather(outline)
    addParties(all)
    // Twice declared would be an error: names are gathered first, then bound.
    for item in all { read(item) }
    var first: [DraftedName.Key: Int] = [:]
    var merged: [DraftedName] = []
    for name in names {
      if let index = first[name.key] {
        merged[index].values += name.values.filter { !merged[index].values.contains($0) }
        merged[index].wording = merged[index].wording ?? name.wording
      } else {
        first[name.key] = merged.count
        merged.append(name)
      }
    }
    names = merged
  }

  private mutating func read(_ item: OutlineItem) {
    let text = item.text.text.trimmed
    switch readForm(text, of: item.text) {
    case .decide: decision(item, text)
    case .actions(let bracketed): actions(bracketed.filter { $0.whole.first == "【" || language == .english }, item)
    case .wait(let rest): events(of: item, rest)
    case .plain where item.children.isEmpty && !item.isHeading: if !followUp(item, text) { order(item, text) }
    case .contact where item.children.isEmpty: _ = followUp(item, text)
    default: break
    }
  }

  // MARK: decisions

  /// `判断支付状态` with plain alternatives becomes ``判断 `支付状态` ``.
  private mutating func decision(_ item: OutlineItem, _ text: Substring) {
    let branches = item.children.compactMap { branchWords($0) }
    guard !branches.isEmpty, item.text.codes.isEmpty, let (_, rest) = text.withoutNumbering.behind(word: Keywords.decide) else { return }
    let line = item.text.place.line
    guard let label = factLabel(rest) else {
      reasons[line] = .init("判断的是什么不能一眼看出：写成“判断 `事实`”。", "What is decided isn't plain: write “Decide `fact`”.")
      return
    }
    guard let values = values(branches) else {
      reasons[line] = .init("选项不是一组并列的值，没有替它定。", "The alternatives aren't one list of values, so none was made.")
      return
    }
    if let same = names.first(where: { $0.kind == .fact && normalized($0.label) == normalized(label) }), Set(same.values) != Set(values) {
      reasons[line] = .init("前面也判断“\(label)”，选项却不同：是同一件事吗？", "“\(label)” is decided above with other alternatives: is it the same?")
      return
    }
    guard let range = sourceRange(of: label, in: item.text) else { return }
    let source = document.lines.line(line)
    let before = source[..<range.lowerBound]
    let blank = before.last.map { $0.isWhitespace || $0 == "*" } ?? true ? "" : " "
    let changed = "\(before)\(blank)`\(source[range])`\(source[range.upperBound...])"
    names.append(DraftedName(kind: .fact, label: String(label), line: line, values: values, isForEdits: true))
    edits[line] = DraftEdit(lines: [changed], needs: [.init(kind: .fact, label: String(label))])
  }

  private func branchWords(_ item: OutlineItem) -> Substring? {
    if !item.isAside, case .branch(let words) = readForm(item.text.text.trimmed, of: item.text) { words } else { nil }
  }

  /// The words up to the first mark, without `whether` and `the`; nil when they are several things or too long for a name.
  private func factLabel(_ rest: Substring) -> Substring? {
    let end = rest.firstIndex { "（(【[，,；;。：:、/＋+？?".contains($0) } ?? rest.endIndex
    if end < rest.endIndex, "、/＋+".contains(rest[end]) { return nil }
    var label = rest[..<end].trimmed
    for word in ["whether", "if", "which", "what", "the"] { label = label.behind(word: [word])?.rest ?? label }
    return isName(label) && label.count >= 2 ? label : nil
  }

  /// Nil when an alternative is more than a value.
  private func values(_ branches: [Substring]) -> [String]? {
    var values: [String] = []
    var hasRest = false
    for branch in branches {
      for part in branch.cutOutsideBrackets(at: ["或者", "或", "||", "or", "、", "/", "，", ","]) {
        if (Keywords.otherwise + Keywords.unknown).contains(where: { normalized($0) == normalized(part) }) {
          hasRest = true
          continue
        }
        guard isName(part), part.cutOutsideBrackets(at: ["并且", "而且", "且", "&&", "and"]).count == 1, !values.contains(String(part)) else { return nil }
        values.append(String(part))
      }
    }
    return values.count >= 2 || (values.count == 1 && hasRest) ? values : nil
  }

  // MARK: actions

  private mutating func actions(_ bracketed: [BracketedName], _ item: OutlineItem) {
    let line = item.text.place.line
    for (index, bracket) in bracketed.enumerated() {
      guard !isUnfinished(bracket.name) else {
        reasons[line] = .init("“\(bracket.name)”还没有写完，留给人。", "“\(bracket.name)” isn't finished and stays a person's.")
        continue
      }
      guard isName(bracket.name, longest: 40) else { continue }
      guard !item.text.text.replacing(bracket.whole, with: "").contains("/") else {
        reasons[line] = .init("一句里写了几条路，先拆成分支。", "Several ways stand in one sentence: write them as alternatives first.")
        continue
      }
      var name = DraftedName(kind: .action, label: String(bracket.name), line: line)
      name.actionKind = guessedKind(bracket.name)
      name.wording = wording(of: item)
      if index == bracketed.count - 1 { name.values = values(item.children.compactMap { branchWords($0) }) ?? [] }
      if name.actionKind == .money || name.actionKind == .disclose { guarded(&name, item, bracketed.count) } else { names.append(name) }
      let rest = item.text.text.replacing(bracket.whole, with: "").trimmed(of: ["+", "＋", "，", "。", "*"])
      if rest.count > 4 {
        reasons[line] = .init(
          "除了【\(bracket.name)】还有别的话，自动办时只做动作：要人做的另写一条。",
          "There is more than [\(bracket.name)], and only the action runs: write what a person has to do as an item of its own.")
      }
    }
  }

  /// Money and personal data need somebody's yes: it is asked for right before, where the sentence stands alone in its line.
  private mutating func guarded(_ name: inout DraftedName, _ item: OutlineItem, _ count: Int) {
    let line = item.text.place.line
    let isMoney = name.actionKind == .money
    let source = document.lines.line(line)
    let head = source.prefix { " \t-*+".contains($0) }.prefix { $0 != "*" || source.first == "*" }
    let marker = head.last { !$0.isWhitespace }
    guard count == 1, item.children.isEmpty, item.text.place.endLine == line, document.plain == nil, let marker, "-*+".contains(marker) else {
      reasons[line] =
        isMoney
        ? .init("动钱的动作要有前提：先写“判断 `批准\(name.label)`”，再声明。", "An action with money needs a requirement: decide on its approval first, then declare it.")
        : .init("给出个人信息要先征得同意：先写“判断 `同意\(name.label)`”，再声明。", "Giving personal data away needs consent: decide on it first, then declare the action.")
      return
    }
    let fact = language.words(isMoney ? "批准\(name.label)" : "对方同意\(name.label)", isMoney ? "approval of \(name.label)" : "consent to \(name.label)")
    name.requires = fact
    name.isForEdits = true
    let indent = String(repeating: " ", count: head.count - 2 > 0 ? head.count - 2 : 0)
    let words = item.text.text.trimmed
    names.append(name)
    names.append(DraftedName(kind: .fact, label: fact, line: line, values: [], isForEdits: true))
    edits[line] = DraftEdit(
      lines: [
        "\(indent)- \(language.words("判断", "Decide")) `\(fact)`", "\(indent)  - \(language.words("条件：是", "When: yes"))", "\(indent)    - \(words)",
        "\(indent)  - \(language.words("条件：否 或 未知", "When: no or unknown"))", "\(indent)    - \(language.words("转人工", "Hand over"))",
      ],
      needs: [name.key, .init(kind: .fact, label: fact)])
  }

  /// `话术：` below an action. What is said to somebody else, for example, or one of several wordings isn't what the action says.
  private func wording(of item: OutlineItem) -> String? {
    for child in item.children {
      guard let words = child.text.text.trimmed.behind(["话术", "say"]), brackets(in: words).isEmpty, words.range(of: "2.") == nil else { continue }
      return cell(words)
    }
    return nil
  }

  private func cell(_ words: Substring) -> String? {
    words.isEmpty || words.contains { "{}|\n".contains($0) } ? nil : String(words)
  }

  /// A short order in one clause is an action: `登记报损`.
  private mutating func order(_ item: OutlineItem, _ text: Substring) {
    let line = item.text.place.line
    let spoken = text.withoutNumbering.withoutFullStop
    guard isName(spoken, longest: language == .chinese ? 14 : 40), item.text.codes.isEmpty, item.text.links.isEmpty,
      spoken.behind(word: orderVerbs) != nil, !isUnfinished(spoken)
    else { return }
    let kind = guessedKind(spoken)
    guard kind != .money, kind != .disclose, let range = sourceRange(of: spoken, in: item.text) else { return }
    let source = document.lines.line(line)
    names.append(DraftedName(kind: .action, label: String(spoken), line: line, actionKind: kind, isForEdits: true))
    edits[line] = DraftEdit(
      lines: ["\(source[..<range.lowerBound])【\(spoken)】\(source[range.upperBound...])"], needs: [.init(kind: .action, label: String(spoken))])
  }

  // MARK: follow-ups and events

  /// `联系不到用户-联系跟单` becomes `跟单【联系跟单】（联系不到用户）`.
  private mutating func followUp(_ item: OutlineItem, _ text: Substring) -> Bool {
    let parts = text.withoutNumbering.withoutFullStop.split(whereSeparator: { language.words("-－—–", "—–").contains($0) }).map(\.trimmed)
    guard (1...2).contains(parts.count), let name = parts.last, isName(name), name.lowercased().hasSuffix(language.words("跟单", "follow-up").lowercased()),
      name.count > 2, let range = sourceRange(of: text.withoutNumbering.withoutFullStop, in: item.text)
    else { return false }
    let line = item.text.place.line
    let source = document.lines.line(line)
    let rest = parts.count == 2 ? language.words("（\(parts[0])）", " (\(parts[0]))") : ""
    names.append(DraftedName(kind: .followUp, label: String(name), line: line, isForEdits: true))
    edits[line] = DraftEdit(
      lines: ["\(source[..<range.lowerBound])\(language.words("跟单", "Follow up "))【\(name)】\(rest)\(source[range.upperBound...])"],
      needs: [.init(kind: .followUp, label: String(name))])
    return true
  }

  /// What may happen during a wait, besides its end.
  private mutating func events(of item: OutlineItem, _ rest: Substring) {
    guard Allowance(rest.parenthesised?.head ?? rest) != nil else { return }
    for branch in item.children.compactMap({ branchWords($0) }) {
      for part in branch.cutOutsideBrackets(at: ["或者", "或", "or", "、", "/"]) where isName(part) && !part.contains(where: { "=＝".contains($0) }) {
        if (WaitAnswer.labels + Keywords.otherwise).contains(where: { normalized($0) == normalized(part) }) { continue }
        names.append(DraftedName(kind: .event, label: String(part), line: item.text.place.line))
      }
    }
  }

  // MARK: parties

  private mutating func addParties(_ items: [OutlineItem]) {
    for party in partyWords {
      var found: [String] = []
      var line = 0
      for item in items {
        let text = item.text.text.lowercased()[...]
        for word in party where !found.contains(word) && text.range(of: word) != nil {
          if found.isEmpty { line = item.text.place.line }
          found.append(word)
        }
      }
      if let first = found.first { names.append(DraftedName(kind: .party, label: first, line: line, aliases: Array(found.dropFirst()))) }
    }
  }

  // MARK: places

  /// Where the words stand in their line, if they stand there as they are read.
  private func sourceRange(of words: Substring, in rich: RichText) -> Range<String.Index>? {
    let place = rich.place(of: words)
    let source = document.lines.line(place.line)
    guard place.line == place.endLine, place.line == rich.place.line,
      let start = source.unicodeScalars.index(source.startIndex, offsetBy: place.column - 1, limitedBy: source.endIndex),
      let end = source.unicodeScalars.index(source.startIndex, offsetBy: place.endColumn - 1, limitedBy: source.endIndex), start < end,
      source[start..<end] == words
    else { return nil }
    return start..<end
  }
}
