import Playbook
import Testing

@testable import LanguageServer

@Suite("Edits: renaming, quick fixes, formatting")
struct EditTests {
  /// Renames what is under the cursor and counts the new name in the outline and in the vocabulary.
  @Test(arguments: [
    ("`包裹‸位置`", "`包裹位置`", "货物位置", 4, 3), ("条件：柜‸子", "条件：柜子", "柜体", 1, 1), ("联系 用‸户", "联系 用户", "买家", 1, 4),
    ("【办理‸退款｜", "【办理退款｜", "退还货款", 1, 1), ("条件：已退‸款", "条件：已退款", "钱已退", 1, 1), ("条件：用户回‸电\n", "条件：用户回电\n", "买家来电", 2, 1),
    ("【退款短‸信】", "【退款短信】", "退款通知", 1, 2), ("跟单【包‸裹跟单】", "跟单【包裹跟单】", "查找跟单", 1, 1), ("受理‸时间", "受理时间", "接单时间", 1, 1),
    ("=不同‸意", "=不同意", "拒绝退款", 1, 1), ("条件：找到‸了、", "条件：找到了、", "已经找到", 1, 2),
  ])
  func renames(marked: String, plain: String, name: String, inOutline: Int, inVocabulary: Int) throws {
    var (client, cursor) = try opened(marked, plain)
    let placeholder = try client.ask("textDocument/prepareRename", at: cursor)["placeholder"].string ?? ""
    let edit = try client.ask("textDocument/rename", at: cursor, ["newName": .string(name)])
    let (sop, words) = (client.text(of: "/p/sop.md", after: edit), client.text(of: "/p/words.md", after: edit))
    #expect(sop.ranges(of: name).count == inOutline && words.ranges(of: name).count == inVocabulary, "\(sop)\n\(words)")
    let before = compile(SourceText(path: "/p/sop.md", text: cursor.text)) { _ in SourceText(path: "", text: Parcel.vocabulary) }
    let after = compile(SourceText(path: "/p/sop.md", text: sop)) { _ in SourceText(path: "", text: words) }
    #expect(after.diagnostics.map(\.check) == before.diagnostics.map(\.check), "renaming \(placeholder) changes what the document means")
  }

  @Test(arguments: [
    ("`包裹‸位置`", "`包裹位置`", "用户同意", "属于|已经是"), ("`包裹‸位置`", "`包裹位置`", "", "空"), ("`包裹‸位置`", "`包裹位置`", "位、置", "不能有“、”"),
    ("条件：家门‸口", "条件：家门口", "未知", "语言自己的词"), ("条件：家门‸口", "条件：家门口", "快递柜", "已经是"), ("转人‸工", "转人工", "随便", "没有可以改名"),
    ("条件：接‸通", "条件：接通", "打通", "没有可以改名"), ("`包裹‸位置`", "`包裹位置`", "甲\n乙", "换行"),
  ])
  func refuses(marked: String, plain: String, name: String, reason: String) throws {
    var (client, cursor) = try opened(marked, plain)
    do {
      _ = try client.ask("textDocument/rename", at: cursor, ["newName": .string(name)])
      Issue.record("renamed to \(name)")
    } catch let error as RPCError {
      #expect(error.code == -32803 && reason.split(separator: "|").contains { error.message.contains($0) }, "\(error.message)")
    }
  }

  @Test func theSameNameInOtherCaseIsNoCollision() throws {
    var (client, cursor) = try opened("`包裹‸位置`", "`包裹位置`")
    #expect(try client.ask("textDocument/rename", at: cursor, ["newName": "包裹 位置"])["documentChanges"].array?.count == 2)
  }

