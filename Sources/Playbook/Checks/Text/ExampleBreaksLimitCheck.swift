/// **Finds** an example text that doesn't keep the limit stated beside it: at least 100 characters are asked for, and the example has 17.
///
/// **Matters** because people copy the example. Either the form refuses what the document shows, or the limit isn't meant.
///
/// ```
/// - 具体描述（至少100字，如“沙拉酱已分离”）     例子只有 6 字，达不到“至少100字”。
/// ```
///
/// **Close it** by changing the limit or the example. **Level**: warning.
enum ExampleBreaksLimitCheck: TextCheck {
  static let id = "example-breaks-limit"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("例子不合规定", "An example that breaks the rule beside it")
  static let help = Diagnostic.Message("改规定的字数，或换一个合规定的例子。", "Change the limit, or give an example that keeps it.")

  private static let least = WordList(["至少", "不少于", "不低于", "最少", "at least", "no fewer than", "minimum of", "a minimum of"])
  private static let most = WordList(["不超过", "最多", "不多于", "至多", "at most", "no more than", "up to", "a maximum of", "maximum of"])
  private static let leastBehind = WordList(["以上", "or more"])
  private static let mostBehind = WordList(["以内", "以下", "之内", "or fewer", "or less"])
  private static let examples = WordList(["如", "例如", "比如", "e.g.", "e.g", "for example", "such as", "example"])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    text.passages.flatMap { passage -> [Diagnostic] in
      let quotations = passage.quotations
      guard !quotations.isEmpty else { return [] }
      return figures(in: passage.all).compactMap { limit -> Diagnostic? in
        guard limit.kind == .length, let wanted = Int(Letters(limit.value).text), let isLeast = direction(limit, passage) else { return nil }
        guard let example = quotations.first(where: { $0.lowerBound > limit.range.upperBound }),
          examples.isIn(passage.letters[limit.range.upperBound..<example.lowerBound]), example.lowerBound - limit.range.upperBound < 40
        else { return nil }
        let quoted = passage.letters[example]
        let unit = Letters(passage.letters[limit.range].drop { $0.isDigit || $0 == " " })
        let count = unit.text.hasPrefix("word") ? quoted.split(separator: " ").count : quoted.count
        guard isLeast ? count < wanted : count > wanted else { return nil }
        let shown = Letters(passage.raw[limit.range]).text
        return text.finding(
          Self.self, at: passage, example, "例子有 \(count) 字，不合旁边的规定（\(isLeast ? "至少" : "最多") \(shown)）：哪一个算数？",
          "The example has \(count) \(unit.text), which breaks the rule beside it (\(isLeast ? "at least" : "at most") \(shown)): which one counts?")
      }
    }
  }

  /// Whether the figure is the least, or the most; nil when it is no limit.
  private static func direction(_ figure: Figure, _ passage: Passage) -> Bool? {
    let before = passage.letters[max(0, figure.range.lowerBound - 16)..<figure.range.lowerBound]
    let behind = passage.letters[figure.range.upperBound..<min(passage.letters.count, figure.range.upperBound + 9)]
    if least.isIn(before) || leastBehind.match(at: behind.startIndex, in: behind.trimmed) != nil { return true }
    if most.isIn(before) || mostBehind.match(at: behind.startIndex, in: behind.trimmed) != nil { return false }
    return nil
  }
}
