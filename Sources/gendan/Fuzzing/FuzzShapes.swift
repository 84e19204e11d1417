/// Documents that are larger or stranger than anybody writes (10 MB in a line, 100,000 items, 1,000 levels), and what others are made of.
enum FuzzShapes {
  #if DEBUG
    /// A debug build is some twenty times slower: it gets a twentieth of the large ones.
    private static let share = 20
  #else
    private static let share = 1
  #endif

  static let all: [(about: String, text: @Sendable () -> String)] = [
    ("a very long bullet", { "- " + times(550_000 / share, "长长的一行，") }),
    ("a very long paragraph", { times(550_000 / share, "长长的一行。") + "\n一、甲\n二、乙\n三、丙" }),
    ("1,000 levels of bullets", { lines(1000) { times($0, "  ") + "- 层" } }),
    ("1,000 levels of indentation", { lines(1000) { times($0, "  ") + "层" } }),
    ("1,000 levels of alternatives", { lines(1000) { times($0, "  ") + ($0 % 2 == 0 ? "- 判断这个" : "- 条件：好") } }),
    ("very many bullets", { times(100_000 / share, "- 做一件事\n") }),
    ("very many numbered points", { lines(100_000 / share) { "\($0 % 50 == 0 ? "一、章\n" : "")\($0 % 50 + 1)、做一件事。" } }),
    ("very many names", { times(20_000 / share, "- 联系 用户【甲】，30min内\n") }),
    ("NUL", { "- \u{0}\u{0}【\u{0}】\u{0}\n一、\u{0}" }),
    ("mixed tabs", { "-\t甲\n \t- 乙\n\t \t- 丙\n  \t  -\t丁\n一、\t戊\n\t\t1、己" }),
    ("CRLF and a mark of byte order", { "\u{FEFF}一、甲\r\n\r\n1.乙\r\n2.丙\r- 丁\r\n" }),
    ("full-width marks", { "－　甲\n１．乙\n（１）丙\n＃　丁\n｜戊｜己｜\n＊＊庚＊＊" }),
    ("right to left", { "- \u{202E}【甲】\u{200F}：\u{2067}条件\u{2069}\n一、\u{202E}乙\n二、丙" }),
    ("deep brackets", { times(20_000 / share, "（【[《") + "\n" + times(20_000 / share, "[a](") }),
    ("a table with one very long row", { "表：\n" + times(100_000 / share, "格 | ") + "|\n二\n三\n四。" }),
    ("deep XML", { "<opml><body>" + times(100_000 / share, "<outline text='a'>") }),
    ("a combining storm", { "- a" + times(20_000 / share, "\u{301}") + "\n一、a" + times(20_000 / share, "\u{301}") }),
  ]

  static let maps = [
    "<?xml version=\"1.0\"?><opml><head><title>题</title></head><body><outline text=\"甲&amp;乙\" _note=\"丙\"><outline text=\"丁\"/></outline></body></opml>",
    "<map><node TEXT=\"题\"><node TEXT=\"甲\" LINK=\"a.md\"><richcontent TYPE=\"NOTE\">"
      + "<html><body><p>乙</p></body></html></richcontent><icon BUILTIN=\"x\"/></node></node></map>",
    "<xmap-content><sheet><topic><title>题</title><children><topics><topic><title>甲</title></topic></topics></children></topic></sheet></xmap-content>",
  ]

  static let pieces: [String] = [
    "- ", "  - ", "\t- ", "    ", "\n", "\n\n", "\r\n", "\r", "## 流程\n", "## 事实\n", "## 规则：甲（首个）\n", "## 用户怎么说\n", "## 例：一\n", "---\n", "| a | b |\n",
    "|---|---|\n",
    "| 事件 | 期望 |\n", "| id | 名称 | 类型 | 取值 |\n", "条件：", "条件:", "判断 ", "联系 用户", "（", "）", "【", "】", "[", "](", ")", "｜", "|", "：", "；", "，", "、", "`", "``",
    "```\n", "**", "*", "_", "\\", "&amp;", "&#x0;", "<b>", "<!--", "{", "}", "30 分钟", "2 个工作日", "等待 ", "自 ", " 起", "服务时间", "结论：", "=", "→ ", "其他", "未知", "且",
    "或",
    "超时", "承诺：", "在 5 分钟内 ", "跟单【", "回到 ", "转人工（", "每个工单：结束前", "invariants:\n", "calendar: c.yaml\n", "[10..30)", "> 30 元", "“*到*”", "一、", "（二）", "(3)", "1.",
    "2、", "1.1 ", "①", "A、", "第一步：", "场景一：", "Step 1: ", "注：", "备注：", "《", "》", "文档评论(0)\n", "本文档由用户", "tuán", "(tuán)", "\u{0}", "\u{202E}", "\u{200F}",
    "\u{FEFF}", "\u{2028}", "\u{200B}", "e\u{301}", "👨‍👩‍👧", "\u{1B}[31m", "餐品位置", "用户", "甲", "做一件事", "call the customer", "> ", "# ", "===\n", "　　", "１２",
    "\u{FFFD}",
  ]

  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
  private static func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }
}
