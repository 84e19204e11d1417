import Playbook
import Testing

@Suite("Reading decision tables")
struct TableReadingTests {
  @Test(arguments: [
    ("", HitPolicy.unique), ("唯一", .unique), ("首个", .first), ("汇总 求和", .collect(.sum)), ("汇总，最大", .collect(.most)), ("汇总 最小", .collect(.least)),
    ("first", .first),
    ("collect sum", .collect(.sum)),
  ])
  func thePolicyStandsBehindTheName(words: String, policy: HitPolicy) throws {
    let (table, _) = try TableSample.table(words, "| 已发货 | → 赔付 |\n|---|---|\n| 是 | 5 元 |")
    #expect(table.policy == policy)
    #expect(table.id == "甲")
  }

  @Test func columnsAreBoundByLabelOrCodeAndRemarksAreLeftOut() throws {
    let (table, _) = try TableSample.table(
      "首个", "| 说明 | `sent` | → 责任 | 件数 | -> 赔付 |\n|---|---|---|---|---|\n| 甲 | 是 | 商家责 | > 3 | 5 元 |\n| 乙 | 其他 | 未知 | | - |")
    #expect(table.inputs == ["sent", "count"])
    #expect(table.outputs == ["ruling", "refund"])
    #expect(table.rows.map(\.outputs) == [[.choice("shop"), .money(fen: 500)], [nil, nil]])
    #expect(table.rows.map(\.isOtherwise) == [false, true])
    #expect(table.rows[0].sentence.text == "是 ｜ > 3 → 商家责 ｜ 5 元")
  }

  @Test func englishTablesReadAlike() throws {
    let (table, plan) = try TableSample.table(
      "first",
      "| sent | fee | -> ruling | note |\n|---|---|---|---|\n| yes | at most 30 yuan | shop | |\n| not yes | - | user | |\n| otherwise | | unknown | |",
      in: .english)
    #expect(try table.lookup("ruling", ["sent": "yes", "fee": "30"], plan) == "shop by 1")
    #expect(try table.lookup("ruling", ["sent": "no"], plan) == "user by 2")
    #expect(try table.lookup("ruling", ["sent": "yes", "fee": "31"], plan) == "nothing")
  }

  @Test func aTableInAVocabularyFileIsFoundByName() throws {
    let plan = compiled(
      "---\nvocabulary: [v.md]\n---\n# 主\n\n## 流程\n- 判断 `本人签收`\n",
      others: ["v.md": TableSample.chineseFacts + "## 规则：甲（首个）\n\n| 已发货 | → 本人签收 |\n|---|---|\n| 是 | 否 |\n| 否 | 否 |\n"]
    ).plan
    #expect(plan.tables.map(\.id) == ["甲"])
    #expect(plan.tables[0].file == "v.md")
    #expect(plan.fact("signed")?.sources == [.rules("甲")])
  }

  @Test(arguments: [
    ("## 规则：甲（随便）\n\n| 已发货 | → 赔付 |\n|---|---|\n| 是 | 5 元 |", "unreadable-part", "“随便”读不懂：写唯一、首个"),
    ("## 规则：甲\n\n没有表", "unreadable-part", "规则一节要有一张表"),
    ("## 规则：甲\n\n| 已发贷 | → 赔付 |\n|---|---|\n| 是 | 5 元 |", "unknown-name", "没有名为“已发贷”的事实，是不是“已发货”？"),
    ("## 规则：甲\n\n| 已发货 | 已发货 | → 赔付 |\n|---|---|---|\n| 是 | 是 | 5 元 |", "duplicate-name", "已经有一列"),
    ("## 规则：甲\n\n| 已发货 | 赔付 |\n|---|---|\n| 是 | 5 元 |", "unreadable-part", "没有结论列"),
    ("## 规则：甲\n\n| → 赔付 |\n|---|\n| 5 元 |", "unreadable-part", "没有条件列"),
    ("## 规则：甲（汇总 求和）\n\n| 已发货 | → 责任 |\n|---|---|\n| 是 | 商家责 |", "unreadable-part", "只能汇总数字、金额、时长"),
    ("## 规则：甲\n\n| 已发货 | 件数 | → 赔付 |\n|---|---|---|\n| 其他 | 3 | 5 元 |", "unreadable-part", "其余条件要空着"),
    ("## 规则：甲\n\n| 已发货 | 件数 | → 赔付 |\n|---|---|---|\n| 是 | 其他 | 5 元 |", "unreadable-part", "只写在第一个条件列"),
    ("## 规则：甲\n\n| 已发货 | → 赔付 |\n|---|---|\n| 其他 | 5 元 |\n| 其他 | 6 元 |", "unreadable-part", "“其他”只能有一行"),
    ("## 规则：甲\n\n| 已发货 | → 赔付 |\n|---|---|\n| 是 | 五元 |", "unreadable-part", "“五元”读不懂：应为金额"),
    ("## 规则：甲\n\n| 已发货 | → 赔付 |\n|---|---|\n| 是 | 5 元 |\n\n## 规则：甲\n\n| 件数 | → 责任 |\n|---|---|\n| 3 | 无责 |", "duplicate-name", "规则“甲”已经有了"),
  ])
  func whatIsWrongIsTold(text: String, id: String, words: String) {
    let found = TableSample.compiled(text).findings(of: id)
    #expect(found.contains { $0.text.contains(words) && $0.level == .error }, "\(found.map(\.text))")
  }

