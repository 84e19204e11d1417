/// What must hold on every path of a playbook, as its front matter says.
public struct Invariant: Hashable, Sendable {
  public let rule: Rule
  /// The sentence in the front matter.
  public let sentence: Sentence

  /// The forms an invariant can have.
  public enum Rule: Hashable, Sendable {
    /// Before a case ends, the action was run; with a condition, where that is established.
    case beforeEnd(Action.ID, when: Condition?)
    /// Whenever `before` is run, the action was run earlier.
    case actionBefore(Action.ID, before: Action.ID)
    /// Whenever `before` is run, the condition is established.
    case conditionBefore(Condition, before: Action.ID)
    /// Where the condition is established, the action is never run.
    case never(Action.ID, when: Condition)
  }
}

/// Reads the invariants of the main document; what isn't understood is told.
func readInvariants(_ document: Document, _ names: Names) -> ([Invariant], [Diagnostic]) {
  var invariants: [Invariant] = []
  var findings: [Diagnostic] = []
  for text in document.front.invariants {
    let place = document.place(ofFrontMatter: text)
    if let rule = readRule(text[...].trimmed, names) {
      invariants.append(Invariant(rule: rule, sentence: Sentence(text: text, file: document.source.path, place: place)))
    } else {
      findings.append(
        Diagnostic(
          check: UnreadablePartCheck.id, level: .error, file: document.source.path, place: place, language: document.language,
          message: .init(
            "不变式“\(text)”读不懂：写成“每个工单：结束前【动作】”“【动作】前：【动作】或条件”或“条件 …：不【动作】”，名称都要声明。",
            "The invariant “\(text)” isn't understood: write “every case: 【action】 before the end”, “before 【action】: 【action】 or a condition”, or “when …: no 【action】”, with declared names."
          )
        ))
    }
  }
  return (invariants, findings)
}

private func readRule(_ text: Substring, _ names: Names) -> Invariant.Rule? {
  let sides = text.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map(\.trimmed)
  guard sides.count == 2 else { return nil }
  let (head, body) = (sides[0], sides[1])
  if ["每个工单", "每件工单", "所有工单", "every case", "each case", "any case"].contains(head.lowercased()) {
    return endAction(body, names).map { .beforeEnd($0, when: nil) }
  }
  if let (_, condition) = head.behind(word: ["条件", "when"]) {
    guard let condition = readCondition(condition, names) else { return nil }
    if let action = endAction(body, names) { return .beforeEnd(action, when: condition) }
    if let (_, rest) = body.behind(word: ["不得", "不", "no", "never"]) { return soleAction(rest, names).map { .never($0, when: condition) } }
    return nil
  }
  let isBefore = head.hasSuffix("前") || head.behind(word: ["before"]) != nil
  guard isBefore, let before = brackets(in: head).first.flatMap({ names.action($0.name) })?.id else { return nil }
  if let action = soleAction(body, names) { return .actionBefore(action, before: before) }
  return readCondition(body, names).map { .conditionBefore($0, before: before) }
}

/// `结束前【A】`, `【A】 before the end`.
private func endAction(_ text: Substring, _ names: Names) -> Action.ID? {
  let action =
    if let (_, rest) = text.behind(word: ["结束前"]) { rest } else if text.lowercased().hasSuffix("before the end") {
      text.dropLast("before the end".count).trimmed
    } else { Substring("") }
  // Exactly one action and nothing else: `结束前不【A】` says the opposite, and a second action would be forgotten.
  return soleAction(action, names)
}

private func soleAction(_ text: Substring, _ names: Names) -> Action.ID? {
  guard let bracket = brackets(in: text).first, bracket.whole == text else { return nil }
  return names.action(bracket.name)?.id
}

private func readCondition(_ text: Substring, _ names: Names) -> Condition? {
  ConditionReader(names: names, fact: nil, answers: []).read(text)
}
