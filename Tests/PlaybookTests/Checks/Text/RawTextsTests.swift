import Playbook
import Testing

@Suite("Raw texts, as copied from pages", .enabled(if: RawText.areThere))
struct RawTextsTests {
  @Test(arguments: [
    (9, "hidden-table", "2 项"), (11, "hidden-table", "3 项"), (11, "vague-measure", "尽快"), (15, "kind-without-treatment", "退货退款"),
    (17, "dangling-reference", "快递拦截"), (17, "two-spellings", "视频号橱窗"), (22, "vague-measure", "合理"), (23, "dangling-reference", "第 30、37、68 行"),
    (25, "dangling-reference", "第 52、70 行"), (25, "mandatory-conflict", "快递拦截"), (29, "two-spellings", "邀请用户取消售后"), (32, "vague-measure", "及时"),
    (48, "hidden-table", "没有左边一格"), (53, "dangling-reference", "售后协商"), (57, "vague-measure", "较低"), (58, "vague-measure", "超重"),
    (62, "mandatory-conflict", "尽可能满足"), (71, "boilerplate", "71–72"),
  ])
  func findsInTheMerchantHandbook(line: Int, check: String, words: String) throws { try finds(.merchantHandbook, line, check, words) }

  @Test(arguments: [
    (3, "boilerplate", "不是服务规定"), (39, "shared-exit", "第 63、85、105 行"), (45, "unfinished-name", "XX时间"), (45, "closed-at-promise", "第 69、89、109、121 行"),
    (45, "vague-measure", "第一时间"), (47, "answer-without-branch", "在用户认可的情况下"), (47, "vague-measure", "适当"), (73, "vague-measure", "态度强硬"),
    (85, "vague-measure", "第 105、127 行"), (85, "hidden-table", "2 项"), (93, "duplicate-section", "第 75 行"), (125, "override", "第 43、67 行"),
    (127, "named-person", "蔡总"),
    (127, "vague-measure", "特殊问题"),
  ])
  func findsInTheComplaints(line: Int, check: String, words: String) throws { try finds(.complaints, line, check, words) }

  @Test(arguments: [
    (5, "boilerplate", "5–13"), (27, "timer-without-origin", "30分钟"), (27, "example-as-rule", "第 163 行"), (55, "kind-without-treatment", "服务态度问题"),
    (59, "vague-measure", "复杂"), (59, "vague-measure", "多次"), (67, "mixed-operators", "免单 或 退款"), (67, "amount-missing", "第 75、81、101 行"),
    (73, "example-as-rule", "3倍"),
    (79, "vague-measure", "轻微"), (81, "vague-measure", "严重"), (99, "example-as-rule", "5%"), (119, "timer-without-origin", "24小时"),
    (151, "timer-without-origin", "30分钟"), (151, "figures-disagree", "第 133 行"), (153, "duplicate-section", "第 21 行"), (159, "timer-without-origin", "30秒"),
    (159, "unfinished-name", "XX分钟"), (161, "kind-without-treatment", "包装问题"), (163, "example-as-rule", "9:00-21:00"), (179, "example-breaks-limit", "17 字"),
  ])
  func findsInTheTakeawayProcedure(line: Int, check: String, words: String) throws { try finds(.takeaway, line, check, words) }

  /// A list that is mostly right is read; one that cries wolf isn't.
  @Test(arguments: [(RawText.merchantHandbook, 28), (.complaints, 21), (.takeaway, 30)])
  func criesNoWolf(text: RawText, most: Int) throws {
    let found = try text.compiled().diagnostics
    #expect(found.count <= most, "\(found.map { "\($0.place.line) \($0.check): \($0.text)" })")
    #expect(found.allSatisfy { $0.level < .error && $0.language == .chinese })
  }

  private func finds(_ text: RawText, _ line: Int, _ check: String, _ words: String) throws {
    let found = try text.compiled().diagnostics.filter { $0.place.line == line && $0.check == check }
    #expect(found.contains { $0.text.contains(words) }, "\(found.map(\.text))")
  }
}
