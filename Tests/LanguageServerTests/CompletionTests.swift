import Testing

@testable import LanguageServer

@Suite("Completion offers what may stand there")
struct CompletionTests {
  /// The labels that begin the list, and the line after the first is chosen.
  @Test(
    arguments: [
      ("- 判断 `‸", ["包裹位置", "用户同意"], "- 判断 `包裹位置`"), ("- 判断 ‸", ["包裹位置"], "- 判断 `包裹位置`"), ("- 判断 `包‸`", ["包裹位置"], "- 判断 `包裹位置`"),
      ("- 判断 `位置`\n  - 条件：‸", ["家门口", "快递柜", "其他", "未知", "包裹位置"], "  - 条件：家门口"),
      ("- 判断 `位置`\n  - 条件：家门口、‸", ["家门口", "快递柜"], "  - 条件：家门口、家门口"), ("- 判断 `位置`\n  - 条件：用户同意=‸", ["同意", "不同意", "未知"], "  - 条件：用户同意=同意"),
      ("- 【办理退款】\n  - 条件：‸", ["已退款", "失败"], "  - 条件：已退款"), ("- 联系 用户\n  - 条件：‸", ["接通", "拒接"], "  - 条件：接通"),
      ("- 等待 5 分钟\n  - When: ‸", ["超时", "用户回电"], "  - When: 超时"), ("- 跟单【包裹跟单】\n  - 条件：‸", ["找到了", "期满", "用户回电"], "  - 条件：找到了"),
      ("- 【‸", ["办理退款", "催促商家"], "- 【办理退款】"), ("- 【办‸】", ["办理退款", "催促商家"], "- 【办理退款】"), ("- 禁止：‸", ["办理退款"], "- 禁止：【办理退款】"),
      ("- 【办理退款｜‸", ["金额"], "- 【办理退款｜金额："), ("- 跟单【‸", ["包裹跟单"], "- 跟单【包裹跟单】"), ("- 话术：【‸", ["退款短信"], "- 话术：【退款短信】"),
      ("- 话术：‸", ["退款短信"], "- 话术：【退款短信】"), ("- 话术：已退 {‸", ["包裹位置"], "- 话术：已退 {包裹位置}"), ("- 联系 ‸", ["用户", "商家"], "- 联系 用户"),
      ("- 联系 用户（先 ‸", ["用户", "商家"], "- 联系 用户（先 用户"), ("- 向 ‸", ["用户"], "- 向 用户"), ("- 向 用户 询问 ‸", ["包裹位置"], "- 向 用户 询问 包裹位置"),
      ("- 等待 5 分钟（自 ‸", ["受理时间", "此刻"], "- 等待 5 分钟（自 受理时间"), ("- 结论：‸", ["包裹位置", "用户同意"], "- 结论：包裹位置="),
      ("- 结论：包裹位置=‸", ["家门口", "快递柜"], "- 结论：包裹位置=家门口"), ("- 承诺：‸", ["用户", "商家"], "- 承诺：用户"),
      ("- 回到 判断 ‸", ["包裹位置"], "- 回到 判断 `包裹位置`"), ("- ‸", ["判断 ", "条件："], "- 判断 "), ("- 电话侧：联系 ‸", ["用户"], "- 电话侧：联系 用户"),
      ("## ‸", ["流程"], "## 流程"), ("- 看一看这件包裹到底在哪里再说‸", [], ""),
      ("## 例：x\n| 事件 | 期望 |\n|---|---|\n| 开始：包裹位置=‸", ["家门口"], "| 开始：包裹位置=家门口"), ("## 例：x\n| 事件 | 期望 |\n|---|---|\n| - | 联‸", ["【"], "| - | 【"),
      ("## 规则：x\n| 包裹位置 | → 用户同意 |\n|---|---|\n| ‸", ["家门口", "快递柜"], "| 家门口"), ("## 规则：x\n| 包裹位置 | → ‸", ["包裹位置"], "| 包裹位置 | → 包裹位置"),
      ("## 规则：x\n| 包裹位置 | → 用户同意 |\n|---|---|\n| - | ‸", ["同意", "不同意"], "| - | 同意"),
      ("## 事实\n| id | 类型 | 来源 |\n|---|---|---|\n| a | ‸", ["单选"], "| a | 单选"),
      ("## 事实\n| id | 类型 | 来源 |\n|---|---|---|\n| a | 文字 | 规则 ‸", ["位置认定"], "| a | 文字 | 规则 位置认定"),
      ("## 动作\n| id | 对象 |\n|---|---|\n| a | ‸", ["用户"], "| a | 用户"),
    ] as [(String, [String], String)])
  func offers(marked: String, labels: [String], line: String) throws {
    let cursor = try Cursor(Parcel.front + marked)
    var client = try Client(files: Parcel.files)
    try client.open(cursor.path, cursor.text)
    let items = try client.ask("textDocument/completion", at: cursor).array ?? []
    let found = items.compactMap { $0["label"].string }
    #expect(Array(found.prefix(labels.count)) == labels, "\(found)")
    guard let first = items.first else { return }
    let text = client.text(of: cursor.path, after: [first["textEdit"]])
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[cursor.position.line] == line)
  }

  @Test(
    arguments: [
      ("- Decide `‸", ["parcel"], "- Decide `parcel`"), ("- Decide `parcel`\n  - When: ‸", ["at home", "lost", "Otherwise"], "  - When: at home"),
      ("- Contact ‸", ["customer"], "- Contact customer"), ("- Ask customer for ‸", ["parcel"], "- Ask customer for parcel"),
      ("- ‸", ["Decide ", "When: "], "- Decide "),
      ("- [‸", ["refund"], "- [refund]"),
    ] as [(String, [String], String)])
  func english(marked: String, labels: [String], line: String) throws {
    let words = """
      ## Facts
      | id | labels | type | values | sources |
      |---|---|---|---|---|
      | parcel | parcel | choice | home at home; lost lost | agent |
      ## Parties
      | id | labels |
      |---|---|
      | customer | customer |
      ## Actions
      | id | labels | kind |
      |---|---|---|
      | refund | refund | money |

      """
    try offersIn("---\nlocale: en\n---\n" + words + "\n## Procedure\n" + marked, labels: labels, line: line)
  }

  private func offersIn(_ marked: String, labels: [String], line: String) throws {
    let cursor = try Cursor(marked)
    var client = try Client()
    try client.open(cursor.path, cursor.text)
    let items = try client.ask("textDocument/completion", at: cursor).array ?? []
    #expect(Array(items.compactMap { $0["label"].string }.prefix(labels.count)) == labels)
    let text = client.text(of: cursor.path, after: .array(items.prefix(1).map { $0["textEdit"] }))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[cursor.position.line] == line)
  }
}