  private func opened(_ marked: String, _ plain: String) throws -> (Client, Cursor) {
    var outline = Parcel.files["/p/sop.md"] ?? ""
    outline.replaceSubrange(try #require(outline.firstRange(of: plain)), with: marked)
    let cursor = try Cursor(outline)
    var client = try Client(files: Parcel.files)
    try client.open(cursor.path, cursor.text)
    return (client, cursor)
  }

  // MARK: quick fixes

  /// Takes the quick fix of the finding, and it is gone.
  @Test(arguments: [
    ("value-without-branch", "- 判断 `包裹位置`\n  - 条件：家门口\n    - 转人工\n  - 条件：未知\n    - 转人工", "  - 条件：快递柜\n    - 转人工"),
    ("value-without-branch", "1. 判断 `包裹位置`\n   1. 条件：家门口\n      - 转人工\n   2. 条件：未知\n      - 转人工", "   - 条件：快递柜\n     - 转人工"),
    ("contact-without-not-reached", "- 联系 用户（2 次）\n  - 条件：接通\n    - 转人工\n- 转人工", "  - 条件：联系不到\n    - 转人工"),
    ("timer-without-expiry", "- 等待 5 分钟（自 此刻 起）\n  - 条件：用户回电\n    - 转人工", "  - 条件：超时\n    - 转人工"),
    ("outcome-without-branch", "- 【办理退款】\n\t- 条件：已退款\n\t\t- 转人工", "\t- 条件：失败"), ("unknown-name", "- 判断 `包裹位子`\n  - 条件：其他\n    - 转人工", "- 判断 `包裹位置`"),
    ("ambiguous-name", "- 判断 包裹位置 和 用户同意\n  - 条件：其他\n    - 转人工", "- 判断 `包裹位置` 和 用户同意"),
  ])
  func fixes(check: String, outline: String, line: String) throws {
    let text = Parcel.front + outline + "\n"
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", text)
    let finding = try #require((client.findings["/p/sop.md"] ?? []).first { $0["code"].string == check }, "\(client.codes("/p/sop.md"))")
    let actions = try client.ask(
      "textDocument/codeAction", ["textDocument": ["uri": "file:///p/sop.md"], "range": finding["range"], "context": ["diagnostics": [finding]]])
    let action = try #require(actions.array?.first { $0["diagnostics"].array?.first?["code"].string == check })
    let fixed = client.text(of: "/p/sop.md", after: action["edit"])
    #expect(fixed.contains("\n" + line), "\(fixed)")
    client.tell("textDocument/didChange", ["textDocument": ["uri": "file:///p/sop.md", "version": 2], "contentChanges": [["text": .string(fixed)]]])
    try client.settle()
    #expect(!(client.findings["/p/sop.md"] ?? []).contains { $0["code"].string == check && $0["message"] == finding["message"] })
  }

  @Test func aRowOfATableIsInsertedBelowTheLast() throws {
    let text = Parcel.front + "## 规则：要不要退\n\n| 包裹位置 | → 用户同意 |\n|---|---|\n| 家门口 | 不同意 |\n\n## 说明\n\n完\n"
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", text)
    let finding = try #require((client.findings["/p/sop.md"] ?? []).first { $0["code"].string == "table-hole" })
    let actions = try client.ask(
      "textDocument/codeAction", ["textDocument": ["uri": "file:///p/sop.md"], "range": finding["range"], "context": ["diagnostics": []]])
    let fixed = client.text(of: "/p/sop.md", after: actions.array?.first?["edit"] ?? .null)
    #expect(fixed.contains("| 家门口 | 不同意 |\n| 快递柜 |"), "\(fixed)")
  }

  // MARK: formatting and outline

  @Test(arguments: ["\n", "\r\n"])
  func formattingWritesWhatThePrinterWrites(end: String) throws {
    let text = "# 例\n\n## 流程\n\n*  判断：`a`\n    *  条件: 是\n        *  转人工\n*   看看\n\n## 说明\n\n一\n".split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: end)
    var client = try Client()
    try client.open("/p/a.md", text)
    let edits = try client.ask("textDocument/formatting", ["textDocument": ["uri": "file:///p/a.md"], "options": ["tabSize": 2, "insertSpaces": true]])
    let expected = formatted(SourceText(path: "/p/a.md", text: text))
    #expect(client.text(of: "/p/a.md", after: edits).replacing("\r\n", with: "\n") == expected.replacing("\r\n", with: "\n"))
    #expect(edits.array?.count == 1)
    try client.open("/p/b.md", expected)
    #expect(try client.ask("textDocument/formatting", ["textDocument": ["uri": "file:///p/b.md"]]) == [])
  }

  @Test func theOutlineAndItsFolds() throws {
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", Parcel.front + Parcel.outline)
    let sections = try client.ask("textDocument/documentSymbol", ["textDocument": ["uri": "file:///p/sop.md"]]).array ?? []
    #expect(sections.compactMap { $0["name"].string } == ["流程", "例：家门口"])
    let decision = sections[0]["children"].array?.first
    #expect(decision?["name"] == "判断 包裹位置" && decision?["children"].array?.count == 3)
    let folds = try client.ask("textDocument/foldingRange", ["textDocument": ["uri": "file:///p/sop.md"]]).array ?? []
    let ranges = folds.map { [$0["startLine"].int ?? -1, $0["endLine"].int ?? -1] }
    let lines = (Parcel.front + Parcel.outline).split(separator: "\n", omittingEmptySubsequences: false)
    func line(_ words: String) -> Int { lines.firstIndex { $0.contains(words) } ?? -1 }
    #expect(ranges.contains([0, 4]))
    #expect(ranges.contains([line("## 流程"), line("- 回到 判断")]))
    #expect(ranges.contains([line("- 判断 `包裹位置`"), line("- 回到 判断")]))
    #expect(ranges.contains([line("条件：柜子"), line("条件：期满") + 1]))
    #expect(!ranges.contains { $0[0] >= $0[1] })
  }
}
