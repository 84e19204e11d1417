import Playbook

/// Reads what stands before the cursor: which names may follow, and how much of one is written.
struct CompletionLine {
  let before: String
  let behind: String
  /// From 1.
  let number: Int
  let path: String
  let lines: SourceLines
  let survey: Survey

  /// What is asked for.
  struct Asked {
    let wanted: [Completion.Wanted]
    /// What is written of the name; it is replaced.
    let partial: Substring
    /// What has to stand around the name.
    var before = ""
    var behind = ""
  }

  var vocabulary: Vocabulary { survey.vocabulary }

  var asked: Asked? {
    if before.hasPrefix("#") { return Asked(wanted: [.words(CompletionWords.sections)], partial: before.drop { $0 == "#" || $0 == " " }) }
    if before.filter({ $0 == "`" }).count % 2 == 1, let tick = before.lastIndex(of: "`") {
      return closing(Asked(wanted: [.facts], partial: before[before.index(after: tick)...]), with: "`")
    }
    if let slot = open("{", "}") { return closing(Asked(wanted: [.facts], partial: slot), with: "}") }
    if let inside = open("【", "】") { return bracketed(inside, closedBy: "】") }
    if let inside = open("[", "]") { return bracketed(inside, closedBy: "]") }
    let bare = before.drop(while: \.isWhitespace)
    if bare.first == "|" { return inTable(bare) }
    return inOutline(bare)
  }

  /// What stands behind an opening that isn't closed.
  private func open(_ opening: Character, _ closing: Character) -> Substring? {
    guard let start = before.lastIndex(of: opening), !before[start...].contains(closing) else { return nil }
    return before[before.index(after: start)...]
  }

  private func closing(_ asked: Asked, with mark: String) -> Asked {
    var asked = asked
    asked.behind = behind.hasPrefix(mark) ? "" : mark
    return asked
  }

  private func bracketed(_ inside: Substring, closedBy mark: String) -> Asked {
    let head = before[..<inside.startIndex].dropLast().withoutSpaceAtEnd.lowercased()
    if let bar = inside.firstIndex(where: { $0 == "｜" || $0 == "|" }), let action = vocabulary.action(named: inside[..<bar]) {
      return Asked(wanted: [.parameters(action.id)], partial: inside.behindLast(of: ["｜", "|", "；", ";", "："]))
    }
    let wanted: Completion.Wanted =
      if ["跟单", "follow up", "follow-up"].contains(where: head.hasSuffix) { .followUps } else if ["话术：", "话术:", "say:", "say："].contains(where: head.hasSuffix)
      {
        .messages
      } else { .actions }
    return closing(Asked(wanted: [wanted], partial: inside), with: mark)
  }

  // MARK: sentences

  private func inOutline(_ line: Substring) -> Asked? {
    var text = line.withoutBullet
    for side in ["在线侧", "电话侧", "online", "phone"] { if let rest = text.behindKeyword([side], colon: true) { text = rest } }
    if let rest = text.behindKeyword(["条件", "若", "如果", "when", "if"], colon: true) {
      return compared(rest) ?? Asked(wanted: [.answers(survey.symbols.scope(in: path, line: number)), .comparedFacts], partial: rest.lastName)
    }
    if let rest = text.behindKeyword(["结论", "conclude", "conclusion"], colon: true) {
      return compared(rest) ?? Asked(wanted: [.comparedFacts], partial: rest.lastName)
    }
    if let rest = text.behindKeyword(["话术", "say"], colon: true) { return Asked(wanted: [.messages], partial: rest, before: "【", behind: "】") }
    if let rest = text.behindKeyword(["禁止", "不得", "never"], colon: true) {
      return Asked(wanted: [.actions], partial: rest.lastName, before: "【", behind: "】")
    }
    if let rest = text.behindKeyword(["承诺", "promise"], colon: true) { return Asked(wanted: [.parties], partial: rest) }
    if let rest = text.behindKeyword(["跟单", "follow up", "follow-up"]) { return Asked(wanted: [.followUps], partial: rest, before: "【", behind: "】") }
    if let rest = text.behindKeyword(["回到", "go back to"]) { return Asked(wanted: [.facts], partial: rest.lastName, before: "`", behind: "`") }
    if text.hasPrefix("向") || text.behindKeyword(["ask"]) != nil { return asking(text) }
    if let rest = text.behindKeyword(["等待", "wait"]) {
      guard let from = rest.firstRange(of: "自") ?? rest.firstRange(of: "from ") else { return nil }
      return Asked(wanted: [.times], partial: rest[from.upperBound...].drop(while: \.isWhitespace))
    }
    if let rest = text.behindKeyword(["协助联系", "联系", "外呼", "contact", "call"]) { return Asked(wanted: [.parties], partial: rest.lastName) }
    let decisions = ["判断", "核实", "确认", "查明", "判定", "核对", "decide", "establish", "determine", "check", "verify", "confirm"]
    if let rest = text.behindKeyword(decisions) { return Asked(wanted: [.facts], partial: rest.lastName, before: "`", behind: "`") }
    // The beginning of a bullet: any form may follow.
    guard line != text || line.isEmpty, text.count <= 12 else { return nil }
    return Asked(wanted: [.words(CompletionWords.forms(survey.language))], partial: text)
  }

  private func asking(_ text: Substring) -> Asked {
    if let verb = text.firstRange(of: "询问") ?? text.firstRange(of: " for ") {
      return Asked(wanted: [.facts], partial: text[verb.upperBound...].drop(while: \.isWhitespace))
    }
    return Asked(wanted: [.parties], partial: (text.hasPrefix("向") ? text.dropFirst() : text.dropFirst(3)).drop(while: \.isWhitespace))
  }

  /// `FACT=`, `FACT 是 `: the values of the fact.
  func compared(_ text: Substring) -> Asked? {
    let clause = text.behindLast(of: ["、", "，", ",", "；", ";", "（", "(", "且", "或", "：", ":"])
    for sign in ["=", "＝", "不是", "是", " is not ", " is "] {
      // The sign may be a part of the name: `是否到店 是 `.
      for range in clause.ranges(of: sign).reversed() {
        guard let fact = vocabulary.fact(named: clause[..<range.lowerBound].withoutSpaceAround) else { continue }
        return Asked(wanted: [.values(fact.id)], partial: clause[range.upperBound...].drop(while: \.isWhitespace))
      }
    }
    return nil
  }
}
