/// The words of the language, in both tongues. A keyword with a colon takes either colon.
enum Keywords {
  static let when = ["条件", "若", "如果", "when", "if"]
  static let note = ["注", "注意", "备注", "说明", "note"]
  static let say = ["话术", "参考话术", "对商家的参考话术", "对用户的参考话术", "say"]
  static let never = ["禁止", "不得", "never"]
  static let promise = ["承诺", "promise"]
  static let followUp = ["跟单", "follow up", "follow-up"]
  static let conclude = ["结论", "conclude", "conclusion"]
  static let ruling = ["裁定", "暂定裁定", "判责", "rule", "ruling"]
  static let finalRuling = ["最终裁定", "终裁", "final ruling"]
  static let overturn = ["推翻裁定", "撤销裁定", "overturn the ruling", "overturn ruling"]
  static let refundFirst = ["先退后追", "先赔后追", "refund first", "pay first"]
  static let wait = ["等待", "wait for", "wait"]
  static let goBack = ["回到", "返回到", "go back to", "back to"]
  static let handOff = ["转人工", "转交人工", "hand over to a person", "hand to a person", "hand over", "hand to"]
  static let contact = ["协助联系", "联系", "外呼", "contact", "call"]
  static let decide = ["判断", "核实", "确认", "查明", "判定", "核对", "decide", "establish", "determine", "check", "verify", "confirm"]
  static let otherwise = ["其他", "其它", "否则", "其余", "otherwise", "else", "anything else", "other cases"]
  static let unknown = ["未知", "不清楚", "不明", "无法确认", "unknown", "not known", "unclear"]
  static let provisional = ["暂定", "provisional"]

  static let online = ["在线侧", "线上侧", "online"]
  static let phone = ["电话侧", "热线侧", "phone"]
}

extension Substring {
  /// What stands behind `keyword：`, trimmed; nil when the text doesn't begin so. The keyword counts whatever its letter case.
  func behind(_ keywords: [String]) -> Substring? {
    for keyword in keywords {
      guard let rest = dropping(keyword: keyword) else { continue }
      let spaced = rest.drop(while: \.isWhitespace)
      if spaced.first == ":" || spaced.first == "：" { return spaced.dropFirst().trimmed }
    }
    return nil
  }

  /// What stands behind a leading keyword, trimmed; nil when there is none. A Latin keyword must end at a word's end.
  func behind(word keywords: [String]) -> (keyword: String, rest: Substring)? {
    for keyword in keywords {
      guard let rest = dropping(keyword: keyword) else { continue }
      if keyword.last?.isASCII == true, let next = rest.first, next.isASCII, next.isLetter || next.isNumber { continue }
      return (keyword, rest.trimmed)
    }
    return nil
  }

  private func dropping(keyword: String) -> Substring? {
    guard let behind = endOfKeyword(keyword) else { return nil }
    if self[behind...].beginsPlainly { return self[behind...] }
    return droppingByCharacters(keyword)
  }

  /// By bytes, ASCII letters whatever their case: most texts don't begin with most keywords.
  private func endOfKeyword(_ keyword: String) -> Index? {
    var here = utf8.startIndex
    for wanted in keyword.utf8 {
      guard here < utf8.endIndex, utf8[here].asciiLowercased == wanted.asciiLowercased else { return nil }
      here = utf8.index(after: here)
    }
    return here
  }

  /// For a keyword behind which stands something that might belong to its last letter.
  private func droppingByCharacters(_ keyword: String) -> Substring? {
    var index = startIndex
    for wanted in keyword {
      guard index < endIndex else { return nil }
      let here = self[index]
      guard here == wanted || here.lowercased() == wanted.lowercased() else { return nil }
      index = self.index(after: index)
    }
    return self[index...]
  }

