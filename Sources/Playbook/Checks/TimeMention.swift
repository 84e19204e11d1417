/// An amount of time that a sentence speaks of without being a timer: `30min内需点二次配送`.
struct TimeMention {
  let text: Substring
  /// What stands before it in its clause.
  let before: Substring

  /// Words that say from when an amount counts.
  private static let origins = ["自", "从", "后", "起", "上报", "收到", "发起", "提交", "签收", "下单", "since", "from", "after"]

  var hasOrigin: Bool { Self.origins.contains { before.contains($0) } }

  /// The limits in a sentence: amounts of time followed by `内`, or by what may be done in them.
  static func limits(in sentence: String) -> [TimeMention] {
    let units = ["分钟", "小时", "min", "h", "hours", "minutes", "天", "工作日"]
    var mentions: [TimeMention] = []
    for clause in sentence[...].cut(at: ["，", "。", "；", "：", "（", "）", "(", ")", ";", ":", "【", "】"]) {
      var index = clause.startIndex
      while index < clause.endIndex {
        guard clause[index].isASCII, clause[index].isNumber else {
          index = clause.index(after: index)
          continue
        }
        let digits = clause[index...].prefix(while: { $0.isASCII && $0.isNumber })
        let rest = clause[digits.endIndex...].drop(while: \.isWhitespace)
        if let unit = units.first(where: { rest.hasPrefix($0) }) {
          let behind = rest.dropFirst(unit.count)
          if behind.hasPrefix("内") || behind.hasPrefix("可") || clause[..<index].trimmed.hasSuffix("within") {
            mentions.append(TimeMention(text: clause[index..<behind.startIndex], before: clause[..<index]))
          }
        }
        index = digits.endIndex
      }
    }
    return mentions
  }
}