  @Test func aTableThatWasNotUnderstoodTellsNothing() throws {
    let compilation = TableSample.compiled("## 规则：甲\n\n| 已发货 | → 赔付 |\n|---|---|\n| 是 | 5 元 |\n| 也许 | 6 元 |")
    let table = try #require(compilation.plan.tables.first)
    #expect(table.lookup("refund") { _ in .known(.flag(true)) } == .nothing)
  }

  @Test func aSourceNamesATableThatTellsTheFact() {
    let facts = TableSample.chineseFacts
    let found = compiled(facts + "## 规则：甲\n\n| 已发货 | → 赔付 |\n|---|---|\n| - | 5 元 |\n").findings(of: "unreadable-part").map(\.text)
    #expect(found == ["“规则 甲”读不懂：规则“甲”没有“→ 本人签收”一列。", "“规则 甲”读不懂：规则“甲”没有“→ 责任”一列。"])
    let missing = compiled(facts).findings(of: "unknown-name").map(\.text)
    #expect(missing.count == 3 && missing.allSatisfy { $0.contains("没有声明过名为“甲”的规则") }, "\(missing)")
  }

  @Test func aCircleOfTablesIsToldAndBroken() throws {
    let facts = """
      # 圈

      ## 事实
      | id | 名称 | 类型 | 来源 |
      |---|---|---|---|
      | a | 甲事 | 是否 | 规则 一 |
      | b | 乙事 | 是否 | 规则 二，客服 |

      ## 规则：一

      | 乙事 | → 甲事 |
      |---|---|
      | 是 | 是 |
      | 否 | 否 |

      ## 规则：二

      | 甲事 | → 乙事 |
      |---|---|
      | 是 | 是 |
      | 否 | 否 |

      """
    let compilation = compiled(facts)
    let found = compilation.findings(of: "unreadable-part")
    #expect(found.map(\.text) == ["规则“一”绕了圈：“甲事”要由它自己推出来（甲事 ← 乙事 ← 甲事）。"])
    #expect(compilation.plan.fact("a")?.sources == [])
    #expect(compilation.plan.fact("b")?.sources == [.rules("二"), .agent])
  }

  @Test func aChapterOfRulesWithoutANameIsProse() {
    let compilation = compiled("# 说明书\n\n## 规则\n\n不得吵架。\n\n- 判断天气\n")
    #expect(compilation.plan.tables.isEmpty)
    #expect(compilation.plan.main.steps.count == 1)
  }

  @Test func theRowsThatToldAFactAreReadBackFromItsSource() {
    for reference in [RowReference(table: "签收 认定", rows: [3]), RowReference(table: "a row 2", rows: [1, 4]), RowReference(table: "甲", rows: [])] {
      #expect(RowReference(source: reference.source) == reference)
    }
    #expect(RowReference(table: "甲", rows: [3]).source == "rules 甲 row 3")
    #expect(RowReference(source: "agent rules") == nil)
  }
}
