/// What a raw line begins with, as people number things without Markdown: `一、` `（一）` `1.` `1、` `(1)` `1.1` `①` `A、` `第一步：` `场景一：` `-`.
enum PlainMarker: Hashable, Sendable {
  case none
  /// `##`, with its level.
  case heading(Int)
  /// A line that names what stands below it: `处理方法:`, `**总则**`, `前言`.
  case title
  /// `一、`
  case chapter
  /// `（一）`
  case parenthesisedChapter
  /// `1.2.1`, with the count of its numbers.
  case decimal(Int)
  /// `I.`, `IV.`
  case roman
  /// `场景一：`, `第二章`, `Case 2:`: the word that is counted.
  case label(String)
  /// `第一步：`, `Step 1:`
  case step
  /// `1.` and `1、`
  case number
  /// `1)`
  case numberParenthesis
  /// `(1)`
  case parenthesisedNumber
  /// `①`
  case circled
  /// `A、` `a)`
  case letter
  case bullet(Unicode.Scalar)

  /// Sections hold what follows them; the other numberings count single points.
  var isSection: Bool {
    switch self {
    case .heading, .chapter, .parenthesisedChapter, .decimal, .roman, .label: true
    default: false
    }
  }

  /// Chapters stand at the top, whatever came before them.
  var isChapter: Bool {
    switch self {
    case .chapter: true
    case .label(let word): ["章", "篇", "部分", "chapter", "part"].contains(word)
    default: false
    }
  }
}

/// A marker with the number it shows and the length of what belongs to it alone.
struct ReadMarker: Equatable {
  var marker = PlainMarker.none
  var ordinal: Int?
  /// Characters (code points) that aren't part of the words. `第一步：` and `场景一：` are names that sentences refer to, so they stay.
  var length = 0
}

/// Reads the marker at the beginning of a line's words. Only the first characters are looked at, so a long line costs nothing.
func readMarker(_ head: ArraySlice<Unicode.Scalar>) -> ReadMarker {
  let here = MarkerScanner(head.prefix(48))
  return here.heading ?? here.bullet ?? here.parenthesised ?? here.decimal ?? here.number ?? here.chapter ?? here.counted ?? here.letter ?? ReadMarker()
}

private struct MarkerScanner {
  let text: ArraySlice<Unicode.Scalar>

  init(_ text: ArraySlice<Unicode.Scalar>) { self.text = text }

  private func at(_ offset: Int) -> Unicode.Scalar? { offset < text.count ? text[text.startIndex + offset] : nil }
  private func isBreak(_ offset: Int) -> Bool { at(offset).map(\.properties.isWhitespace) ?? true }

