import Testing

@testable import Playbook

@Suite("Every line of a raw text has one place in the outline")
struct PlainOutlinePropertyTests {
  private static let heads = [
    "", "一、", "二、", "（一）", "(二)", "1.", "2、", "(1)", "①", "A、", "b)", "第一步：", "场景一：", "1.1 ", "1.2.1 ", "- ", "-", "• ", "## ", "# ", "**", "注：", "备注:",
    "Step 1: ", "| ", "> ", "```", "《", "----", "IV. ", "第二章 ", "　　", "\t", "   ", "      ",
  ]
  private static let words = [
    "检查伞骨", "收押金，开收据。", "call the customer", "处理方法:", "文档评论", "本站 上传", "甲 | 乙 |", "**粗**细", "`码`", "《细则》", "\u{200B}", "3.5元", "》", "|",
  ]

  @Test(arguments: 0..<60)
  func eachLineOnce(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 9000)
    let text = (0..<Int.random(in: 1...120, using: &generator)).map { _ in
      let blank = Int.random(in: 0..<4, using: &generator) == 0
      return blank
        ? ""
        : (Self.heads.randomElement(using: &generator) ?? "") + (Self.words.randomElement(using: &generator) ?? "")
          + (Self.words.randomElement(using: &generator) ?? "")
    }.joined(separator: ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n")
    let source = SourceLines(text)
    guard let plain = readPlainOutline(source, firstLine: 1) else { return }
    var met: [Int] = []
    func walk(_ items: [OutlineItem]) {
      for item in items {
        met += item.text.place.line...item.text.place.endLine
        expectWordsInPlace(item.text, source, seed)
        walk(item.children)
      }
    }
    walk(plain.items)
    met += plain.lines.filter { $0.role == .title || $0.role == .boilerplate }.map(\.number)
    // A continuation in the middle of other lines belongs to the sentence before it.
    let wanted = (1...source.count).filter { number in source.line(number).unicodeScalars.contains { !$0.properties.isWhitespace && !isInvisible($0) } }
    #expect(met.sorted() == wanted, "seed \(seed)")
    for table in plain.tables { for cell in table.rows.flatMap({ $0 }) { expectWordsInPlace(cell.text, source, seed) } }
  }

  /// Every character of the words stands where its place says.
  private func expectWordsInPlace(_ text: RichText, _ source: SourceLines, _ seed: UInt64) {
    var index = text.text.startIndex
    while index < text.text.endIndex {
      let next = text.text.unicodeScalars.index(after: index)
      let scalar = text.text.unicodeScalars[index]
      let lower = text.text.utf8.distance(from: text.text.startIndex, to: index)
      let place = text.place(from: lower, to: lower + UTF8.width(scalar))
      let line = Array(source.line(place.line).unicodeScalars)
      if scalar != " " {
        guard place.column >= 1, place.column <= line.count, line[place.column - 1] == scalar else {
          Issue.record("seed \(seed): \(scalar) isn't at \(place) in “\(text.text)”")
          return
        }
      }
      index = next
    }
  }

  private static let hugeTexts: [(about: String, text: String)] = [
    ("one line of 1 MB", String(repeating: "长长的一行，", count: 60_000) + "\n二\n三\n四"),
    ("a row of 100,000 cells", "表:\n" + String(repeating: "格 | ", count: 100_000) + "|\n二\n三\n四。"),
    ("deep", (0..<1000).map { String(repeating: "  ", count: $0) + "层" }.joined(separator: "\n")),
    ("many chapters", (0..<5000).map { "一、第\($0)条\n1.做。" }.joined(separator: "\n")),
    (
      "many marks",
      "甲。\n乙。\n丙" + String(repeating: "`", count: 200_001) + "\n" + String(repeating: "*", count: 200_001) + "\n乙。\n" + String(repeating: "《", count: 100_000)
    ),
  ]

  // By index: the texts would fill the log.
  @Test(arguments: hugeTexts.indices)
  func longTexts(index: Int) {
    let (about, text) = Self.hugeTexts[index]
    guard let outline = readPlainOutline(SourceLines(text), firstLine: 1) else {
      Issue.record("\(about) isn't plain")
      return
    }
    #expect(!outline.items.isEmpty && (outline.tooDeep != nil) == (about == "deep"), "\(about)")
  }
}
