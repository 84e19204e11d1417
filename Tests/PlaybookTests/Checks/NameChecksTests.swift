import Playbook
import Testing

@Suite("Checks of names")
struct NameChecksTests {
  @Test func unknownActions() {
    check(
      "unknown-name", .warning,
      breaking: [
        Breaking(outline: "- 做【外呼骑士】", line: 1, words: "没有声明过名为“外呼骑士”的动作，将由人来做"),
        Breaking(outline: "- 甲\n- 做【短信通志】", line: 2, words: "是不是“短信通知”？"),
        Breaking(outline: "- 做【外呼用户-xx】", line: 1, words: "没有写完"), Breaking(outline: "- 做【XX时间提醒】", line: 1, words: "没有写完"),
        Breaking(outline: "- 做【通知…】", line: 1, words: "没有写完"),
        Breaking(outline: "- 做【外呼骑士】\n- 再【外呼骑士】\n- 又【外呼骑士】", line: 1, words: "行也用到"),
        Breaking(outline: "- 问清情况（【外呼骑士】）\n  - 条件：好\n  - 条件：其他", line: 1, words: "外呼骑士"),
        Breaking(outline: "- 跟单【催单】", line: 1, words: "名为“催单”的跟单"), Breaking(outline: "- 向 店长 询问 餐品位置", line: 1, words: "“店长”的角色"),
        Breaking(outline: "- Do【phone the knight】", line: 1, words: "No action called “phone the knight” is declared", language: .english),
        Breaking(outline: "- Do【text mesage】", line: 1, words: "did you mean “text message”?", language: .english),
      ],
      fine: ["- 做【短信通知】", "- 做【 短信 通知 】", "- 做[随便什么]", "- 【短信通知】，短信里有【】", "- [网页](https://example.org)"])
  }

  @Test func unknownNamesThatDoHarm() {
    check(
      "unknown-name", .error,
      breaking: [
        Breaking(outline: "- 判断 `天气`", line: 1, words: "名为“天气”的事实"), Breaking(outline: "- 禁止：【发火】", line: 1, words: "名为“发火”的动作"),
        Breaking(outline: "- 禁止：乱来", line: 1, words: "谁也拦不住"), Breaking(outline: "- 判断 `餐品位置`\n  - 条件：在火星\n  - 条件：其他 或 未知", line: 2, words: "“在火星”不是这里可能的结果"),
        Breaking(outline: "- 联系 骑手\n  - 条件：接桶\n  - 条件：其他", line: 2, words: "“接通”"),
        Breaking(outline: "- 话术：你好\n  - 条件：好", line: 2, words: "没有结果可选"), Breaking(outline: "- 结论：责任方=大家", line: 1, words: "没有“大家”这个值（可以是：骑手责、用户责）"),
        Breaking(outline: "- 结论：天气=晴", line: 1, words: "名为“天气”的事实"), Breaking(outline: "- 等待 5 分钟（自 日出 起）", line: 1, words: "名为“日出”的事实"),
        Breaking(outline: "- 回到 判断 `餐品位置`", line: 1, words: "回不去"),
        Breaking(outline: "- 承诺：骑手 在 5 分钟内 照片上传；超时 则 【发火】", line: 1, words: "“发火”"),
        Breaking(outline: "- Never: [shouting]", line: 1, words: "No action called “shouting”", language: .english),
        Breaking(outline: "- Decide `weather`", line: 1, words: "No fact called “weather”", language: .english),
      ],
      fine: [
        "- 禁止：联系类动作", "- 话术：餐在{餐品位置}", "- 判断 `餐品位置`\n  - 条件：门口\n  - 条件：其他 或 未知\n- 回到 判断 `餐品位置`", "- 等待 5 分钟（自 上报时间 起）",
        "- 结论：责任方=骑手责",
      ])
  }

  @Test func ambiguousNames() {
    check(
      "ambiguous-name", .error,
      breaking: [
        Breaking(outline: "- 判断餐品位置和配送费\n  - 条件：门口", line: 1, words: "“餐品位置” 或 “配送费”"),
        Breaking(outline: "- 判断 `餐品位置` 和 `配送费`", line: 1, words: "写成 `代码`"),
        Breaking(outline: "- Decide on the place and the delivery fee\n  - When: door", line: 1, words: "could mean", language: .english),
      ],
      fine: ["- 判断 `餐品位置` 和配送费\n  - 条件：门口\n  - 条件：其他 或 未知", "- 判断餐品位置\n  - 条件：其他 或 未知", "- 判断餐品位置和配送费"])
  }

  @Test(arguments: [
    ("| a | 甲 |\n| a | 乙 |", 6, "“a”已经声明过"), ("| a | 甲、丙 |\n| b | 乙、丙 |", 6, "名称“丙”已经是“a”的名称"),
  ])
  func duplicateNames(rows: String, line: Int, words: String) throws {
    for title in ["事实", "角色", "动作", "事件", "跟单"] {
      let found = compiled("## \(title)\n\n| id | 名称 |\n|---|---|\n\(rows)").findings(of: "duplicate-name")
      let finding = try #require(found.first, "\(title)")
      #expect((finding.place.line, finding.level, found.count) == (line, .error, 1), "\(title)")
      #expect(finding.text.contains(words))
    }
    #expect(compiled(chineseVocabulary).findings(of: "duplicate-name").isEmpty)
    #expect(compiled("## 话术\n\n| id | 名称 | 语言 |\n|---|---|---|\n| a | 甲 | en |\n| a | 甲 | zh |").findings(of: "duplicate-name").isEmpty)
  }
}
