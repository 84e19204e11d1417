/// A tool that must be used before something, and a section beside it for special goods that goes another way and doesn't name the tool.
enum SpecialCase {
  private static let duties = WordList(["必要", "必须", "务必", "must", "mandatory", "required"])
  private static let specials = WordList(["等特殊", "特殊品类", "特殊商品", "特殊类", "例外情形", "special goods", "special categories", "special category", "exceptional goods"])
  private static let ways = WordList(["可通过", "可以通过", "可使用", "可直接", "可采用", "may instead", "may use", "can use", "may be"])
  private static let longestName = 12

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var told: Set<Int> = []
    // Each tool once, and not more than anybody keeps in mind: sections are searched for each.
    var tools: Set<[Unicode.Scalar]> = []
    let mostTools = 20
    return text.passages.enumerated().flatMap { index, passage -> [Diagnostic] in
      guard let duty = duties.first(in: passage.all), let tool = tool(in: passage, near: duty.range), tools.count < mostTools, tools.insert(tool).inserted,
        let section = heading(above: index, text), let parent = text.passages[section].parent
      else { return [] }
      // Only what stands beside the section, behind it.
      var beside = text.ends[section]
      var found: [Diagnostic] = []
      while beside < text.ends[parent], found.isEmpty {
        let end = text.ends[beside]
        if text.passages[beside].isHeading, let special = special(in: beside..<end, without: tool, text), told.insert(special).inserted {
          let name = Letters(tool).text
          found.append(
            text.finding(
              MandatoryConflictCheck.self, at: text.passages[special], nil,
              "第 \(passage.line) 行说必须用“\(name)”；这里的特殊情况走另一条路，没有提“\(name)”：还要不要先用？例外没有写在规定那里。",
              "Line \(passage.line) says that “\(name)” must be used; this special case goes another way and doesn't name it: does the duty hold here too?"))
        }
        beside = end
      }
      return found
    }
  }

  private static func tool(in passage: Passage, near duty: Range<Int>) -> [Unicode.Scalar]? {
    let sentence = passage.sentence(around: duty.lowerBound)
    return passage.quotations.first { $0.count <= longestName && sentence.startIndex <= $0.lowerBound && $0.upperBound <= sentence.endIndex }
      .map { Array(passage.letters[$0]) }
  }

  private static func heading(above index: Int, _ text: CheckedText) -> Int? {
    var current = text.passages[index].parent
    while let here = current, !text.passages[here].isHeading { current = text.passages[here].parent }
    return current
  }

  /// The passage of a section that speaks of a special case and its way; nil when the section names the tool.
  private static func special(in section: Range<Int>, without tool: [Unicode.Scalar], _ text: CheckedText) -> Int? {
    guard !section.contains(where: { text.passages[$0].all.holds(tool) }) else { return nil }
    return section.first { specials.isIn(text.passages[$0].all) && ways.isIn(text.passages[$0].all) }
  }
}

/// A request that is to be granted wherever possible, and elsewhere is to be turned into another one.
enum TurnedRequest {
  private static let principles = WordList(["尽可能满足", "尽量满足", "优先满足", "wherever possible", "whenever possible", "as far as possible"])
  private static let turning = WordList(["修改", "改为", "转为", "变更", "change", "turn", "convert"])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var principle: [[Unicode.Scalar]: CheckedText.Spot] = [:]
    for passage in text.passages where principles.isIn(passage.all) {
      for range in passage.quotations where range.count <= 16 && principle[Array(passage.letters[range])] == nil {
        principle[Array(passage.letters[range])] = .init(passage: passage, range: range)
      }
    }
    guard !principle.isEmpty else { return [] }
    var told: Set<[Unicode.Scalar]> = []
    return text.passages.flatMap { passage -> [Diagnostic] in
      guard let turn = turning.first(in: passage.all) else { return [] }
      let quotations = passage.quotations
      guard let from = quotations.first(where: { principle[Array(passage.letters[$0])] != nil }), from.upperBound <= turn.range.lowerBound else { return [] }
      let name = Array(passage.letters[from])
      guard let into = quotations.first(where: { $0.lowerBound > turn.range.upperBound && Array(passage.letters[$0]) != name && $0.count <= 16 }),
        let first = principle[name], first.passage.line != passage.line, told.insert(name).inserted
      else { return [] }
      let (asked, other) = (Letters(passage.raw[from]).text, Letters(passage.raw[into]).text)
      return [
        text.finding(
          MandatoryConflictCheck.self, at: passage, from.lowerBound..<into.upperBound,
          "第 \(first.passage.line) 行的原则是尽可能满足“\(asked)”，这里要把“\(asked)”改成“\(other)”：什么时候以哪一条为准？",
          "Line \(first.passage.line) says to grant “\(asked)” wherever possible; here it is turned into “\(other)”: which one goes first, and when?")
      ]
    }
  }
}
