import Playbook
import Testing

@Suite("Cells of decision tables")
struct CellTests {
  /// A cell of one fact: what fits it, and what doesn't.
  @Test(arguments: [
    ("pickup", "取件码", ["取件码"], ["当面", "其他方式"]), ("pickup", "取件码、当面", ["取件码", "当面"], ["其他方式"]), ("pickup", "取件码 或 hand", ["取件码", "当面"], ["其他方式"]),
    ("pickup", "不是 取件码、当面", ["其他方式"], ["取件码", "当面"]), ("pickup", "除取件码以外", ["当面"], ["取件码"]), ("pickup", "“当面”", ["当面"], ["取件码"]),
    ("sent", "是", ["是"], ["否"]), ("sent", "不是 是", ["否"], ["是"]), ("pickup", "不是 未知", ["取件码"], ["?"]), ("pickup", "未知", ["?"], ["取件码"]),
    ("pickup", "当面、未知", ["当面", "?"], ["取件码"]), ("pickup", "-", ["当面", "?"], []), ("pickup", "", ["当面", "?"], []),
    ("fee", "30 元", ["30"], ["29.99", "30.01"]), ("fee", "10–30 元", ["10", "30", "20.5"], ["9.99", "30.01"]), ("fee", "10-30元", ["10", "30"], ["31"]),
    ("fee", "[10..30)", ["10", "29.99"], ["30"]), ("fee", "(10, 30]", ["10.01", "30"], ["10"]), ("fee", "> 30 元", ["30.01"], ["30"]),
    ("fee", "≥30 元", ["30"], ["29.99"]),
    ("fee", "不超过 30 元", ["30"], ["30.01"]), ("fee", "30 元以上", ["30"], ["29"]), ("fee", "30 元以内", ["30"], ["31"]), ("fee", "不满 30 元", ["29.99"], ["30"]),
    ("fee", "< 10 元、> 20 元", ["9", "21"], ["10", "20", "15"]), ("fee", "不是 10–20 元", ["9", "21"], ["10", "20", "15"]),
    ("fee", "10 元至 20 元", ["10", "20"], ["21"]),
    ("late", "2–3 天", ["2 天", "60 小时"], ["3 天 1 小时"]), ("late", "30 分钟以上", ["30 分钟", "1 小时"], ["29 分钟"]), ("late", "超过 1 小时", ["61 分钟"], ["1 小时"]),
    ("count", "3–5", ["3", "5 件"], ["6"]), ("count", "5 件以上", ["5"], ["4"]), ("count", "1、3、5", ["1", "3"], ["2"]),
    ("fee", "1,000–2,000 元", ["1000", "1500"], ["1", "0", "999"]), ("fee", "超过 1，000 元", ["1000.01"], ["1000", "2"]),
    ("fee", "1,000,000.50 元", ["1000000.5"], ["1"]),
    ("fee", "1,000 元、3,000 元", ["1000", "3,000"], ["1", "3"]), ("fee", "[1,000, 2,000)", ["1000"], ["2000", "1"]),
    ("late", "1,000–2,000 分钟", ["1500 分钟"], ["999 分钟"]),
    ("count", "1,3,5", ["1", "3"], ["135"]), ("count", "1000,2000", ["1000", "2000"], ["1"]), ("count", "12,500", ["12500"], ["12", "500"]),
    ("count", "5 or more", ["5"], ["4"]),
    ("due", "2026-01-01 00:00 至 2026-01-31 23:59", ["2026-01-15 12:00"], ["2026-02-01 00:00"]),
    ("due", "早于 2026-01-01 00:00", ["2025-12-31 23:59"], ["2026-01-01 00:00"]),
    ("track", "“*本人签收*”", ["已签收（本人签收）", "本人签收"], ["已签收", "代签收"]), ("track", "“*本人签收*”、“*凭取件码*”", ["凭取件码取走了", "他本人签收"], ["派送中"]),
    ("track", "“已到达*”、“已放入*快递柜*”", ["已到达", "已放入丰巢快递柜 3 号"], ["又已到达", "已放入柜"]), ("track", "“已签收”", ["已签收", " 已 签收"], ["已签收了"]),
    ("track", "不是 “*签收*”", ["派送中"], ["已签收", "?"]), ("track", "\"Signed*\"", ["signed by owner", "SIGNED"], ["resigned"]), ("track", "“已\\*收”", ["已签收"], ["已签"]),
    ("track", "“A|”", [], ["A"]),
  ])
  func aCellFits(fact: Fact.ID, cell: String, fitting: [String], failing: [String]) throws {
    let title = try #require(TableSample.compiled("").plan.fact(fact)?.name)
    let escaped = cell.replacing("|", with: "\\|")
    let (table, plan) = try TableSample.table("", "| \(title) | → 赔付 |\n|---|---|\n| \(escaped) | 5 元 |")
    for value in fitting { #expect(try table.lookup("refund", [fact: value], plan) == "500 fen by 1", "\(cell) and \(value)") }
    for value in failing { #expect(try table.lookup("refund", [fact: value], plan) == "nothing", "\(cell) and \(value)") }
  }

  @Test(arguments: [
    ("pickup", "取件吗", "“取件方式”的取值有 取件码、当面、其他方式"), ("fee", "贵", "应为金额或范围"), ("fee", "30–10 元", "范围是空的"), ("late", "3 个", "应为时长或范围"),
    ("count", "很多", "应为数字或范围"), ("due", "明天", "应为时间"), ("sent", "是、大概", "“已发货”的取值有 是、否"),
  ])
  func aWrongCellIsToldAtItsPlace(fact: Fact.ID, cell: String, words: String) throws {
    let title = try #require(TableSample.compiled("").plan.fact(fact)?.name)
    let compilation = TableSample.compiled("## 规则：甲\n\n| \(title) | → 赔付 |\n|---|---|\n| \(cell) | 5 元 |")
    let found = compilation.findings(of: "unreadable-part").filter { $0.text.contains(words) }
    #expect(found.count == 1, "\(compilation.diagnostics.map(\.text))")
    let part = cell.split(separator: "、").last.map(String.init) ?? cell
    let line = compilation.sources[0].text.split(separator: "\n", omittingEmptySubsequences: false)[(found.first?.place.line ?? 1) - 1]
    let place = try #require(found.first?.place)
    #expect(String(line.dropFirst(place.column - 1).prefix(place.endColumn - place.column)) == part)
  }

  @Test func aStarKeepsItsPlaceAfterMarkdownTookItForEmphasis() throws {
    let compilation = TableSample.compiled("## 规则：甲\n\n| 轨迹文字 | → 赔付 |\n|---|---|\n| “*本人*”、“*代*收*” | 十元 |")
    let wrong = try #require(compilation.findings(of: "unreadable-part").first)
    #expect(wrong.text.contains("“十元”读不懂"))
    let table = try #require(compilation.plan.tables.first)
    #expect(!table.isSound)
    #expect(table.rows[0].sentence.text == "“*本人*”、“*代*收*” → 十元")
  }
}
