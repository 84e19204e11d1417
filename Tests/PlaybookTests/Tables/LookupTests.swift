import Playbook
import Testing

@Suite("Looking up decision tables")
struct LookupTests {
  private let first = """
    | 轨迹文字 | 取件方式 | → 本人签收 |
    |---|---|---|
    | “*本人签收*” | - | 是 |
    | “已到达*” | - | 否 |
    | - | 取件码 | 是 |
    | 其他 | | 未知 |
    """

  @Test func theFirstRowThatFitsDecides() throws {
    let (table, plan) = try TableSample.table("首个", first)
    #expect(try table.lookup("signed", ["track": "本人签收", "pickup": "当面"], plan) == "yes by 1")
    #expect(try table.lookup("signed", ["track": "已到达，本人签收"], plan) == "yes by 1")
    #expect(try table.lookup("signed", ["track": "已到达驿站", "pickup": "取件码"], plan) == "no by 2")
    #expect(try table.lookup("signed", ["track": "派送中", "pickup": "取件码"], plan) == "yes by 3")
    #expect(try table.lookup("signed", ["track": "派送中", "pickup": "当面"], plan) == "nothing")
  }

  @Test func onlyWhatMakesADifferenceIsAskedFor() throws {
    let (table, plan) = try TableSample.table("首个", first)
    #expect(try table.lookup("signed", [:], plan) == "needs track")
    #expect(try table.lookup("signed", ["track": "本人签收"], plan) == "yes by 1")
    #expect(try table.lookup("signed", ["track": "派送中"], plan) == "needs pickup")
    #expect(try table.lookup("signed", ["pickup": "取件码"], plan) == "needs track")
  }

  @Test func whatNobodyCanSayIsNeverTakenForSomethingElse() throws {
    let (table, plan) = try TableSample.table("首个", first)
    // Row 3 would say yes, but had the text been known, row 2 might have said no.
    #expect(try table.lookup("signed", ["track": "?", "pickup": "取件码"], plan) == "nothing")
    #expect(try table.lookup("signed", ["track": "?"], plan) == "nothing")
    #expect(try table.lookup("signed", ["track": "本人签收", "pickup": "?"], plan) == "yes by 1")
  }

  @Test func openRowsThatSayTheSameDontMatter() throws {
    let (table, plan) = try TableSample.table("首个", "| 轨迹文字 | 已发货 | → 责任 |\n|---|---|---|\n| “丢*” | - | 商家责 |\n| - | 是 | 商家责 |\n| 其他 | | 无责 |")
    #expect(try table.lookup("ruling", ["sent": "是"], plan) == "shop by 2")
    #expect(try table.lookup("ruling", ["track": "?", "sent": "是"], plan) == "shop by 2")
    #expect(try table.lookup("ruling", ["track": "?", "sent": "否"], plan) == "nothing")
  }

  @Test func aRowThatNamesTheUnknownSpeaksForIt() throws {
    let (table, plan) = try TableSample.table("首个", "| 已发货 | 件数 | → 责任 |\n|---|---|---|\n| 是 | - | 商家责 |\n| 未知 | - | 无责 |\n| - | - | 用户责 |")
    #expect(try table.lookup("ruling", [:], plan) == "needs sent")
    #expect(try table.lookup("ruling", ["sent": "?"], plan) == "none by 2")
    #expect(try table.lookup("ruling", ["sent": "否"], plan) == "user by 3")
  }

  @Test func uniqueRowsThatContradictEachOtherSayNothing() throws {
    let (table, plan) = try TableSample.table(
      "唯一", "| 金额 | → 责任 | → 赔付 |\n|---|---|---|\n| > 20 元 | 商家责 | 5 元 |\n| 20–50 元 | 商家责 | 6 元 |\n| < 20 元 | 无责 | 0 元 |")
    #expect(try table.lookup("ruling", ["fee": "30"], plan) == "shop by 1")
    #expect(try table.lookup("refund", ["fee": "30"], plan) == "nothing")
    #expect(try table.lookup("refund", ["fee": "20"], plan) == "600 fen by 2")
  }

  @Test func rowsAreGathered() throws {
    let rows = "| 已发货 | 件数 | → 赔付 |\n|---|---|---|\n| 是 | - | 5 元 |\n| - | > 3 | 7 元 |\n| - | > 5 | 2 元 |"
    func lookup(_ policy: String, _ sent: String, _ count: String) throws -> String {
      let (table, plan) = try TableSample.table(policy, rows)
      return try table.lookup("refund", ["sent": sent, "count": count], plan)
    }
    #expect(try lookup("汇总 求和", "是", "6") == "1400 fen by 1,2,3")
    #expect(try lookup("汇总 求和", "否", "1") == "0 fen by ")
    #expect(try lookup("汇总 求和", "?", "1") == "nothing")
    #expect(try lookup("汇总 最大", "是", "6") == "700 fen by 1,2,3")
    #expect(try lookup("汇总 最小", "是", "4") == "500 fen by 1,2")
    #expect(try lookup("汇总 最小", "否", "1") == "nothing")
  }

  @Test func rowsAreCounted() throws {
    let facts = "# 数\n\n## 事实\n| id | 名称 | 类型 | 来源 |\n|---|---|---|---|\n| a | 迟到 | 是否 | |\n| b | 破损 | 是否 | |\n| n | 问题数 | 数字 | 规则 数 |\n\n"
    let plan = compiled(facts + "## 规则：数（汇总 计数）\n\n| 迟到 | 破损 | → 问题数 |\n|---|---|---|\n| 是 | - | |\n| - | 是 | |\n").plan
    let table = try #require(plan.table("数"))
    #expect(try table.lookup("n", ["a": "是", "b": "是"], plan) == "2.0 by 1,2")
    #expect(try table.lookup("n", ["a": "否", "b": "否"], plan) == "0.0 by ")
  }
}
