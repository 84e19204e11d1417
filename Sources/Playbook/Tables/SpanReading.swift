/// Reads ranges and comparisons of a fact whose values lie on a line: `10–30 元`, `[10..30)`, `> 30 元`, `不超过 2 天`, `3 天以上`, `5 or more`.
struct SpanReading {
  let fact: Fact

  /// Longer signs first, so that `>=` isn't read as `>`.
  private static let before: [(signs: [String], meaning: Comparison)] = [
    ([">=", "≥", "＞＝", "不少于", "不低于", "不小于", "至少", "at least", "from"], .atLeast),
    (["<=", "≤", "＜＝", "不超过", "不高于", "不多于", "不大于", "至多", "最多", "at most", "up to"], .atMost),
    ([">", "＞", "超过", "大于", "高于", "多于", "晚于", "more than", "over", "above", "after"], .more),
    (["<", "＜", "少于", "小于", "低于", "不足", "不满", "未满", "早于", "less than", "under", "below", "before"], .less),
  ]

  /// `以上`, `以下`, `以内` include the number itself; `以外` doesn't. Source: Civil Code of the People's Republic of China, article 1259.
  private static let behind: [(signs: [String], meaning: Comparison)] = [
    (["及以上", "以上", "或以上", "or more", "and more", "or above", "and above", "or later"], .atLeast),
    (["及以下", "以下", "或以下", "以内", "之内", "内", "or less", "and below", "or below", "or earlier"], .atMost), (["以外", "之外"], .more),
  ]

  private static let between = ["..", "…", "~", "～", "–", "—", "至", "到", " to ", " - ", "-"]

  func read(_ text: Substring) -> Span? {
    if let value = point(text) { return .only(value) }
    for (signs, meaning) in Self.before {
      if let (_, rest) = text.behind(word: signs), let bound = point(rest) { return .comparing(meaning, to: bound) }
    }
    for (signs, meaning) in Self.behind {
      for sign in signs where text.lowercased().hasSuffix(sign) {
        if let bound = point(text.dropLast(sign.count).trimmed) { return .comparing(meaning, to: bound) }
      }
    }
    return range(text)
  }

  /// Brackets say whether an end belongs to the range; without them both do.
  private func range(_ text: Substring) -> Span? {
    guard let first = text.first, let last = text.last, text.count > 2 else { return nil }
    if "[［(（".contains(first), "]］)）".contains(last) {
      guard let (lower, upper) = ends(text.dropFirst().dropLast(), at: Self.between + [",", "，"]) else { return nil }
      return Span(lower: lower, includesLower: "[［".contains(first), upper: upper, includesUpper: "]］".contains(last))
    }
    guard let (lower, upper) = ends(text, at: Self.between) else { return nil }
    return Span(lower: lower, includesLower: true, upper: upper, includesUpper: true)
  }

  /// The unit may stand behind the second end only. A sign may also be part of an end, as the dashes of a date are: every place is tried.
  private func ends(_ text: Substring, at signs: [String]) -> (Double, Double)? {
    for sign in signs {
      for place in text.ranges(of: sign) {
        let left = text[..<place.lowerBound].trimmed
        let right = text[place.upperBound...].trimmed
        guard let upper = point(right), let lower = point(left) ?? point(left, unitOf: right) else { continue }
        return (lower, upper)
      }
    }
    return nil
  }

  private func point(_ text: Substring) -> Double? {
    // A time is read from its numbers; words before it are no part of it.
    if case .time = fact.type, !text.allSatisfy({ ($0.isASCII && $0.isNumber) || "-: T".contains($0) }) { return nil }
    guard !text.isEmpty, let value = fact.value(text), let point = value.linear, point.isFinite else { return nil }
    return point
  }

  private func point(_ text: Substring, unitOf other: Substring) -> Double? {
    func isOfNumber(_ character: Character) -> Bool { (character.isASCII && character.isNumber) || ".-,，".contains(character) }
    guard !text.isEmpty, text.allSatisfy(isOfNumber) else { return nil }
    let unit = other.drop(while: isOfNumber)
    return point((String(text) + String(unit))[...])
  }
}
