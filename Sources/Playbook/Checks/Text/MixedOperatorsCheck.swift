/// **Finds** `/` and `+` in one expression: `免单/退款+补偿优惠券`, `refund/voucher + apology`.
///
/// **Matters** because it can be read in two ways: a coupon with either, or a coupon with the second only. Somebody gets less than somebody else.
///
/// ```
/// - 超时未达：免单/退款+补偿优惠券     是“（免单 或 退款）加 补偿优惠券”，还是“免单”或“退款 加 补偿优惠券”？
/// ```
///
/// **Close it** with parentheses, or with one alternative for each. **Level**: warning.
enum MixedOperatorsCheck: TextCheck {
  static let id = "mixed-operators"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("“/”和“+”混用，读法不止一种", "`/` and `+` in one expression")
  static let help = Diagnostic.Message("加括号，或每种情况写一个分支。", "Add parentheses, or write an alternative for each.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    text.passages.flatMap { passage -> [Diagnostic] in
      // Names in quotation marks may hold such signs.
      let quoted = passage.quotations
      return passage.clauses.compactMap { clause -> Diagnostic? in
        func signs(_ wanted: String) -> [Int] {
          clause.filter { index in
            wanted.unicodeScalars.contains(passage.letters[index]) && isBetweenWords(index, clause, passage) && !quoted.contains { $0.contains(index) }
          }
        }
        guard !passage.letters[clause].starts(with: "//".unicodeScalars), let or = signs("/／").first, let and = signs("+＋&").first else { return nil }
        let (first, second) = (min(or, and), max(or, and))
        // `【a】+b/c` is cut behind the bracket.
        let start =
          first == clause.lowerBound ? passage.clauses.last { $0.upperBound < first && $0.upperBound + 2 >= first }?.lowerBound ?? first : clause.lowerBound
        let parts = [start..<first, (first + 1)..<second, (second + 1)..<clause.upperBound].map { Self.words(passage, $0).short(16) }
        let whole = Self.words(passage, start..<clause.upperBound).short(40)
        let (left, right) =
          or < and
          ? (
            ("（\(parts[0]) 或 \(parts[1])）加 \(parts[2])", "(\(parts[0]) or \(parts[1])) and \(parts[2])"),
            ("\(parts[0]) 或（\(parts[1]) 加 \(parts[2])）", "\(parts[0]) or (\(parts[1]) and \(parts[2]))")
          )
          : (
            ("（\(parts[0]) 加 \(parts[1])）或 \(parts[2])", "(\(parts[0]) and \(parts[1])) or \(parts[2])"),
            ("\(parts[0]) 加（\(parts[1]) 或 \(parts[2])）", "\(parts[0]) and (\(parts[1]) or \(parts[2]))")
          )
        return text.finding(
          Self.self, at: passage, clause, "“\(whole)”有两种读法：“\(left.0)”，还是“\(right.0)”？", "“\(whole)” can be read in two ways: “\(left.1)” or “\(right.1)”?")
      }
    }
  }

  private static func words(_ passage: Passage, _ range: Range<Int>) -> Letters {
    Letters(passage.raw[range]).trimmed { $0 == "*" || $0 == "】" || $0.properties.isWhitespace }
  }

  /// Not a date, a fraction, an address or a sign at the edge.
  private static func isBetweenWords(_ index: Int, _ clause: Range<Int>, _ passage: Passage) -> Bool {
    var left = index - 1
    var right = index + 1
    while left > clause.lowerBound, passage.letters[left] == " " { left -= 1 }
    while right < clause.upperBound - 1, passage.letters[right] == " " { right += 1 }
    guard clause.contains(left), clause.contains(right) else { return passage.all.at(index - 1) == "】" && clause.contains(right) }
    let (before, behind) = (passage.letters[left], passage.letters[right])
    return (isHan(before) || before.isLatin) && (isHan(behind) || behind.isLatin)
  }
}
