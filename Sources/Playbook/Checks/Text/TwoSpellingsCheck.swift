/// **Finds** one thing written in two ways: names in quotation marks or 【】 that differ in one word that means the same (`“邀请用户取消售后”`, `“邀请买家取消售后”`),
/// and a brand with two words for its shop.
///
/// **Matters** because a system matches names letter by letter, and a person wonders whether two things are meant.
///
/// ```
/// - 选择“邀请用户取消售后”
/// - 选择“邀请买家取消售后”     和第 1 行的“邀请用户取消售后”是不是同一个？
/// ```
///
/// **Close it** by writing it the same way everywhere, or by declaring both as labels of one thing. **Level**: warning.
enum TwoSpellingsCheck: TextCheck {
  static let id = "two-spellings"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("同一个东西两种写法", "One thing written in two ways")
  static let help = Diagnostic.Message("统一写法，或在词汇里声明为别名。", "Write it one way, or declare both as labels.")

  /// Words that documents use for one another. Names that differ only in them are one name.
  private static let synonyms: [[String]] = [
    ["用户", "买家", "顾客", "客户", "消费者"], ["商家", "卖家", "店家", "商户"], ["骑手", "配送员", "外卖员"], ["客服", "坐席", "座席"], ["取消", "撤销"], ["补发", "补送", "补寄"],
    ["核实", "核对"], ["告知", "通知"], ["的", ""], ["customer", "user", "buyer", "client", "shopper"], ["merchant", "seller", "vendor"],
    ["courier", "rider", "driver"], ["cancel", "withdraw"], ["resend", "reship"], ["-", ""], [" ", ""],
  ]
  private static let shops = WordList(["小店", "橱窗", "店铺", "商店", "网店", "微店"])

  private static let words = WordList(synonyms.flatMap { $0.filter { !$0.isEmpty } })
  /// For each word, the first of its group.
  private static let replacements: [[Unicode.Scalar]] = synonyms.flatMap { group in
    group.filter { !$0.isEmpty }.map { _ in group.contains("") ? [] : Array((group.first ?? "").unicodeScalars) }
  }

  static func findings(in text: CheckedText) -> [Diagnostic] { names(text) + brands(text) }

  /// By what a name is when every word is replaced by the first of its group.
  private static func names(_ text: CheckedText) -> [Diagnostic] {
    var firsts: [[Unicode.Scalar]: CheckedText.Spot] = [:]
    var told: Set<[Unicode.Scalar]> = []
    var found: [Diagnostic] = []
    for passage in text.passages where !passage.isWording {
      for range in passage.quotations where (4...24).contains(range.count) {
        let name = passage.letters[range].trimmed
        // A sentence in quotation marks is wording, not a name.
        guard !name.contains(where: { $0.isClauseMark && $0 != ":" }) else { continue }
        let key = plain(name)
        guard let first = firsts[key] else {
          firsts[key] = .init(passage: passage, range: range)
          continue
        }
        let other = first.passage.letters[first.range].trimmed
        guard Array(other) != Array(name), told.insert(Array(name)).inserted else { continue }
        let (here, there) = (Letters(passage.raw[range]).trimmed.text, Letters(first.passage.raw[first.range]).trimmed.text)
        found.append(
          text.finding(
            Self.self, at: passage, range, "“\(here)”和第 \(first.passage.line) 行的“\(there)”是不是同一个？同一个东西请用同一种写法。",
            "Are “\(here)” and “\(there)” on line \(first.passage.line) the same thing? Write one thing one way."))
      }
    }
    return found
  }

  private static func plain(_ name: Letters) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = name.startIndex
    while index < name.endIndex {
      if let match = words.match(at: index, in: name) {
        result += replacements[match.word]
        index = match.range.upperBound
      } else {
        result.append(name[index])
        index += 1
      }
    }
    return result
  }

  /// A name of three letters or more before two words for a shop, each used more than once.
  private static func brands(_ text: CheckedText) -> [Diagnostic] {
    var uses: [[Unicode.Scalar]: [Int: [CheckedText.Spot]]] = [:]
    for passage in text.passages {
      for match in shops.matches(in: passage.all) {
        let start = match.range.lowerBound - 3
        guard start >= 0, passage.letters[start..<match.range.lowerBound].allSatisfy({ isHan($0) || $0.isLatin }) else { continue }
        uses[Array(passage.letters[start..<match.range.lowerBound]), default: [:]][match.word, default: []].append(.init(passage: passage, range: match.range))
      }
    }
    let told = uses.compactMap { brand, words -> (CheckedText.Spot, Diagnostic)? in
      let often = words.values.filter { $0.count >= 2 }.sorted { ($0[0].passage.line, $0[0].range.lowerBound) < ($1[0].passage.line, $1[0].range.lowerBound) }
      guard often.count >= 2, let first = often.first?.first, let second = often[1].first else { return nil }
      let names = [first, second].map { Letters(brand).text + Letters($0.passage.raw[$0.range]).text }
      let also = text.also(often[1])
      return (
        second,
        text.finding(
          Self.self, at: second.passage, second.range, "“\(names[1])”\(also.chinese)和第 \(first.passage.line) 行起的“\(names[0])”是不是同一个？同一个东西请用同一种写法。",
          "Are “\(names[1])”\(also.english) and “\(names[0])” (from line \(first.passage.line)) the same thing? Write one thing one way.")
      )
    }
    return told.sorted { $0.0.passage.line < $1.0.passage.line }.map(\.1)
  }
}
