import Playbook
import Testing

@Suite("Checks of what a careful reviewer would see in an outline")
struct ReviewChecksTests {
  @Test func moneyWithoutGuard() {
    check(
      "money-without-guard", .warning,
      breaking: [
        Breaking(outline: "- 【退款】", line: 1, words: "“退款”要花钱，却没有声明前提"),
        Breaking(outline: "- [refund]", line: 1, words: "moves money but declares no requirement", language: .english),
      ], fine: ["- 【短信通知】"])
    let guarded = chineseVocabulary.replacing("done 已退款；refused 被拒 ! | | | | |", with: "done 已退款；refused 被拒 ! | | 责任方=骑手责 | | |")
    func found(_ outline: String) -> [Diagnostic] {
      compile(SourceText(path: "a.md", text: "\(guarded)\n\n## 流程\n\n\(outline)\n")) { _ in nil }.diagnostics.filter { $0.check == "money-without-guard" }
    }
    #expect(guarded != chineseVocabulary)
    #expect(found("- 【退款】").map(\.level) == [.error])
    #expect(found("- 判断 `责任方`\n  - 条件：骑手责\n    - 【退款】\n  - 条件：用户责").isEmpty)
    // A linked procedure may have ruled otherwise in between.
    #expect(found("- 判断 `责任方`\n  - 条件：骑手责\n    - [改判](#改判)\n    - 【退款】\n  - 条件：用户责\n\n## 流程：改判\n\n- 结论：责任方=用户责").map(\.level) == [.error])
    let capped = chineseVocabulary.replacing("done 已退款；refused 被拒 ! | | | | |", with: "done 已退款；refused 被拒 ! | | 配送费 不超过 30 元 | | |")
    func foundCapped(_ outline: String) -> [Diagnostic] {
      compile(SourceText(path: "a.md", text: "\(capped)\n\n## 流程\n\n\(outline)\n")) { _ in nil }.diagnostics.filter { $0.check == "money-without-guard" }
    }
    #expect(foundCapped("- 判断 `配送费`\n  - 条件：不超过 30 元\n    - 【退款】\n  - 条件：超过 30 元").isEmpty)
    #expect(foundCapped("- 判断 `配送费`\n  - 条件：不超过 10 元\n    - 【退款】\n  - 条件：其他").isEmpty)
    #expect(foundCapped("- 判断 `配送费`\n  - 条件：不超过 40 元\n    - 【退款】\n  - 条件：其他").map(\.level) == [.error])
  }

  @Test func factAskedTwice() {
    check(
      "fact-asked-twice", .warning,
      breaking: [
        Breaking(
          outline: "- 判断 `责任方`\n  - 条件：骑手责\n    - 判断 `责任方`\n      - 条件：骑手责\n      - 条件：用户责\n  - 条件：用户责", line: 3, words: "“责任方”已经确定是“骑手责”"),
        Breaking(outline: "- 核实天气\n  - 条件：晴\n    - 核实天气\n      - 条件：晴\n      - 条件：其他\n  - 条件：其他", line: 3, words: "已经问过同样的话"),
      ],
      fine: [
        "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：用户责\n- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：用户责",
        "- 判断 `责任方`\n  - 条件：骑手责\n    - 等待 5 分钟（自 此刻 起）\n    - 判断 `责任方`\n      - 条件：骑手责\n      - 条件：用户责\n  - 条件：用户责",
        "- 判断 `位置`\n  - 条件：在门口\n    - 判断 `位置`\n      - 条件：在门口\n      - 条件：其他 或 未知\n  - 条件：其他 或 未知",
      ])
  }

  @Test func overlappingBranches() {
    check(
      "overlapping-branches", .warning,
      breaking: [
        Breaking(outline: "- 判断 `配送费`\n  - 条件：超过 20 元\n  - 条件：不超过 30 元", line: 3, words: "都符合，只会走前一个"),
        Breaking(outline: "- 判断 `位置`\n  - 条件：在门口、在店里\n  - 条件：在店里、在路上\n  - 条件：未知", line: 3, words: "在店里"),
        Breaking(outline: "- Decide `fee`\n  - When: more than 20\n  - When: less than 30", line: 3, words: "the first is taken", language: .english),
      ],
      fine: [
        "- 判断 `配送费`\n  - 条件：超过 20 元\n  - 条件：不超过 20 元", "- 判断 `配送费`\n  - 条件：不超过 20 元\n  - 条件：其他",
        // A wider one behind a narrower one: the first that fits is meant.
        "- 判断 `配送费`\n  - 条件：不超过 0 元\n  - 条件：不超过 5 元\n  - 条件：其他", "- 判断 `位置`\n  - 条件：在门口\n  - 条件：在门口、在店里\n  - 条件：其他",
      ])
  }

