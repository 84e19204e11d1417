/// **Finds** a gap that was left in a text: `XX时间内送达`, `预计XX分钟`, `within xx days`, `____`, `待定`, `TBD`. A gap in the name of an action in 【】 is told of by
/// `unknown-name`; `×××` in a quoted pattern (`“在×××驿站”`) stands for anything and is none.
///
/// **Matters** because somebody has to say a number to the customer, and everyone says another.
///
/// ```
/// - 告知物品会在XX时间内送达     “XX时间”没有写完：由谁、从哪里得到这个数？
/// ```
///
/// **Close it** by writing the figure, or a slot that a fact fills: `{预计送达时间}`. **Level**: warning.
enum UnfinishedNameCheck: TextCheck {
  static let id = "unfinished-name"
  static let group = CheckGroup.names
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("没有写完的地方", "A gap that was left to be filled")
  static let help = Diagnostic.Message("写上数字，或写成由事实填的空格 {…}。", "Write the figure, or a slot that a fact fills.")

  private static let marks = WordList(["待定", "待补充", "待填", "tbd", "tbc", "to be defined", "to be determined", "____", "[insert", "xxx", "xx", "××", "×××"])
  private static let counted = WordList([
    "时间", "分钟", "小时", "天", "日", "元", "次", "%", "个", "秒", "周", "月", "minutes", "minute", "hours", "hour", "days", "day", "times", "percent", "yuan",
    "dollars", "weeks",
  ])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [[Unicode.Scalar]: [CheckedText.Spot]] = [:]
    var order: [[Unicode.Scalar]] = []
    for passage in text.passages {
      let named = brackets(passage)
      for match in marks.matches(in: passage.all) where !named.contains(where: { $0.contains(match.range.lowerBound) }) {
        guard let range = gap(match, passage) else { continue }
        let key = Array(passage.letters[range])
        if spots[key] == nil { order.append(key) }
        spots[key, default: []].append(.init(passage: passage, range: range))
      }
    }
    return order.compactMap { key in
      guard let all = spots[key], let first = all.first else { return nil }
      let also = text.also(all)
      let said = Letters(first.passage.raw[first.range]).text
      return text.finding(
        Self.self, at: first.passage, first.range, "“\(said)”没有写完\(also.chinese)：由谁、从哪里得到？",
        "“\(said)” was left unfinished\(also.english): who fills it in, and from where?")
    }
  }

  /// `xx` is a gap where it counts something; the other marks always are.
  private static func gap(_ match: WordList.Match, _ passage: Passage) -> Range<Int>? {
    let mark = marks.text(match)
    guard mark.hasPrefix("x") || mark.hasPrefix("×") else { return isOpenStill(mark, match.range, passage) ? match.range : nil }
    var end = match.range.upperBound
    if passage.all.at(end) == " " { end += 1 }
    guard let unit = counted.match(at: end, in: passage.all) else { return nil }
    return match.range.lowerBound..<unit.range.upperBound
  }

  /// `赔付标准待定` is a gap; `责任方=待定` and `条件：待定` are a value of that name.
  private static func isOpenStill(_ mark: String, _ range: Range<Int>, _ passage: Passage) -> Bool {
    guard mark == "待定" || mark.hasPrefix("tb") else { return true }
    let before = passage.letters[..<range.lowerBound].suffix(2).trimmed.last
    let behind = passage.all.at(range.upperBound)
    return before.map { isHan($0) || $0.isLatin } ?? false && behind.map { $0.isClauseMark || $0 == "." || $0 == "、" } ?? true
  }

  private static func brackets(_ passage: Passage) -> [Range<Int>] {
    passage.quotations.filter { passage.letters[$0.lowerBound - 1] == "【" }
  }
}
