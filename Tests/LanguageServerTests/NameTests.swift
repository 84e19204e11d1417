import Playbook
import Testing

@testable import LanguageServer

@Suite("Names at the cursor: hover, definition, references")
struct NameTests {
  private func opened(_ marked: String) throws -> (Client, Cursor) {
    let cursor = try Cursor(Parcel.front + marked)
    var client = try Client(files: Parcel.files)
    try client.open(cursor.path, cursor.text)
    return (client, cursor)
  }

  @Test(
    arguments: [
      ("- 判断 `包裹‸位置`", ["**包裹位置** `where` · 事实", "类型：单选", "取值：家门口、快递柜", "1. 订单信号；2. 询问 用户（5 分钟）；3. 规则 位置认定", "有效期：2 小时", "由规则得出：位置认定"]),
      ("- 【‸办理退款】", ["**办理退款** `refund` · 动作", "类别：资金", "结果：已退款、失败!", "前提：用户同意 = 同意", "话术：运费 {运费} 已退"]),
      ("- 联系 用‸户", ["**用户** `customer` · 角色", "渠道：电话", "别名：顾客"]),
      ("- 等待 5 分钟（自 受理时间‸ 起）\n  - 条件：超时\n    - 转人工", ["**受理时间**", "类型：时间"]),
      ("- 等待 5 分钟（自 受理时间 起）\n  - 条件：用户回‸电\n    - 转人工", ["**用户回电** `called` · 事件", "带来：包裹位置=快递柜"]),
      ("- 话术：【退款‸短信】", ["**退款短信** `refund-sms` · 话术", "短信 · zh-CN: 运费 {运费} 已退"]),
      ("- 跟单【包裹‸跟单】", ["**包裹跟单** `watch` · 跟单", "间隔：30 分钟", "结果：找到了、期满"]),
      ("- 等‸待 1 小时 30 分钟（自 此刻 起）", []), ("- 等待 1 小‸时 30 分钟（自 此刻 起）", ["1 小时 30 分钟", "5400 秒"]),
      ("- 等待 2 个工‸作日（自 此刻 起）", ["2 个工作日", "calendar"]), ("- 看一‸看", []),
      ("- 判断 `位置`\n  - 条件：柜‸子\n    - 转人工", ["**快递柜** `box` · 取值", "事实：包裹位置"]),
    ] as [(String, [String])])
  func hovers(marked: String, words: [String]) throws {
    var (client, cursor) = try opened(marked)
    let value = try client.ask("textDocument/hover", at: cursor)["contents"]["value"].string
    if words.isEmpty { #expect(value == nil) }
    for word in words { #expect(value?.contains(word) == true, "\(value ?? "nothing")") }
  }

  /// Where a name leads: the file and the text that stands there.
  @Test(
    arguments: [
      ("- 判断 `位‸置`", ["words.md where"]), ("- 【催促‸商家】", ["words.md ring"]), ("- 跟单【包‸裹跟单】", ["words.md watch"]),
      ("- 【办理退款】\n  - 条件：已退‸款\n    - 转人工", ["words.md 已退款"]), ("- 判断 `位置`\n  - 条件：家门‸口\n    - 转人工", ["words.md home"]),
      ("## 流程\n- [再看](#再看‸两遍)\n## 流程：再看两遍\n- 转人工", ["sop.md 再看两遍"]), ("- [再‸看](words.md#再看一遍)", ["words.md 再看一遍"]),
      ("- 结论：用户同意=不‸同意", ["words.md no"]), ("- 看‸看", []),
    ] as [(String, [String])])
  func leads(marked: String, expected: [String]) throws {
    var (client, cursor) = try opened(marked)
    let answer = try client.ask("textDocument/definition", at: cursor)
    let found = (answer.array ?? (answer == .null ? [] : [answer])).map { location -> String in
      let path = FileAddress.path(of: location["uri"].string ?? "")
      guard let span = try? TextSpan(location["range"]), let text = client.server.workspace.text(path) else { return "?" }
      let line = text.lines.line(span.start.line + 1).utf16
      let from = line.index(line.startIndex, offsetBy: span.start.character)
      return "\(path.split(separator: "/").last ?? "") \(String(line[from..<line.index(line.startIndex, offsetBy: span.end.character)]) ?? "?")"
    }
    #expect(found == expected)
  }

  @Test func tablesAndDocumentsFromTheVocabulary() throws {
    var client = try Client(files: Parcel.files)
    let cursor = try Cursor(Parcel.vocabulary.replacing("规则 位置认定", with: "规则 位置‸认定"), path: "/p/words.md")
    try client.open(cursor.path, cursor.text)
    let lines = cursor.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try client.ask("textDocument/definition", at: cursor).array?.first?["range"]["start"]["line"].int == lines.firstIndex { $0.hasPrefix("## 规则：") })
    #expect(try client.ask("textDocument/hover", at: cursor)["contents"]["value"].string?.contains("按 轨迹文字 得出 包裹位置") == true)
    let front = try Cursor(Parcel.front.replacing("[words.md]", with: "[words‸.md]") + Parcel.outline)
    try client.open(front.path, front.text)
    #expect(try client.ask("textDocument/definition", at: front)["uri"].string == "file:///p/words.md")
  }

  @Test func referencesAreThoseOfTheWholePack() throws {
    let other = "---\nvocabulary: [words.md]\n---\n- 判断 `位置`\n  - 条件：快递柜\n    - 转人工\n"
    var client = try Client(files: Parcel.files.merging(["/p/other.md": other, "/p/apart.md": "- 判断 `位置`"]) { $1 }, roots: ["/p"])
    let cursor = try Cursor(Parcel.vocabulary.replacing("| where |", with: "| wh‸ere |"), path: "/p/words.md")
    try client.open(cursor.path, cursor.text)
    let all = try client.ask("textDocument/references", at: cursor, ["context": ["includeDeclaration": true]]).array ?? []
    let files = Dictionary(grouping: all) { $0["uri"].string ?? "" }.mapValues(\.count)
    // In the row its id and two labels, what the event brings, and the table's column.
    #expect(files == ["file:///p/words.md": 5, "file:///p/sop.md": 4, "file:///p/other.md": 1])
    #expect(try client.ask("textDocument/references", at: cursor, ["context": ["includeDeclaration": false]]).array?.count == all.count - 3)
  }
}
