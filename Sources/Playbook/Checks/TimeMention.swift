/// An amount of time that a sentence speaks of without being a timer: `30min内需点二次配送`.
struct TimeMention {
  /// `30min内需点二次配送`: from the amount to the end of its clause.
  let text: Substring
  /// Whether the sentence says from when the amount counts.
  let hasOrigin: Bool

  private static let origins = ["自", "从", "后", "起", "上报", "收到", "发起", "提交", "签收", "下单", "since", "from", "after", "once"]
  /// Words that contain the mark of an origin and are none.
  private static let others = ["自配", "自取", "自己", "自动", "自行", "自提", "自助", "自费", "售后", "一起", "最后", "后台"]
  private static let clauseEnds: Set<Character> = ["，", "。", "；", "：", "（", "）", "(", ")", ";", ":", "【", "】", ",", "、"]
  private static let numerals: Set<Character> = ["半", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "几"]

  private static let counts = numerals.flatMap(\.unicodeScalars)

  /// How many characters from an amount its origin stands at most: what is further away speaks of something else.
  private static let longestReach = 80
  private static let longestUnit = 12

  /// The limits in a sentence: amounts of time followed by `内`, or by what may be done in them.
  static func limits(in sentence: String) -> [TimeMention] {
    // Most sentences have no number in them.
    guard sentence.unicodeScalars.contains(where: { ("0"..."9").contains($0) || counts.contains($0) }) else { return [] }
    var mentions: [TimeMention] = []
    let clauses = sentence[...].cut(at: clauseEnds)
    for (number, clause) in clauses.enumerated() {
      var index = clause.startIndex
      while index < clause.endIndex {
        let count = clause[index...].prefix(while: { ($0.isASCII && $0.isNumber) || numerals.contains($0) })
        guard !count.isEmpty, let (unit, behind) = unit(clause[count.endIndex...]) else {
          index = count.isEmpty ? clause.index(after: index) : count.endIndex
          continue
        }
        let before = clause[..<index].suffix(longestReach)
        let isEnglishLimit = before.trimmed.suffix(6).lowercased() == "within"
        if isEnglishLimit || ["内", "之内", "以内", "可"].contains(where: { behind.hasPrefix($0) }) {
          let text = isEnglishLimit ? clause[index..<unit] : clause[index...]
          // `30 分钟内（自上报起）` tells the origin right behind.
          let next = number + 1 < clauses.count ? clauses[number + 1] : ""
          let saysBehind = ["自", "从", "以", "from ", "since "].contains { next.prefix(8).lowercased().hasPrefix($0) } && !others.contains { next.hasPrefix($0) }
          mentions.append(TimeMention(text: text, hasOrigin: saysBehind || namesOrigin(before) || (isEnglishLimit && namesOrigin(behind.prefix(longestReach)))))
        }
        index = unit
      }
    }
    return mentions
  }

  private static func namesOrigin(_ text: Substring) -> Bool {
    let plain = others.reduce(String(text).lowercased()) { $0.replacing($1, with: " ") }
    return origins.contains { plain.contains($0) }
  }

  /// The end of a unit of time that the text begins with, and what stands behind it.
  private static func unit(_ text: Substring) -> (end: Substring.Index, behind: Substring)? {
    let rest = text.drop(while: \.isWhitespace)
    let units = ["个工作日", "工作日", "个小时", "小时", "分钟", "天", "日", "周", "秒", "minutes", "minute", "mins", "min", "hours", "hour", "days", "day", "h"]
    let start = rest.prefix(longestUnit).lowercased()
    guard let unit = units.first(where: { start.hasPrefix($0) }) else { return nil }
    let end = rest.index(rest.startIndex, offsetBy: unit.count)
    return (end, rest[end...].drop(while: \.isWhitespace))
  }
}