  /// Without the numbering of outlines: `一、` `（一）` `1.` `2)` `A、` `第一步：` `Step 1:`.
  var withoutNumbering: Substring {
    let text = trimmed
    guard let first = text.first, first.isASCII || "第（一二三四五六七八九十百".contains(first) else { return text }
    let chinese = "一二三四五六七八九十百"
    func isCount(_ part: Substring) -> Bool {
      !part.isEmpty && part.count <= 4 && (part.allSatisfy { chinese.contains($0) } || part.allSatisfy { $0.isASCII && $0.isNumber })
    }
    if text.first == "第", let end = text.firstIndex(of: "步"), isCount(text[text.index(after: text.startIndex)..<end]) {
      let rest = text[text.index(after: end)...].drop(while: \.isWhitespace)
      if let mark = rest.first, "：:、,，.".contains(mark) { return rest.dropFirst().trimmed }
    }
    if let step = text.behind(word: ["step"]) {
      let digits = step.rest.prefix(while: { $0.isASCII && $0.isNumber })
      let rest = step.rest[digits.endIndex...].drop(while: \.isWhitespace)
      if !digits.isEmpty, let mark = rest.first, "：:.、)".contains(mark) { return rest.dropFirst().trimmed }
    }
    if text.first == "（" || text.first == "(", let end = text.firstIndex(where: { $0 == "）" || $0 == ")" }) {
      if isCount(text[text.index(after: text.startIndex)..<end]) { return text[text.index(after: end)...].trimmed }
    }
    let head = text.prefix(while: { ($0.isASCII && $0.isNumber) || chinese.contains($0) })
    if isCount(head), let mark = text[head.endIndex...].first, "、.)）．".contains(mark) {
      let rest = text[head.endIndex...].dropFirst()
      if rest.first.map({ $0.isASCII && $0.isNumber }) != true { return rest.trimmed }
    }
    if let letter = text.first, letter.isASCII, letter.isUppercase, text.dropFirst().first == "、" { return text.dropFirst(2).trimmed }
    return text
  }

  /// Cut at any of the separators that stand outside parentheses and 【】; parts are trimmed, empty ones dropped. A separator made of letters must stand between spaces.
  func cutOutsideBrackets(at separators: [String]) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      let character = self[index]
      if "（(【[".contains(character) { depth += 1 }
      if "）)】]".contains(character) { depth = Swift.max(0, depth - 1) }
      if depth == 0, let separator = separators.first(where: { self[index...].hasPrefix($0) && isWhole($0, at: index) }) {
        parts.append(self[start..<index].trimmed)
        index = self.index(index, offsetBy: separator.count)
        start = index
      } else {
        index = self.index(after: index)
      }
    }
    parts.append(self[start...].trimmed)
    return parts.filter { !$0.isEmpty }
  }

  private func isWhole(_ separator: String, at index: Index) -> Bool {
    guard separator.first?.isASCII == true, separator.first?.isLetter == true else { return true }
    let before = index == startIndex ? " " : self[self.index(before: index)]
    let after = self[index...].dropFirst(separator.count).first ?? " "
    return before.isWhitespace && after.isWhitespace
  }

  /// What the parentheses hold that close at the end of the text, and the head before them.
  var parenthesised: (head: Substring, inside: Substring)? {
    let body = trimmed
    guard let last = body.last, last == "）" || last == ")" else { return nil }
    let close = body.index(before: body.endIndex)
    var depth = 1
    var open = close
    while open > body.startIndex {
      open = body.index(before: open)
      if "）)".contains(body[open]) { depth += 1 }
      if "（(".contains(body[open]) { depth -= 1 }
      if depth == 0 { return (body[..<open].trimmed, body[body.index(after: open)..<close].trimmed) }
    }
    return nil
  }

  /// Without `。`, `；` or a single `.` at the end.
  var withoutFullStop: Substring {
    let text = trimmed
    guard let last = text.last, "。．.；;".contains(last), !(last == "." && text.dropLast().last == ".") else { return text }
    return text.dropLast().trimmed
  }
}
