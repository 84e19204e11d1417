/// **Finds** a follow-up that a text only names: `联系不到用户-联系跟单`, `- Delivery follow-up`. Nothing says who looks again, how often, until when, and where to go on when the
/// person calls back. Each name is told of once.
///
/// **Matters** because a follow-up is what is forgotten first, and the one who picks it up doesn't know what was agreed.
///
/// ```
/// - 联系不到用户-联系跟单     “联系跟单”只有名字：谁跟、隔多久、跟到何时、对方回电后回到哪一步？
/// ```
///
/// **Close it** by declaring the follow-up with owner, interval and limit, and `跟单【联系跟单】` with its alternatives. **Level**: warning.
enum FollowUpUndefinedCheck: TextCheck {
  static let id = "follow-up-undefined"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("跟单只有名字", "A follow-up that is only named")
  static let help = Diagnostic.Message("在跟单表里声明负责、间隔和期限。", "Declare its owner, interval and limit.")

  private static let endings = WordList(["跟单", "持续跟进", "继续跟进", "follow-up", "follow up"])
  private static let longest = 24

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [[Unicode.Scalar]: [CheckedText.Spot]] = [:]
    var order: [[Unicode.Scalar]] = []
    for passage in text.passages where !passage.isHeading && !passage.isWording {
      guard let name = name(in: passage) else { continue }
      let key = passage.letters[name].spoken
      if spots[key] == nil { order.append(key) }
      spots[key, default: []].append(.init(passage: passage, range: name))
    }
    return order.compactMap { key in
      guard let all = spots[key], let first = all.first else { return nil }
      let also = text.also(all)
      let said = Letters(first.passage.raw[first.range]).text
      return text.finding(
        Self.self, at: first.passage, first.range, "“\(said)”只有名字\(also.chinese)：谁跟、隔多久、跟到何时、对方回电后回到哪一步，都没有写。",
        "“\(said)” is only a name\(also.english): who looks again, how often, until when, and where to go on isn't said.",
        suggestion: text.language.words("- 跟单【\(said)】", "- Follow up [\(said)]"))
    }
  }

  /// The name that a short item ends with, where nothing else is said of it.
  private static func name(in passage: Passage) -> Range<Int>? {
    let words = passage.all.trimmed { $0 == "*" || $0 == "." || $0 == "。" || $0.properties.isWhitespace }
    guard words.count <= longest * 2, let first = words.first, figures(in: words).isEmpty else { return nil }
    guard let ending = endings.match(endingAt: words.endIndex, in: words) else { return nil }
    // `跟单` alone and questions name nothing.
    var start = ending.range.lowerBound
    if first.isLatin || isHan(first) || first == "【" {
      while let letter = words.at(start - 1), isHan(letter) || letter.isLatin || (letter == " " && !isHan(first)) { start -= 1 }
    }
    guard start < ending.range.lowerBound, ending.range.upperBound - start <= longest, passage.clause(around: start).count <= longest else { return nil }
    return start..<ending.range.upperBound
  }
}
