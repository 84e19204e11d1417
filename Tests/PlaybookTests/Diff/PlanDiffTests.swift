import Playbook
import Testing

@Suite("What became of each sentence")
struct PlanDiffTests {
  private func plan(_ outline: String) -> Plan { compile(SourceText(path: "a.md", text: outline)) { _ in nil }.plan }

  private func words(_ old: String, _ new: String) -> [String] {
    PlanDiff(from: plan(old), to: plan(new)).entries.map { entry in
      let before = entry.fate == .changed ? " (\(entry.old?.text ?? ""))" : ""
      return "\(entry.fate.rawValue) \((entry.new ?? entry.old)?.text ?? "")\(before)"
    }
  }

  @Test(arguments: [
    ("- 甲\n- 乙", "- 甲\n- 乙", ["kept 甲", "kept 乙"]),
    ("- 甲\n- 乙", "- 甲\n- 丙\n- 乙", ["kept 甲", "new 丙", "kept 乙"]),
    ("- 甲\n- 乙", "- 甲", ["kept 甲", "gone 乙"]),
    ("- 核对地址\n- 打电话给用户\n- 记录", "- 打电话给用户\n- 记录\n- 核对地址", ["kept 打电话给用户", "kept 记录", "moved 核对地址"]),
    ("- 打电话给用户", "- 打电话给下单用户", ["changed 打电话给下单用户 (打电话给用户)"]),
    // What stands below a changed sentence stays where it was.
    ("- 判断天气情况\n  - 条件：晴\n    - 送餐", "- 判断今天天气情况\n  - 条件：晴\n    - 送餐", ["changed 判断今天天气情况 (判断天气情况)", "kept 条件：晴", "kept 送餐"]),
    // Under another sentence it has moved, with all below it.
    ("- 甲甲甲\n  - 联系商家\n- 乙乙乙", "- 甲甲甲\n- 乙乙乙\n  - 联系商家", ["kept 甲甲甲", "kept 乙乙乙", "moved 联系商家"]),
    ("1. **甲**\n2. 乙", "- 甲\n- 乙", ["kept 甲", "kept 乙"]),
  ])
  func tells(old: String, new: String, expected: [String]) { #expect(words(old, new) == expected) }

  /// A row of which every sentence has changed, and one more stands at its head: each finds its own, though all are much alike.
  @Test func aLongRowOfChangedSentences() {
    func row(_ end: String) -> [String] { (0..<600).map { "- 第\($0 * 7919)号订单：联系商家核对餐品、数量和地址\(end)" } }
    let diff = PlanDiff(from: plan(row("").joined(separator: "\n")), to: plan((["- 全新的一步"] + row("，再登记")).joined(separator: "\n")))
    #expect(diff.count(.changed) == 600 && diff.count(.new) == 1 && diff.count(.gone) == 0)
    for entry in diff.entries where entry.fate == .changed { #expect(entry.new?.text == entry.old.map { $0.text + "，再登记" }) }
  }

  /// Of several that are equally alike, the nearest one is the predecessor.
  @Test func theNearestOfEquallyAlikeSentences() {
    let old = (["- 头"] + (0..<200).map { "- 步骤\($0 % 2 == 0 ? "甲" : "乙")说明文字" }).joined(separator: "\n")
    let entries = PlanDiff(from: plan(old), to: plan(old.replacing("说明文字", with: "说明的文字"))).entries
    #expect(entries.count == 201 && entries.allSatisfy { $0.old?.place.line == $0.new?.place.line })
  }

  @Test func successorsFollowTheSentence() throws {
    let (old, new) = (plan("- 打电话给用户\n- 记录"), plan("- 先核对\n- 打电话给下单用户\n- 记录"))
    let diff = PlanDiff(from: old, to: new)
    #expect(diff.successor(of: old.main.steps[0].id) == new.main.steps[1].id)
    #expect(diff.successor(of: old.main.steps[1].id) == new.main.steps[2].id)
    #expect(diff.count(.new) == 1 && diff.count(.kept) == 1 && diff.count(.changed) == 1 && diff.count(.gone) == 0)
  }

  /// Every sentence of both versions is told of exactly once, whatever was done to the outline.
  @Test(arguments: 0..<40) func nothingIsLost(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sentences = (0..<12).map { "步骤\("甲乙丙丁戊己庚辛壬癸子丑".map(String.init)[$0])说明" }
    func outline() -> String {
      var depth = 0
      return sentences.shuffled(using: &random).prefix(9).map { sentence in
        depth = Int.random(in: 0...min(depth + 1, 3), using: &random)
        return String(repeating: "  ", count: depth) + "- " + sentence
      }.joined(separator: "\n")
    }
    var first = outline()
    var second = outline()
    if first.first == " " { first = "- 头\n" + first }
    if second.first == " " { second = "- 头\n" + second }
    let (old, new) = (plan(first), plan(second))
    let entries = PlanDiff(from: old, to: new).entries
    #expect(entries.compactMap(\.old?.text).sorted() == old.main.steps.map(\.sentence.text).sorted())
    #expect(entries.compactMap(\.new?.text).sorted() == new.main.steps.map(\.sentence.text).sorted())
    for entry in entries where entry.fate == .kept || entry.fate == .moved { #expect(entry.old?.text == entry.new?.text) }
  }
}
