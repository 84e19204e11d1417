/// **Finds** something that every case must have (`必须拍照`, `must take a photo`) and that another place says some cases needn't (`无需拍照`, `no need to take a photo`);
/// a tool that must be used (`必要使用「快递拦截」`) and a section beside it for special goods that goes another way without a word on it; and a request that is to be
/// granted wherever possible (`尽可能满足“仅退款”`) and elsewhere is to be turned into another.
///
/// **Matters** because without a word on which goes first, whoever follows the rule is told off for the exception, and the other way round.
///
/// ```
/// - 交付前必须拍照
/// - 生鲜无需拍照          第 1 行说“必须拍照”：例外写在那里没有？
/// ```
///
/// **Close it** by naming the exception where the duty stands: `必须拍照（生鲜除外）`. **Level**: warning.
enum MandatoryConflictCheck: TextCheck {
  static let id = "mandatory-conflict"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("必须做的事另一处说不用做", "A duty that another place lifts")
  static let help = Diagnostic.Message("在规定“必须”的地方写明例外。", "Name the exception where the duty stands.")

  private static let duties = WordList(["必须", "务必", "一律须", "一律要", "均须", "均需", "均需要", "must", "has to", "have to", "always"])
  private static let releases = WordList([
    "无需", "无须", "不必", "不用", "可不", "可以不", "免于", "不需要", "不需", "no need to", "need not", "needn't", "doesn't have to", "does not have to", "may skip",
    "not required to", "don't need to", "do not need to",
  ])
  private static let exceptions = WordList(["除外", "除非", "例外", "except", "unless", "other than"])
  /// Behind a duty or a release: so many letters of what is to be done are compared.
  private static let compared = 4

  static func findings(in text: CheckedText) -> [Diagnostic] { lifted(text) + SpecialCase.findings(in: text) + TurnedRequest.findings(in: text) }

  private static func lifted(_ text: CheckedText) -> [Diagnostic] {
    var duties: [[Unicode.Scalar]: CheckedText.Spot] = [:]
    for passage in text.passages where !passage.isWording && !exceptions.isIn(passage.all) {
      for match in Self.duties.matches(in: passage.all) {
        guard let deed = deed(behind: match.range.upperBound, passage), duties[deed] == nil else { continue }
        duties[deed] = .init(passage: passage, range: match.range.lowerBound..<min(passage.letters.count, match.range.upperBound + 16))
      }
    }
    var told: Set<[Unicode.Scalar]> = []
    return text.passages.flatMap { passage -> [Diagnostic] in
      releases.matches(in: passage.all).compactMap { match in
        guard let deed = deed(behind: match.range.upperBound, passage), let duty = duties[deed], duty.passage.line != passage.line, told.insert(deed).inserted
        else {
          return nil
        }
        let clause = passage.clause(around: match.range.lowerBound)
        let said = Letters(passage.raw[clause.startIndex..<clause.endIndex]).trimmed.short()
        let other = duty.passage.clause(around: duty.range.lowerBound)
        let before = Letters(duty.passage.raw[other.startIndex..<other.endIndex]).trimmed.short()
        return text.finding(
          Self.self, at: passage, clause.startIndex..<clause.endIndex, "这里“\(said)”，第 \(duty.passage.line) 行“\(before)”：例外没有写在规定那里，以哪一处为准？",
          "“\(said)” here, “\(before)” on line \(duty.passage.line): the exception isn't named where the duty stands; which one counts?")
      }
    }
  }

  /// The first letters of what is to be done; English as its first two words.
  private static func deed(behind index: Int, _ passage: Passage) -> [Unicode.Scalar]? {
    let rest = passage.clause(around: min(index, max(0, passage.letters.count - 1)))
    guard index < rest.endIndex, index >= rest.startIndex else { return nil }
    let behind = rest[index...].trimmed
    guard let first = behind.first else { return nil }
    if first.isLatin {
      let words = behind.split(separator: " ").filter { !["a", "an", "the", "be"].contains(Letters($0).text) }.prefix(2)
      return words.count == 2 ? Array(words.joined(separator: [" "])) : nil
    }
    let deed = behind.spoken.prefix(compared)
    return deed.count == compared || (deed.count >= 2 && deed.count == behind.spoken.count) ? Array(deed) : nil
  }
}
