/// **Finds** a sentence that hides alternatives: `返餐中：问骑手 / 已返回门店：问商家`; or a condition in the middle of it: `如用户同意可以告知号码`.
///
/// **Matters** because only what stands as an alternative is asked, checked and counted; what hides in a sentence each reader decides alone, and the
/// other case has no words at all.
///
/// ```
/// - 告知订单情况，如用户同意可以提供号码    这句话里藏着条件“如用户同意”，另一种情形没有写。
/// ```
///
/// **Close it** with `条件：…` for each case. **Level**: warning.
enum HiddenAlternativeCheck: Check {
  static let id = "hidden-alternative"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("一句话里藏着分支", "A sentence that hides alternatives")
  static let help = Diagnostic.Message("把句中的各种情形写成“条件：…”分支。", "Write each case of the sentence as a `When:` alternative.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var told: Set<Sentence> = []
    return checked.steps.compactMap { step in
      guard case .manual = step.kind, step.branches.isEmpty, told.insert(step.sentence).inserted else { return nil }
      let text = step.sentence.examined.withoutScript.withoutExamples
      let labelled = labelledCases(in: text)
      if labelled.count > 1 {
        let bullets = labelled.map { checked.plan.language.words("- 条件：\($0)", "- When: \($0)") }
        return checked.finding(
          Self.self, .warning, at: step.sentence, "这句话里藏着分支：\(labelled.map { "“\($0)”" }.joined(separator: "、"))，其余情形没有写。",
          "This sentence hides alternatives: \(labelled.map { "“\($0)”" }.joined(separator: ", ")); nothing is said of the rest.",
          story: checked.story(to: step),
          suggestion: bullets.joined(separator: "\n"))
      }
      guard let condition = condition(in: text), !statesBoth(text) else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "这句话里藏着条件“\(condition)”，另一种情形没有写。",
        "This sentence hides the condition “\(condition)”; nothing is said of the other case.", story: checked.story(to: step),
        suggestion: checked.plan.language.words("- 条件：\(condition)\n- 条件：其他", "- When: \(condition)\n- When: Otherwise"))
    }
  }

  /// `A：… / B：…`: the cases A and B.
  private static func labelledCases(in text: String) -> [Substring] {
    // Most sentences have nothing of the kind: that is seen by their bytes alone.
    guard text.contains("/") || text.contains("；") || text.contains(";"), text.contains("：") || text.contains(":") else { return [] }
    let segments = text[...].cutOutsideBrackets(at: ["/", "；", ";"])
    guard segments.count > 1 else { return [] }
    let longestLabel = 12
    let labels = segments.compactMap { segment -> Substring? in
      guard let colon = segment.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
      let label = segment[..<colon].trimmed.withoutNumbering
      return label.isEmpty || label.count > longestLabel ? nil : label
    }
    return labels.count == segments.count ? labels : []
  }

  private static let clauseEnds: Set<Character> = ["，", "。", "；", "（", "）", "(", ")", ",", ";", "：", ":", ".", "！", "？"]
  private static let consequences = ["可", "则", "优先", "请", "需", "就", "须", "应", "再", "要", "will", "may", "should", "must", "can", "then"]

  /// What every condition begins or ends with.
  private static let openings = ["如", "若", "的话", "if", "If", "IF", "iF"]

  /// `如用户同意` in `如用户同意可以把号码告知商家`; a list of examples behind `如` is no condition.
  private static func condition(in text: String) -> Substring? {
    guard openings.contains(where: { text.contains($0) }) else { return nil }
    let clauses = text[...].cut(at: clauseEnds)
    for (index, clause) in clauses.enumerated() {
      if let (_, rest) = clause.behind(word: ["if"]), !rest.isEmpty { return clause }
      if clause.contains("的话"), let end = clause.range(of: "的话") { return clause[..<end.lowerBound] }
      if ["如果", "若", "假如", "倘若"].contains(where: { clause.hasPrefix($0) }), !clause.hasPrefix("若干") { return clause.upToConsequence(consequences) }
      guard clause.hasPrefix("如"), !["如何", "如下", "如上", "如图", "如实", "如期", "如有", "如同", "如此"].contains(where: { clause.hasPrefix($0) }) else { continue }
      let following = index + 1 < clauses.count ? clauses[index + 1] : ""
      if consequences.contains(where: { clause.dropFirst(3).consequence($0) != nil || following.hasPrefix($0) }) { return clause.upToConsequence(consequences) }
    }
    return nil
  }

  /// `否则`, `反之`: the other case is there.
  private static func statesBoth(_ text: String) -> Bool {
    ["否则", "反之", "反正则", "otherwise", "if not"].contains { text.lowercased().contains($0) }
  }
}

extension String {
  /// What a sentence says before it quotes the words to be spoken: conditions in those are the speaker's.
  fileprivate var withoutScript: String {
    let marks = ["参考话术", "话术：", "话术:", "script:", "say:"]
    return marks.compactMap { self[...].range(of: $0)?.lowerBound }.min().map { String(self[..<$0]) } ?? self
  }
}

extension String {
  /// Without `（如多次投诉）`: one thing in parentheses behind `如`, or quoted words, is an example.
  fileprivate var withoutExamples: String {
    var rest = self[...]
    var kept = ""
    while let open = rest.firstIndex(where: { $0 == "（" || $0 == "(" }) {
      let inside = rest[rest.index(after: open)...]
      let end = inside.firstIndex { $0 == "）" || $0 == ")" } ?? inside.endIndex
      let body = inside[..<end]
      let isQuoted = body.dropFirst().first.map { "“「\"".contains($0) } ?? false
      let isExample = body.first == "如" && (isQuoted || !body.contains { "，,；;。".contains($0) } || body.dropFirst().contains { $0 == ":" || $0 == "：" })
      kept += isExample ? rest[..<open] : rest[..<end]
      rest = inside[end...]
      if isExample { rest = rest.dropFirst() }
    }
    return kept + rest
  }
}

extension Substring {
  /// Where the word stands as one of its own: the `请` of `申请` and the `应` of `响应` follow from nothing.
  fileprivate func consequence(_ word: String) -> Index? {
    let others = ["申请", "邀请", "响应", "相应", "反应", "对应", "就医", "就餐", "主要", "必要", "重要", "要求", "需求", "可能", "认可", "许可", "再次"]
    var rest = self
    while let range = rest.range(of: word) {
      let around = self[(range.lowerBound == startIndex ? startIndex : index(before: range.lowerBound))...].prefix(word.count + 2)
      if !others.contains(where: { around.hasPrefix($0) && $0.hasSuffix(word) || around.dropFirst(range.lowerBound == startIndex ? 0 : 1).hasPrefix($0) }) {
        return range.lowerBound
      }
      rest = self[range.upperBound...]
    }
    return nil
  }

  /// The condition without what follows from it: `如用户同意` of `如用户同意可以告知`.
  fileprivate func upToConsequence(_ words: [String]) -> Substring {
    let places = words.compactMap { dropFirst(3).consequence($0) }
    return places.min().map { self[..<$0].trimmed } ?? self
  }
}
