import Playbook
import Testing

/// Compiles anything: there is always a plan, every place lies in its file, and the same text gives the same plan.
private func check(_ text: String, _ about: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let compilation = compiled(text)
  let plan = compilation.plan
  #expect(!plan.procedures.isEmpty && plan.version.count == 64, "\(about)", sourceLocation: sourceLocation)
  for step in plan.procedures.flatMap(\.steps) {
    let targets = [step.next, step.past].compactMap { $0 } + step.branches.compactMap(\.first)
    guard targets.allSatisfy({ plan.step($0) != nil }) else {
      Issue.record("\(about): a step goes nowhere", sourceLocation: sourceLocation)
      break
    }
  }
  let lines = SourceLines(compilation.sources[0].text)
  for place in compilation.diagnostics.map(\.place) {
    let isInside =
      place.line >= 1 && place.endLine <= lines.count && place.column >= 1 && (place.line, place.column) <= (place.endLine, place.endColumn)
      && place.endColumn <= lines.line(place.endLine).unicodeScalars.count + 1
    guard isInside else {
      Issue.record("\(about): \(place) isn't in the file", sourceLocation: sourceLocation)
      break
    }
  }
  #expect(!compilation.diagnostics.prefix(50).map { $0 }.json().isEmpty, sourceLocation: sourceLocation)
  _ = Array(compilation.diagnostics.prefix(20)).drawing(sources: compilation.sources)
}

@Suite("Nothing makes the compiler stop")
struct RobustnessTests {
  /// The checks of a sentence's words look at its first 2,000 characters.
  @Test(arguments: [(1_900, true), (2_100, false)])
  func whatIsNoSentenceIsNotReadToItsEnd(count: Int, isRead: Bool) {
    let compilation = compile(SourceText(path: "a.md", text: "- \(String(repeating: "理", count: count))，30分钟内处理\n")) { _ in nil }
    #expect(compilation.findings(of: "timer-without-origin").isEmpty != isRead)
  }

  @Test(arguments: 0..<20)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...4000, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let compilation = compile(SourceText(path: "a.md", bytes: bytes)) { _ in nil }
    #expect(compilation.plan.procedures.count == 1)
  }

  private static let pieces: [String] = [
    "- ", "  - ", "\t- ", "    ", "\n", "\n\n", "\r\n", "## 流程\n", "## 事实\n", "## 例：一\n", "---\n", "| a | b |\n", "|---|---|\n", "条件：", "条件:", "判断 ", "联系 用户",
    "（", "）",
    "【", "】", "[", "](", ")", "｜", "：", "；", "，", "、", "`", "``", "**", "*", "_", "~~", "\\", "&amp;", "&#x0;", "<b>", "<!--", "{", "}", "30 分钟", "等待 ", "自 ",
    " 起", "结论：", "=", "其他", "未知",
    "且", "或", "超时", "承诺：", "在 5 分钟内 ", "跟单【", "回到 ", "转人工（", "\u{0}", "\u{202E}", "\u{200F}", "\u{FEFF}", "\u{2028}", "e\u{301}", "👨‍👩‍👧", "餐品位置", "\u{1B}[31m",
    "1. ", "一、", "> ", "```\n", "=",
  ]

  @Test(arguments: 0..<60)
  func randomPieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 1000)
    let count = Int.random(in: 1...400, using: &generator)
    check((0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined(), "pieces \(seed)")
  }

  /// A sound document with some characters gone, doubled, moved or replaced.
  @Test(arguments: 0..<40)
  func mutatedDocuments(seed: UInt64) { check(mutated(seed), "mutation \(seed)") }

  func mutated(_ seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed &+ 2000)
    var text = Array("---\nid: a\nvocabulary: [v.md]\n---\n\(chineseVocabulary)\n\(sample)".unicodeScalars)
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      let index = Int.random(in: 0..<text.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text.remove(at: index)
      case 1: text.insert(text[index], at: Int.random(in: 0...text.count, using: &generator))
      case 2: text.swapAt(index, Int.random(in: 0..<text.count, using: &generator))
      default: text.replaceSubrange(index..<index, with: (Self.pieces.randomElement(using: &generator) ?? "").unicodeScalars)
      }
    }
    return String(String.UnicodeScalarView(text))
  }

  private let sample = """
    ## 流程

    - 判断 `餐品位置`
      - 条件：门口
        - 联系 用户（先 下单人，再 收货人（用户同意=同意）；电话；2 次，间隔 3 分钟）
          - 话术：【等待话术】
          - 条件：接通
            - 【提供号码】
          - 条件：联系不到
            - 等待 30 分钟（自 上报时间 起）
              - 条件：超时
                - 承诺：骑手 在 5 分钟内 照片上传；超时 则 【退款｜金额：3 元】
              - 条件：用户回电
                - 回到 判断 `餐品位置`
      - 条件：其他 且 配送费 > 3 元
        - 禁止：联系类动作
      - 条件：未知
        - 转人工（组长）
    - 结论：责任方=用户责（暂定）

    ## 例：一

    | 事件 | 期望 |
    |---|---|
    | 开始：餐品位置=门口 | 联系 用户 |
    | 过 30 分钟 | 结束 |
    """

  @Test(arguments: hostileTexts)
  func hostile(about: String, text: String) { check(text, about) }

  /// Documents that run each other come to an end, and so do files that name themselves.
  @Test func circles() {
    let plan = compiled("---\nvocabulary: [a.md, b.md]\n---\n- [乙](b.md)\n- [甲](a.md)", others: ["b.md": "- [甲](a.md)", "a.md": "- 甲"]).plan
    #expect(plan.procedures.map(\.id) == ["a", "b"])
  }
}

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

