/// Reads an input cell: `A、B`, `不是 A`, `10–30 元`, `> 2 天`, `“*签收*”`, `未知`, `-`.
struct CellReading {
  let fact: Fact

  private static let nots = ["不是", "不为", "不含", "除", "≠", "!=", "is not", "not", "except"]
  private static let separators = ["、", "，", ",", "；", ";", "/", "或者", "或", "or"]

  static func isAnything(_ text: Substring) -> Bool {
    ["", "-", "*", "任意", "不限", "any", "anything"].contains(normalized(text))
  }

  func read(_ text: Substring) -> Result<CellTest, CellFault> {
    if Self.isAnything(text) { return .success(.anything) }
    // A value that is called “不是…” or has a separator in its name means itself.
    if let whole = closed(text) { return .success(CellTest(known: .values([whole]), takesUnknown: false)) }
    var body = text
    var isNot = false
    if let (_, rest) = text.behind(word: Self.nots) {
      (body, isNot) = (rest, true)
      for ending in ["以外", "之外"] where body.hasSuffix(ending) { body = body.dropLast(ending.count).trimmed }
    }
    var parts = Parts()
    // `5 or more` has a separator in it and means one thing.
    if fact.values == nil, let span = SpanReading(fact: fact).read(body) {
      if span.isEmpty { return .failure(CellFault(part: body, kind: .emptyRange)) }
      parts.spans = [span]
      return .success(parts.test(of: fact, isNot: isNot))
    }
    for part in body.cutOutsideQuotes(at: Self.separators, keepsNumbers: fact.liesOnALine) { if let fault = add(part, to: &parts) { return .failure(fault) } }
    if parts.isEmpty { return .failure(CellFault(part: text, kind: .value)) }
    return .success(parts.test(of: fact, isNot: isNot))
  }

  /// What the parts of a cell name.
  private struct Parts {
    var values: [Value] = []
    var spans: [Span] = []
    var patterns: [TextPattern] = []
    var namesUnknown = false

    var isEmpty: Bool { values.isEmpty && spans.isEmpty && patterns.isEmpty && !namesUnknown }

    func test(of fact: Fact, isNot: Bool) -> CellTest {
      let known: CellTest.Known
      if let all = fact.values {
        known = isNot ? .values(all.filter { !values.contains($0) }) : values.isEmpty ? .nothing : .values(values)
      } else if case .text = fact.type {
        known = patterns.isEmpty ? (isNot ? .anything : .nothing) : .texts(patterns, not: isNot)
      } else {
        let spans = isNot ? Span.complement(self.spans) : Span.joined(self.spans)
        known = spans.isEmpty ? .nothing : spans == [.everything] ? .anything : .spans(spans)
      }
      return CellTest(known: known, takesUnknown: namesUnknown && !isNot)
    }
  }

  private func add(_ part: Substring, to parts: inout Parts) -> CellFault? {
    if fact.values != nil {
      if let value = closed(part.unquoted) {
        if !parts.values.contains(value) { parts.values.append(value) }
        return nil
      }
    } else if case .text = fact.type {
      if part.unquoted != part || !isUnknown(part) {
        parts.patterns.append(TextPattern(part.unquoted.unescaped))
        return nil
      }
    } else if let span = SpanReading(fact: fact).read(part) {
      guard !span.isEmpty else { return CellFault(part: part, kind: .emptyRange) }
      parts.spans.append(span)
      return nil
    }
    guard isUnknown(part) else { return CellFault(part: part, kind: fault(part)) }
    parts.namesUnknown = true
    return nil
  }

  private func isUnknown(_ text: Substring) -> Bool { Keywords.unknown.contains { normalized($0) == normalized(text) } }

  private func closed(_ text: Substring) -> Value? { fact.values == nil ? nil : fact.value(text) }

  private func fault(_ part: Substring) -> CellFault.Kind {
    Keywords.otherwise.contains { normalized($0) == normalized(part) } ? .misplacedOtherwise : .value
  }
}

/// What is wrong with a cell.
struct CellFault: Error {
  enum Kind { case value, emptyRange, misplacedOtherwise }

  let part: Substring
  let kind: Kind

  /// What should stand there, in both tongues.
  func expectation(_ fact: Fact, _ language: Language) -> (chinese: String, english: String) {
    switch kind {
    case .emptyRange: return ("范围是空的，左边应不大于右边", "the range is empty, the left end should be the smaller")
    case .misplacedOtherwise: return ("“其他”只写在第一个条件列，意思是其余各行都不适用", "“otherwise” stands in the first input column only, and means that no other row fits")
    case .value: break
    }
    if let values = fact.values {
      let known = values.map { fact.words(for: $0, in: language) }
      return ("“\(fact.name)”的取值有 \(known.joined(separator: "、"))", "the values of “\(fact.name)” are \(known.joined(separator: ", "))")
    }
    return switch fact.type {
    case .money: ("应为金额或范围，如“10–30 元”“不超过 30 元”", "should be money or a range, such as “10–30 yuan” or “at most 30 yuan”")
    case .duration: ("应为时长或范围，如“3 天以上”“不超过 2 天”", "should be a length of time or a range, such as “at least 3 d”")
    case .time: ("应为时间，如“2026-01-01 00:00”", "should be a time, such as “2026-01-01 00:00”")
    case .number: ("应为数字或范围，如“3–5”“不超过 10”", "should be a number or a range, such as “3–5” or “at most 10”")
    default: ("应为文字，可用引号和 *", "should be a text, in quotation marks, with * for any characters")
    }
  }
}

extension Substring {
  /// Without the backslashes that keep Markdown from reading a sign.
  fileprivate var unescaped: String {
    var result = ""
    var isEscaped = false
    for character in self {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, !(character.isASCII && (character.isPunctuation || character.isSymbol)) { result.append("\\") }
      result.append(character)
      isEscaped = false
    }
    return isEscaped ? result + "\\" : result
  }
}