  @Test func siblingsContradict() {
    check(
      "siblings-contradict", .warning,
      breaking: [
        Breaking(outline: "- 不提供号码\n- 提供号码", line: 2, words: "和第"), Breaking(outline: "- 联系店长\n- 禁止联系店长", line: 2, words: "相反"),
        Breaking(outline: "- Call the shop\n- Do not call the shop", line: 2, words: "both can't be followed", language: .english),
      ],
      fine: ["- 不提供号码\n- 提供餐品位置", "- 判断天气\n  - 条件：晴\n    - 送餐\n  - 条件：其他\n    - 不送餐"])
  }

  @Test func waitWithoutEnd() {
    check(
      "wait-without-end", .warning,
      breaking: [
        Breaking(outline: "- 等待商家确认", line: 1, words: "没有写最多等多久"), Breaking(outline: "- 等用户回复", line: 1, words: "等多久"),
        Breaking(outline: "- Wait for the merchant", line: 1, words: "how long to wait", language: .english),
      ],
      fine: ["- 等待 30 分钟（自 此刻 起）", "- 等级核对", "- 请用户在 App 等待"])
  }

  @Test func promiseIncomplete() {
    check(
      "promise-incomplete", .warning,
      breaking: [
        Breaking(outline: "- 承诺：在 5 分钟内 上传照片；超时 则 【短信通知】", line: 1, words: "没有写由谁兑现"),
        Breaking(outline: "- 承诺：骑手 在 5 分钟内 上传照片", line: 1, words: "没有兑现会怎样"), Breaking(outline: "- 向用户承诺尽快补发", line: 1, words: "在多久之内"),
        Breaking(outline: "- Promise the customer a new one", line: 1, words: "nor until when", language: .english),
      ],
      fine: ["- 承诺：骑手 在 5 分钟内 上传照片；超时 则 【短信通知】", "- 查看承诺时间"])
  }

  @Test func followUpIncomplete() throws {
    let lacking = chineseVocabulary.replacing("| 客服 | 15 分钟 | 2 小时 |", with: "| | | |")
    let text = "\(lacking)\n\n## 流程\n\n- 跟单【联系跟单】\n"
    let found = compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.filter { $0.check == "follow-up-incomplete" }.map(\.text)
    #expect(found.contains { $0.contains("没有写间隔、期限、负责") })
    #expect(found.contains { $0.contains("回到哪里") })
    check("follow-up-incomplete", .warning, breaking: [], fine: ["- 跟单【联系跟单】\n  - 条件：跟到了\n  - 条件：期满"])
  }

  @Test func wordingHasTextAndSlots() {
    check(
      "slot-without-fact", .error,
      breaking: [
        Breaking(outline: "- 话术：您的餐在{餐品位子}", line: 1, words: "空格“{餐品位子}”"),
        Breaking(outline: "- Say: your meal is {nowhere}", line: 1, words: "stands for no fact", language: .english),
      ],
      fine: ["- 话术：您的餐在{餐品位置}"])
    let silent = chineseVocabulary.replacing("| 30 秒，3 次 | | 等待话术 | |", with: "| 30 秒，3 次 | | | |")
    let found = compile(SourceText(path: "a.md", text: "\(silent)\n\n## 流程\n\n- 【短信通知】\n- 【短信通知】\n")) { _ in nil }.diagnostics
    #expect(found.filter { $0.check == "action-without-text" }.map(\.text) == ["“短信通知”会发给人，却没有话术。"])
    check("action-without-text", .warning, breaking: [], fine: ["- 【短信通知】"])
  }

  @Test func mergedOutcomes() {
    check(
      "merged-outcomes", .warning,
      breaking: [
        Breaking(outline: "- 联系店长\n  - 条件：不要餐/未联系到用户\n    - 不退款，联系不到【短信通知】\n  - 条件：其他", line: 2, words: "只适合“未联系到用户”"),
        Breaking(
          outline: "- Ask the shop\n  - When: closed / not reached\n    - leave it, not reached: send a text\n  - When: otherwise", line: 2,
          words: "fits “not reached” only", language: .english),
      ],
      fine: ["- 联系店长\n  - 条件：不要餐/未联系到用户\n    - 不退款，记录下来\n  - 条件：其他", "- 联系店长\n  - 条件：未联系到用户\n    - 不退款，联系不到发短信\n  - 条件：其他"])
  }