private func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }

private let hostileTexts: [(String, String)] = [
  ("deep lists", lines(1000) { times($0, "  ") + "- 层" }),
  ("deep lists on one line", times(50_000, "- ")),
  ("deep quotations", times(50_000, "> ")),
  ("deep emphasis", times(5000, "*a **b ") + times(5000, "c** d*")),
  ("deep brackets", times(20_000, "（【[")),
  ("deep links", times(5000, "[a](")),
  ("deep YAML", "---\na: \(times(20_000, "["))\n---\n- 甲"),
  ("deep alternatives", lines(1000) { times($0, "  ") + ($0 % 2 == 0 ? "- 判断这个" : "- 条件：好") }),
  ("20,000 items", times(20_000, "- 做【甲】，30min内\n")),
  ("a line of 1 MB", "- " + times(60_000, "长长的一行，")),
  ("a line of 1 MB of names", "- " + times(110_000, "【甲】")),
  ("a condition of 300 kB", "- 判断\n  - 条件：" + times(50_000, "甲、")),
  ("a wide table", "## 事实\n\n\(times(3000, "| a "))|\n\(times(3000, "|---"))|\n\(times(3000, "| 怪 "))|"),
  ("NUL", "- \u{0}\u{0}【\u{0}】\u{0}"),
  ("mixed tabs", "-\t甲\n \t- 乙\n\t \t- 丙\n  \t  -\t丁"),
  ("right to left", "- \u{202E}【甲】\u{200F}：\u{2067}条件\u{2069}"),
  ("only marks", "- 条件：\n- 判断\n- 【】\n- 联系\n- 等待\n- 禁止：\n- 承诺：\n- 结论：\n- 回到\n- 话术：\n- 转人工（\n- 向询问\n- []()\n- ``"),
  ("nothing", ""),
  ("white space", " \n\t\n\u{3000}"),
  ("a combining storm", "- a" + times(20_000, "\u{301}")),
  ("only a byte order mark", "\u{FEFF}"),
  ("only line ends", "\r\r\r"),
  ("front matter without an end", "---\nid: a\n- 甲"),
  ("YAML aliases", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nvocabulary: *c\n---\n- 甲"),
]
