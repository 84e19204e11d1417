/// A number with what it counts, inside a passage: `30分钟`, `3倍`, `9:00-21:00`, `98%`, `100 characters`.
struct Figure {
  enum Kind: Hashable { case time, hours, money, share, multiple, length, times }

  let range: Range<Int>
  let kind: Kind
  /// The number in the unit below; for hours, the letters themselves.
  let value: [Unicode.Scalar]
  /// Seconds for times; 1 elsewhere.
  let factor: Int

  /// One amount written in two units is the same.
  var amount: String { kind == .time ? String((Double(Letters(value).text) ?? 0) * Double(factor)) : Letters(value).text }
}

private let units: [(words: [String], kind: Figure.Kind, factor: Int)] = [
  (["秒钟", "秒", "seconds", "second", "secs", "sec"], .time, 1), (["分钟", "minutes", "minute", "mins", "min"], .time, 60),
  (["个小时", "小时", "hours", "hour", "hrs", "hr", "h"], .time, 3600),
  (["个工作日", "工作日", "天", "日", "working days", "business days", "days", "day"], .time, 86_400), (["周", "星期", "weeks", "week"], .time, 604_800),
  (["个月", "months", "month"], .time, 2_592_000), (["年", "years", "year"], .time, 31_536_000), (["元", "块", "yuan", "rmb", "dollars", "usd", "eur"], .money, 1),
  (["%", "percent"], .share, 1), (["倍", "times the", "times its"], .multiple, 1), (["个字", "字", "characters", "chars", "letters", "words"], .length, 1),
  (["次", "times", "attempts"], .times, 1),
]
private let unitWords = WordList(units.flatMap(\.words))
private let unitOfWord = units.flatMap { unit in unit.words.map { _ in (unit.kind, unit.factor) } }

/// The figures of a part of a passage, from left to right.
func figures(in letters: Letters) -> [Figure] {
  var found: [Figure] = []
  var index = letters.startIndex
  while index < letters.endIndex {
    guard letters[index].isDigit, !(letters.at(index - 1)?.isLatin ?? false) else {
      index += 1
      continue
    }
    var end = index
    while let letter = letters.at(end), letter.isDigit || (letter == "." && letters.at(end + 1)?.isDigit == true) { end += 1 }
    if let hours = hours(letters, from: index) {
      found.append(hours)
      index = hours.range.upperBound
      continue
    }
    let isMoney = "¥$€￥".unicodeScalars.contains(letters.at(index - 1) ?? " ")
    let unit = letters.at(end) == " " ? end + 1 : end
    if let match = unitWords.match(at: unit, in: letters), isUnit(match, letters) {
      let (kind, factor) = unitOfWord[match.word]
      found.append(Figure(range: index..<match.range.upperBound, kind: kind, value: Array(letters[index..<end]), factor: factor))
      end = match.range.upperBound
    } else if isMoney {
      found.append(Figure(range: (index - 1)..<end, kind: .money, value: Array(letters[index..<end]), factor: 1))
    }
    index = max(end, index + 1)
  }
  return found
}

/// `7 天无理由` and `3 年级` count nothing of ours.
private func isUnit(_ match: WordList.Match, _ letters: Letters) -> Bool {
  let behind = match.range.upperBound
  return !["无理由", "级", "会员"].contains { letters.has(Array($0.unicodeScalars), at: behind) }
}

/// `9:00-21:00`
private func hours(_ letters: Letters, from start: Int) -> Figure? {
  func clock(_ index: Int) -> Int? {
    let hour = letters[min(index, letters.endIndex)...].prefix(2).prefix(while: \.isDigit)
    guard !hour.isEmpty, letters.at(hour.endIndex) == ":", letters.at(hour.endIndex + 1)?.isDigit == true, letters.at(hour.endIndex + 2)?.isDigit == true else {
      return nil
    }
    return hour.endIndex + 3
  }
  guard let first = clock(start) else { return nil }
  var next = first
  while let letter = letters.at(next), letter == " " { next += 1 }
  guard let dash = letters.at(next), "-–—~至到".unicodeScalars.contains(dash) else { return nil }
  next += 1
  while let letter = letters.at(next), letter == " " { next += 1 }
  guard let end = clock(next) else { return nil }
  let value = letters[start..<end].filter { $0.isDigit || $0 == ":" }
  return Figure(range: start..<end, kind: .hours, value: Array(value), factor: 1)
}
