import Casework

/// Numbers and addresses that lead to a person, in words that somebody wrote freely: mainland mobile numbers, identity card numbers, e-mail addresses; and the
/// secrets of links for parties, which nobody is shown.
///
/// It finds what is written in the usual ways and no more: it keeps what isn't meant for a reader out of sight, and is no proof that nothing is left.
enum PersonalNumbers {
  static let mask = "•••"

  private struct Run {
    let start: Int
    var end: Int
    var count: Int { end - start }
  }

  /// The words as somebody reads them. - Parameter masks: whether numbers that lead to people are taken out; links always are.
  static func shown(_ text: String, masks: Bool) -> String { masks ? masked(text) : LinkTokens.masked(text) }

  static func masked(_ text: String) -> String {
    let text = LinkTokens.masked(text)
    let bytes = Array(text.utf8)
    let hidden = (numbers(in: bytes) + addresses(in: bytes)).sorted { $0.lowerBound < $1.lowerBound }
    guard !hidden.isEmpty else { return text }
    var shown: [UInt8] = []
    var at = 0
    for range in hidden where range.lowerBound >= at {
      shown += bytes[at..<range.lowerBound]
      shown += Array(mask.utf8)
      at = range.upperBound
    }
    shown += bytes[at...]
    return String(decoding: shown, as: UTF8.self)
  }

  // MARK: numbers

  private static func numbers(in bytes: [UInt8]) -> [Range<Int>] {
    let runs = runs(in: bytes)
    var found: [Range<Int>] = []
    for (index, run) in runs.enumerated() {
      let digits = bytes[run.start..<run.end]
      if isMobile(digits) {
        found.append(run.start..<run.end)
      } else if let end = endOfIdentity(digits, in: bytes) {
        found.append(run.start..<end)
      } else if run.count == 3, index + 2 < runs.count, [runs[index + 1], runs[index + 2]].allSatisfy({ $0.count == 4 }),
        isJoined(run, runs[index + 1], bytes), isJoined(runs[index + 1], runs[index + 2], bytes),
        isMobile((run.start..<runs[index + 2].end).map { bytes[$0] }.filter(isDigit)[...])
      {
        found.append(run.start..<runs[index + 2].end)
      }
    }
    return found
  }

  /// Digits without anything between.
  private static func runs(in bytes: [UInt8]) -> [Run] {
    var runs: [Run] = []
    for (index, byte) in bytes.enumerated() where isDigit(byte) {
      if let last = runs.last, last.end == index { runs[runs.count - 1].end = index + 1 } else { runs.append(Run(start: index, end: index + 1)) }
    }
    return runs
  }

  /// `138-1234-5678`, `138 1234 5678`.
  private static func isJoined(_ one: Run, _ next: Run, _ bytes: [UInt8]) -> Bool {
    next.start == one.end + 1 && (bytes[one.end] == UInt8(ascii: "-") || bytes[one.end] == UInt8(ascii: " "))
  }

  private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    let number = digits.count == 13 && digits.starts(with: Array("86".utf8)) ? digits.dropFirst(2) : digits
    guard number.count == 11, number.first == UInt8(ascii: "1"), let second = number.dropFirst().first else { return false }
    return (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(second)
  }

  /// 18 places with a date of birth from the seventh on; the last one may be an X. - Returns: nil when it is something else.
  private static func endOfIdentity(_ digits: ArraySlice<UInt8>, in bytes: [UInt8]) -> Int? {
    let isLastX = digits.count == 17 && digits.endIndex < bytes.count && bytes[digits.endIndex] | 0x20 == UInt8(ascii: "x")
    guard digits.count == 18 || isLastX else { return nil }
    let birth = digits.dropFirst(6).prefix(8).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard (1900...2099).contains(birth / 10_000), (1...12).contains(birth / 100 % 100), (1...31).contains(birth % 100) else { return nil }
    return digits.endIndex + (isLastX ? 1 : 0)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  // MARK: addresses

  private static func addresses(in bytes: [UInt8]) -> [Range<Int>] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "@") }.compactMap { at in
      var (start, end) = (at, at + 1)
      while start > 0, isWord(bytes[start - 1]) { start -= 1 }
      while end < bytes.count, isWord(bytes[end]) { end += 1 }
      return start < at && bytes[at..<end].dropFirst(2).contains(UInt8(ascii: ".")) ? start..<end : nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || Array("._%+-".utf8).contains(byte)
  }
}
