@testable import Playbook
import Testing

@Suite("Checks of decision tables")
struct TableChecksTests {
  private func found(_ id: String, _ policy: String, _ rows: String, in language: Language = .chinese) throws -> [Diagnostic] {
    #expect(checkIDs.contains(id))
    let heading = language.words("## 规则：甲（\(policy)）\n\n", "## Rules: A (\(policy))\n\n")
    return TableSample.compiled(heading + rows, in: language).findings(of: id)
  }

  @Test func aHoleShowsTheRowThatClosesIt() throws {
    let holes = try found("table-hole", "唯一", "| 已发货 | 取件方式 | → 责任 | 说明 |\n|---|---|---|---|\n| 是 | 取件码、当面 | 用户责 | |\n| 否 | - | 无责 | |")
    #expect(holes.map(\.text) == ["规则“甲”没有一行适用于：已发货：是，取件方式：其他方式。"])
    #expect(holes.map(\.suggestion) == ["| 是 | 其他方式 | 未知 |  |"])
    #expect(holes.map(\.level) == [.warning])
    #expect(holes.first?.story == ["已发货：是", "取件方式：其他方式"])
  }

  @Test func amountsAreLookedAtBetweenTheBounds() throws {
    let holes = try found("table-hole", "唯一", "| 金额 | → 责任 |\n|---|---|\n| < 10 元 | 用户责 |\n| 10.01–20 元 | 无责 |\n| > 30 元 | 商家责 |")
    #expect(holes.map(\.suggestion) == ["| 10 元、(20 元..30 元] | 未知 |"])
  }

  @Test func wholeNumbersHaveNothingBetweenThem() throws {
    #expect(try found("table-hole", "唯一", "| 件数 | → 责任 |\n|---|---|\n| 0–3 | 用户责 |\n| 4–6 | 无责 |\n| 7 件以上 | 商家责 |").isEmpty)
    let halves = try found("table-hole", "唯一", "| 件数 | → 责任 |\n|---|---|\n| 0–3.5 | 用户责 |\n| 4 件以上 | 商家责 |")
    #expect(halves.map(\.suggestion) == ["| (3.5 件..4 件) | 未知 |"])
  }

  @Test func textsThatNoPatternMatchesAreAHole() throws {
    let holes = try found("table-hole", "首个", "| 轨迹文字 | → 责任 |\n|---|---|\n| “*签收*” | 用户责 |\n| “*快递柜*” | 无责 |")
    #expect(holes.map(\.suggestion) == ["| 不是 “*签收*”、“*快递柜*” | 未知 |"])
    #expect(try found("table-hole", "首个", "| 轨迹文字 | → 责任 |\n|---|---|\n| “*签收*” | 用户责 |\n| 其他 | 未知 |").isEmpty)
    #expect(try found("table-hole", "汇总 求和", "| 已发货 | → 赔付 |\n|---|---|\n| 是 | 5 元 |").isEmpty)
  }

  @Test func englishHolesAreToldInEnglish() throws {
    let holes = try found("table-hole", "first", "| sent | fee | -> ruling |\n|---|---|---|\n| yes | - | shop |\n| no | over 30 yuan | user |", in: .english)
    #expect(holes.map(\.text) == ["No row of “A” fits: sent: no; fee: [¥0..¥30]."])
    #expect(holes.map(\.suggestion) == ["| no | [¥0..¥30] | unknown |"])
  }

  @Test func overlappingRowsShowWhatBothFit() throws {
    let found = try found(
      "table-overlap", "唯一", "| 金额 | 已发货 | → 责任 |\n|---|---|---|\n| > 20 元 | - | 用户责 |\n| 20–50 元 | 是 | 无责 |\n| 20–50 元 | 否 | 用户责 |\n| < 20 元 | - | 无责 |")
    #expect(found.map(\.text) == ["第 1 行和第 2 行都适用于：金额：(20 元..50 元]，已发货：是，结论却不同。", "第 1 行和第 3 行都适用于：金额：(20 元..50 元]，已发货：否（结论相同）。"])
    #expect(found.map(\.level) == [.error, .warning])
    let texts = try self.found("table-overlap", "唯一", "| 轨迹文字 | → 责任 |\n|---|---|\n| “a*” | 用户责 |\n| “*b” | 无责 |\n| “*c” | 商家责 |")
    #expect(texts.map { $0.text.prefix(11) } == ["第 1 行和第 2 行", "第 1 行和第 3 行"])
    #expect(try self.found("table-overlap", "首个", "| 已发货 | → 责任 |\n|---|---|\n| 是 | 用户责 |\n| - | 无责 |").isEmpty)
  }

