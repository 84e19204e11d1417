/// **Finds** an item that hides a list or a table: `1.… 2.…` or `第一步…第二步…` in one sentence, and a table whose cells were set one below another
/// so that one can't be told which column it belongs to.
///
/// **Matters** because cases in a sentence are read past, and nobody sees that one is missing. In a flattened table, reading a cell into the wrong column turns the rule around.
///
/// ```
/// - 处置：1.美配：上报异常 2.自配：先行带走     一句里写了 2 项，应写成分支或表。
/// ```
///
/// **Close it** with one item for each, as alternatives or as a decision table; for a cell, by writing the table as a table. **Level**: warning.
enum HiddenTableCheck: TextCheck {
  static let id = "hidden-table"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("一句话里藏着清单或表格", "A list or table hidden in a sentence")
  static let help = Diagnostic.Message("一项写一条，或写成规则表。", "One item for each, or a decision table.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    text.passages.compactMap { inline($0, text) } + flattened(text)
  }

  // MARK: a list in a sentence

  private static func inline(_ passage: Passage, _ text: CheckedText) -> Diagnostic? {
    guard let items = numbered(passage) ?? steps(passage), items.count >= 2 else { return nil }
    let heads = items.prefix(3).map { start in
      // `第一步：核实`: what the step does.
      let words = passage.all.at(start) == "第" ? start + 4 : start
      return Letters(passage.raw[words...].drop { !isHan($0) && !$0.isLatin }.prefix { !$0.folded.isClauseMark }).short(10)
    }
    return text.finding(
      Self.self, at: passage, items[0]..<passage.letters.count, "一句里藏着 \(items.count) 项（\(heads.joined(separator: "；"))）：一项写一条，才看得出缺哪一项。",
      "\(items.count) points hide in one sentence (\(heads.joined(separator: "; "))): set one item for each, so that a missing one is seen.")
  }

  /// Where the numbers 1, 2, … of a list stand inside the passage.
  private static func numbered(_ passage: Passage) -> [Int]? {
    let letters = passage.all
    var found: [Int] = []
    // The passage's own number has been taken off: `2、…` may go on with what it began.
    var next = passage.marker == .number || passage.marker == .parenthesisedNumber || passage.marker == .numberParenthesis ? nil : Optional(1)
    for index in letters.indices {
      guard let (number, length) = number(letters, at: index) else { continue }
      if next == nil, number == 2, index > 0 {
        found = [0]
        next = 2
      }
      guard number == next else { continue }
      // A number at the very beginning is the item's own, and so is one in the middle of a word or a figure.
      if let before = letters.at(index - 1), before.isLatin || before.isDigit || before == "." || before == "第" { continue }
      guard letters.at(index + length).map({ !$0.isDigit }) ?? false else { continue }
      found.append(index)
      next = number + 1
    }
    return found.count >= 2 ? found : nil
  }

  private static func number(_ letters: Letters, at index: Int) -> (Int, length: Int)? {
    let letter = letters[index]
    if (0x2460...0x2468).contains(letter.value) { return (Int(letter.value) - 0x245F, 1) }
    if letter == "(", let digit = letters.at(index + 1), digit.isDigit, letters.at(index + 2) == ")" { return (Int(digit.value) - 48, 3) }
    guard letter.isDigit, let mark = letters.at(index + 1) else { return nil }
    if mark == "、" || mark == ")" && letters.at(index - 1) != "(" { return (Int(letter.value) - 48, 2) }
    // `1. one 2. two`: a digit with a full stop needs white space or a Han character behind it.
    guard mark == ".", let next = letters.at(index + 2), next == " " || isHan(next) || next.isOpening else { return nil }
    if let before = letters.at(index - 1), isHan(before), !isHan(next) { return nil }
    return (Int(letter.value) - 48, 2)
  }

  private static let ordinals = Array("一二三四五六七八九".unicodeScalars)

  /// `第一步：…第二步：…`
  private static func steps(_ passage: Passage) -> [Int]? {
    let found = passage.letters.indices.filter { index in
      passage.letters[index] == "第" && passage.all.at(index + 2) == "步" && passage.all.at(index + 3) == ":"
        && ordinals.contains(passage.all.at(index + 1) ?? " ")
    }
    return found.count >= 2 ? found : nil
  }

  // MARK: a flattened table

  /// Runs of cells, one a line. When one is empty, what stands around it may belong to either column.
  private static func flattened(_ text: CheckedText) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var index = 0
    while index < text.passages.count {
      var end = index
      while end < text.passages.count, text.passages[end].isCell { end += 1 }
      if end - index >= 4 { found += gaps(text.passages[index..<end], text) }
      index = max(end, index + 1)
    }
    return found
  }

  private static func gaps(_ cells: ArraySlice<Passage>, _ text: CheckedText) -> [Diagnostic] {
    guard let first = cells.first, let last = cells.last, cells.count % 2 == 1 || cells.contains(where: { $0.letters.isEmpty }) else { return [] }
    guard let gap = cells.firstIndex(where: { $0.letters.isEmpty }) else {
      return [
        text.finding(
          Self.self, at: last, nil, "第 \(first.line)–\(last.line) 行像是压平的表格，单元格数不成对：缺一格，其后各格归哪一列由人确认。",
          "Lines \(first.line) to \(last.line) look like a flattened table with an odd number of cells: one is missing, and a person has to say which column the others belong to."
        )
      ]
    }
    let named = [gap - 1, gap + 1].filter { cells.indices.contains($0) && !cells[$0].letters.isEmpty }
    guard let cell = named.first.map({ cells[$0] }) else { return [] }
    let shown = Letters(cell.raw).short(30)
    let lines = named.map { String(cells[$0].line) }
    return [
      text.finding(
        Self.self, at: cell, nil,
        "第 \(first.line)–\(last.line) 行像是压平的表格，第 \(cells[gap].line) 行的格是空的：第 \(lines.joined(separator: "、")) 行的内容（“\(shown)”）没有左边一格，归哪一列由人确认，顺着配对会把意思读反。",
        "Lines \(first.line) to \(last.line) look like a flattened table with an empty cell on line \(cells[gap].line): what stands on line \(lines.joined(separator: " and ")) (“\(shown)”) has no left cell, and a person has to say which column it belongs to."
      )
    ]
  }
}