  @Test func hiddenAlternative() {
    check(
      "hidden-alternative", .warning,
      breaking: [
        Breaking(outline: "- 返餐中：问骑手 / 已返店：问店长", line: 1, words: "“返餐中”、“已返店”"), Breaking(outline: "- 告知情况，如用户同意可以把号码告知店长", line: 1, words: "“如用户同意”"),
        Breaking(outline: "- 地址准确的话放下并拍照", line: 1, words: "“地址准确”"),
        Breaking(outline: "- Tell them; if they agree, give the number", line: 1, words: "hides the condition “if they agree”", language: .english),
      ],
      fine: ["- 线上渠道（如 App、公众号）受理", "- 如实记录", "- 如用户同意可以告知，否则不告知", "- 安抚店长 参考话术：如果用户再次申诉，会有人处理", "- 说明：如何查询"])
  }

  @Test func noteHidesCondition() {
    check(
      "note-hides-condition", .warning,
      breaking: [
        Breaking(outline: "- 甲\n  - 注：在线侧发送卡片，电话侧只安抚", line: 2, words: "“在线侧”“电话侧”"), Breaking(outline: "- 甲\n  - 注：如果下雨就多等一会儿", line: 2, words: "不会执行"),
        Breaking(outline: "- a\n  - Note: unless it rains, go on", line: 2, words: "never executed", language: .english),
      ],
      fine: ["- 甲\n  - 注：先核对楼号"])
  }

  @Test func decisionNamesAnother() {
    check(
      "decision-names-another", .warning,
      breaking: [Breaking(outline: "- 判断支付状态\n  - 条件：未发起退款\n  - 条件：已发起退款", line: 1, words: "问的是“支付”，分支写的却都是“退款”")],
      fine: ["- 判断退款状态\n  - 条件：未发起退款\n  - 条件：已发起退款", "- 判断订单状态\n  - 条件：已送达\n  - 条件：未送达", "- 判断支付状态\n  - 条件：已支付\n  - 条件：已退款"])
  }

  @Test func contactWithoutAttempts() {
    check(
      "contact-without-attempts", .warning,
      breaking: [
        Breaking(outline: "- 联系店长\n  - 条件：联系到\n  - 条件：联系不到", line: 1, words: "没有写打几次"),
        Breaking(outline: "- Call the shop\n  - When: reached\n  - When: not reached", line: 1, words: "how often to try", language: .english),
      ],
      fine: ["- 联系店长，最多打 2 次\n  - 条件：联系到\n  - 条件：联系不到", "- 联系 骑手\n  - 条件：接通\n  - 条件：联系不到"])
  }

  @Test func messageTooLong() {
    let long = String(repeating: "很", count: 60)
    let text = chineseVocabulary.replacing("您好，餐在{餐品位置}。", with: long + "{备注内容}")
    func found(_ text: String) -> [String] {
      compile(SourceText(path: "a.md", text: "\(text)\n\n## 流程\n\n- 甲\n")) { _ in nil }.diagnostics.filter { $0.check == "message-too-long" }.map(\.text)
    }
    // A text fact has 12 characters at most, if the document doesn't say.
    #expect(found(text) == ["“等待话术”（zh-CN）最长 72 字，上限 70 字。"])
    #expect(found(chineseVocabulary).isEmpty)
    let limited = text.replacing("| 渠道 | 语言 | 文字 |", with: "| 渠道 | 语言 | 文字 | 上限 |").replacing(long + "{备注内容} |", with: long + "{备注内容} | 2 条 |")
    #expect(found(limited).isEmpty)
  }

  /// The check assumes no less than what is said of the longest values.
  @Test(arguments: [("配送费", "9999999.99 元"), ("剩余时间", "99 天 23 小时 59 分钟 59 秒")])
  func slotsCountAsTheirLongestValues(name: String, longest: String) throws {
    let facts = "## 事实\n\n| id | 名称 | 类型 |\n|---|---|---|\n| fee | 配送费 | 金额 |\n| rest | 剩余时间 | 时长 |\n\n"
    for room in [longest.count - 1, longest.count] {
      let messages = "## 话术\n\n| id | 名称 | 渠道 | 语言 | 文字 | 上限 |\n|---|---|---|---|---|---|\n| m | 通知 | 短信 | zh-CN | {\(name)} | \(room) 字 |\n\n"
      let compilation = compile(SourceText(path: "a.md", text: facts + messages + "## 流程\n\n- 甲\n")) { _ in nil }
      let fact = try #require(compilation.plan.vocabulary.facts.first { $0.name == name })
      let value = try #require(fact.value(longest))
      #expect(fact.words(for: value, in: .chinese) == longest)
      #expect(compilation.findings(of: "message-too-long").count == (room < longest.count ? 1 : 0))
    }
  }
}