  @Test func aRowBehindWiderOnesIsNeverTaken() throws {
    let covered = try found(
      "table-row-covered", "首个", "| 金额 | 已发货 | → 责任 |\n|---|---|---|\n| > 20 元 | 是 | 用户责 |\n| > 20 元 | 否 | 无责 |\n| > 50 元 | - | 商家责 |\n| 其他 | | 无责 |")
    #expect(covered.map(\.text) == ["第 3 行永远不会被选中：前面的行（1、2）已经包括了它。"])
    let texts = try found("table-row-covered", "首个", "| 轨迹文字 | → 责任 |\n|---|---|\n| “*收*” | 用户责 |\n| “已签收*” | 无责 |\n| “快递柜” | 商家责 |")
    #expect(texts.map { $0.text.prefix(5) } == ["第 2 行"])
    #expect(try found("table-row-covered", "首个", "| 已发货 | → 责任 |\n|---|---|\n| 是 | 用户责 |\n| 否 | 无责 |\n| 未知 | 商家责 |").isEmpty)
  }

  @Test func aTableThatNobodyUsesIsTold() {
    let text = TableSample.chineseFacts.replacing("规则 甲", with: "客服") + "## 规则：甲\n\n| 已发货 | → 责任 |\n|---|---|\n| 是 | 用户责 |\n| 否 | 无责 |\n"
    let found = compiled(text).findings(of: "table-without-fact")
    #expect(found.map(\.text) == ["“责任”的来源里没有“规则 甲”，这张表不会被用到。"])
    #expect(TableSample.compiled("## 规则：甲\n\n| 已发货 | → 责任 |\n|---|---|\n| 是 | 用户责 |").findings(of: "table-without-fact").isEmpty)
  }

  /// Findings agree with what trying every combination finds.
  @Test(arguments: [false, true]) func findingsAgreeWithTryingEverything(texts: Bool) throws {
    for seed in 0..<50 as Range<UInt64> {
      let unique = RandomTable(seed: seed, policy: "唯一", texts: texts)
      try expectHoles(unique)
      try expectOverlaps(unique)
      try expectCovered(RandomTable(seed: seed, policy: "首个", texts: texts))
    }
  }

  private func expectHoles(_ random: RandomTable) throws {
    let compilation = TableSample.compiled(random.text())
    let table = try #require(compilation.plan.tables.first)
    let combinations = RandomTable.combinations(table.inputs)
    let isOpen = combinations.contains { table.rowsFitting($0).isEmpty }
    #expect(compilation.findings(of: "table-hole").isEmpty != isOpen, "\(random.text())")
    // The rows that are shown close the hole, and overlap with nothing.
    var added: [String] = []
    for _ in 0..<40 {
      let now = TableSample.compiled(random.text(adding: added))
      let closing = now.findings(of: "table-hole").compactMap(\.suggestion)
      if closing.isEmpty { break }
      added += closing
    }
    let closed = TableSample.compiled(random.text(adding: added))
    let whole = try #require(closed.plan.tables.first)
    #expect(whole.isSound && closed.findings(of: "table-hole").isEmpty, "\(random.text(adding: added))")
    #expect(!combinations.contains { whole.rowsFitting($0).isEmpty }, "\(random.text(adding: added))")
    if random.hasTexts == false {
      let tooMany = combinations.contains { values in whole.rowsFitting(values).count > max(1, table.rowsFitting(values).count) }
      #expect(!tooMany, "\(random.text(adding: added))")
    }
  }

  private func expectOverlaps(_ random: RandomTable) throws {
    let compilation = TableSample.compiled(random.text())
    let table = try #require(compilation.plan.tables.first)
    var pairs: Set<[Int]> = []
    for values in RandomTable.combinations(table.inputs) {
      let rows = table.rowsFitting(values).map(\.number)
      for (index, one) in rows.enumerated() { for other in rows[(index + 1)...] { pairs.insert([one, other]) } }
    }
    let regions = try #require(TableRegions(table, compilation.plan.vocabulary))
    var found: Set<[Int]> = []
    for one in regions.boxes.indices {
      for other in regions.boxes.indices where other > one {
        guard let common = TableRegions.meet(regions.boxes[one], regions.boxes[other]) else { continue }
        // What two rows have in common when something isn't known isn't tried here.
        if zip(common, regions.columns).allSatisfy({ !$0.isDisjoint(with: $1.known) }) { found.insert([one + 1, other + 1]) }
      }
    }
    #expect(found == pairs, "\(random.text())")
  }

  private func expectCovered(_ random: RandomTable) throws {
    let compilation = TableSample.compiled(random.text())
    let table = try #require(compilation.plan.tables.first)
    let taken = Set(RandomTable.combinations(table.inputs).compactMap { table.rowsFitting($0).first?.number })
    let told = compilation.findings(of: "table-row-covered").compactMap { Int($0.text.dropFirst(2).prefix(while: \.isNumber)) }
    for number in told { #expect(!taken.contains(number), "\(random.text())\nrow \(number)") }
    // Rows for the unknown are taken when nobody can say, and what several patterns cover together isn't proved.
    let isSure = !random.hasTexts && !table.rows.flatMap(\.cells).contains(where: \.namesUnknown)
    for row in table.rows where isSure && !taken.contains(row.number) { #expect(told.contains(row.number), "\(random.text())\nrow \(row.number)") }
  }
}