  var heading: ReadMarker? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...6).contains(level), isBreak(level) else { return nil }
    return ReadMarker(marker: .heading(level), length: level)
  }

  var bullet: ReadMarker? {
    guard let mark = at(0) else { return nil }
    if "-*+–—".unicodeScalars.contains(mark), isBreak(1), text.count > 1 { return ReadMarker(marker: .bullet(mark), length: 1) }
    // `-配送问题` and `-24小时内` are bullets; `-5 度`, `-5度` and `--` aren't.
    guard "-–•·●○■□◆◇▪▶►※".unicodeScalars.contains(mark), at(1) != nil else { return nil }
    let digits = text.dropFirst().prefix(while: isDigit)
    guard let next = at(1 + digits.count), !(digits.count > 0 && next == "度") else { return nil }
    let isBullet = isHan(next) || (digits.isEmpty && (isBreak(1) || "【“「《（".unicodeScalars.contains(next)))
    return isBullet ? ReadMarker(marker: .bullet(mark), length: 1) : nil
  }

  var parenthesised: ReadMarker? {
    if let mark = at(0), (0x2460...0x2473).contains(mark.value) {
      return ReadMarker(marker: .circled, ordinal: Int(mark.value) - 0x245F, length: 1)
    }
    guard let open = at(0), open == "(" || open == "（" else { return nil }
    let inside = text.dropFirst().prefix { $0 != ")" && $0 != "）" }
    guard (1...4).contains(inside.count), let close = at(inside.count + 1), close == ")" || close == "）" else { return nil }
    let length = inside.count + 2
    if let number = arabic(inside) { return ReadMarker(marker: .parenthesisedNumber, ordinal: number, length: length) }
    if let number = chinese(inside) { return ReadMarker(marker: .parenthesisedChapter, ordinal: number, length: length) }
    if inside.count == 1, let letter = inside.first, isLatin(letter) { return ReadMarker(marker: .letter, length: length) }
    return nil
  }

  /// `1.2`, not a date and not an amount.
  var decimal: ReadMarker? {
    var numbers = 0
    var offset = 0
    while true {
      let digits = text.dropFirst(offset).prefix(while: isDigit)
      guard (1...2).contains(digits.count), numbers == 0 || digits.first != "0" else { break }
      numbers += 1
      offset += digits.count
      guard at(offset) == "." || at(offset) == "．", at(offset + 1).map(isDigit) == true else { break }
      offset += 1
    }
    guard numbers >= 2, let next = at(offset) else { return nil }
    if next == "." || next == "、" || next == "．" { return ReadMarker(marker: .decimal(numbers), length: offset + 1) }
    let units = "元分秒天个小倍公米折万千克件次年月日时份单人名条%％度点级"
    guard isBreak(offset) || (isHan(next) && !units.unicodeScalars.contains(next)) else { return nil }
    return ReadMarker(marker: .decimal(numbers), length: offset)
  }

  var number: ReadMarker? {
    let digits = text.prefix(while: isDigit)
    guard (1...3).contains(digits.count), let mark = at(digits.count), "..、．)）".unicodeScalars.contains(mark) else { return nil }
    // `3.5` and `1.a.b` are no numberings of ours.
    if at(digits.count + 1).map(isDigit) == true, mark == "." || mark == "．" { return nil }
    let isParenthesis = mark == ")" || mark == "）"
    return ReadMarker(marker: isParenthesis ? .numberParenthesis : .number, ordinal: arabic(digits), length: digits.count + 1)
  }

  var chapter: ReadMarker? {
    let count = text.prefix { chineseDigits[$0] != nil }
    guard (1...4).contains(count.count), let mark = at(count.count), "、．.".unicodeScalars.contains(mark) else { return nil }
    return ReadMarker(marker: .chapter, ordinal: chinese(count), length: count.count + 1)
  }

  /// `第一步：`, `第二章`, `场景一：`, `Step 1:`
  var counted: ReadMarker? {
    if at(0) == "第" {
      let count = text.dropFirst().prefix { chineseDigits[$0] != nil || isDigit($0) }
      let word = ["步骤", "步", "章", "节", "条", "篇", "部分", "阶段", "环节", "种情况", "类"].first { text.dropFirst(count.count + 1).starts(with: $0.unicodeScalars) }
      guard (1...4).contains(count.count), let word, isMark(1 + count.count + word.unicodeScalars.count, orSpaced: true) else { return nil }
      let ordinal = arabic(count) ?? chinese(count)
      return ReadMarker(marker: word.hasPrefix("步") ? .step : .label(word), ordinal: ordinal)
    }
    if let word = ["场景", "情景", "情况", "情形", "方案", "类型", "阶段", "环节", "步骤", "部分", "案例"].first(where: { text.starts(with: $0.unicodeScalars) }) {
      let length = word.unicodeScalars.count
      let count = text.dropFirst(length).prefix { chineseDigits[$0] != nil || isDigit($0) || isLatin($0) }
      guard (1...3).contains(count.count), isMark(length + count.count, orSpaced: true) else { return nil }
      return ReadMarker(marker: word == "步骤" ? .step : .label(word), ordinal: arabic(count) ?? chinese(count))
    }
    let word = String(String.UnicodeScalarView(text.prefix(while: isLatin))).lowercased()
    guard ["step", "stage", "phase", "case", "scenario", "part", "section", "chapter", "option"].contains(word) else { return nil }
    let spaces = text.dropFirst(word.count).prefix { $0 == " " }.count
    let count = text.dropFirst(word.count + spaces).prefix { isDigit($0) || isLatin($0) }
    guard spaces > 0, (1...3).contains(count.count), isMark(word.count + spaces + count.count, orSpaced: false) else { return nil }
    return ReadMarker(marker: word == "step" ? .step : .label(word), ordinal: arabic(count))
  }

  /// `A、` `a)` `B. `, and Roman numbers.
  var letter: ReadMarker? {
    let letters = text.prefix(while: isLatin)
    guard (1...4).contains(letters.count), let mark = at(letters.count) else { return nil }
    let isRoman = letters.allSatisfy { "IVX".unicodeScalars.contains($0) }
    let isMarked = "、)）．".unicodeScalars.contains(mark) || (mark == "." && isBreak(letters.count + 1))
    guard isMarked else { return nil }
    if isRoman, letters.count > 1 || letters.first == "I" { return ReadMarker(marker: .roman, length: letters.count + 1) }
    return letters.count == 1 ? ReadMarker(marker: .letter, length: 2) : nil
  }

  private func isMark(_ offset: Int, orSpaced: Bool) -> Bool {
    guard let mark = at(offset) else { return true }
    return "：:、，,.．)）-–—".unicodeScalars.contains(mark) || (orSpaced && mark.properties.isWhitespace)
  }
}

private let chineseDigits: [Unicode.Scalar: Int] = [
  "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "百": 100,
]

/// `十二`, `二十`: as far as anybody counts chapters.
private func chinese(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
  var total = 0
  var digit: Int?
  for scalar in text {
    guard let value = chineseDigits[scalar] else { return nil }
    if value >= 10 {
      total += (digit ?? 1) * value
      digit = nil
    } else {
      digit = value
    }
  }
  return total + (digit ?? 0)
}

private func arabic(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
  guard !text.isEmpty, text.count <= 4, text.allSatisfy(isDigit) else { return nil }
  return text.reduce(0) { $0 * 10 + Int($1.value >= 0xFF10 ? $1.value - 0xFF10 : $1.value - 48) }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value) }
private func isLatin(_ scalar: Unicode.Scalar) -> Bool { (65...90).contains(scalar.value) || (97...122).contains(scalar.value) }

/// Whether it is one of the Han characters that Chinese is written in.
func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value) }
