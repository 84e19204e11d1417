import Playbook
import Testing

@Suite("Vocabulary tables")
struct VocabularyTests {
  private static let chinese = compiled(chineseVocabulary)
  private static let english = compiled(englishVocabulary)

  @Test func successStandsFirstAndFailureLastHoweverTheyWereWritten() throws {
    let plan = compiled("## 动作\n\n| 名称 | 结果 |\n|---|---|\n| 发信 | 失败；已发送；超时；已读 |\n\n## 流程\n\n- 【发信】").plan
    #expect(try #require(plan.action("发信")).outcomes.map(\.id) == ["已发送", "已读", "失败", "超时"])
  }

  @Test func readWithoutErrors() {
    #expect(Self.chinese.diagnostics.filter { $0.level == .error }.map(\.text).isEmpty)
    #expect(Self.english.diagnostics.filter { $0.level == .error }.map(\.text).isEmpty)
  }

  /// The two tables declare the same things; names aside, they read alike.
  @Test func bothLanguagesReadAlike() {
    let (left, right) = (Self.chinese.plan.vocabulary, Self.english.plan.vocabulary)
    #expect(left.facts.map(\.id) == right.facts.map(\.id))
    #expect(left.facts.map(\.sources) == right.facts.map(\.sources))
    #expect(left.facts.map(\.freshFor) == right.facts.map(\.freshFor))
    #expect(left.facts.map(\.isPersonal) == right.facts.map(\.isPersonal))
    #expect(left.facts.map(\.values) == right.facts.map(\.values))
    #expect(left.parties.map(\.id) == right.parties.map(\.id))
    #expect(left.parties.map(\.ladder) == right.parties.map(\.ladder))
    #expect(left.parties.map(\.channel) == right.parties.map(\.channel))
    for (one, other) in zip(left.actions, right.actions) {
      #expect(one.id == other.id)
      #expect(one.kind == other.kind)
      #expect(one.party == other.party)
      #expect(one.timeLimit == other.timeLimit)
      #expect(one.attempts == other.attempts)
      #expect(one.guardCondition == other.guardCondition)
      #expect(one.message == other.message)
      #expect(one.outcomes.map(\.isFailure) == other.outcomes.map(\.isFailure))
    }
    #expect(left.events.map(\.brings) == right.events.map(\.brings))
    #expect(left.followUps.map(\.interval) == right.followUps.map(\.interval))
    #expect(left.followUps.map(\.limit) == right.followUps.map(\.limit))
    #expect(left.followUps.map { $0.outcomes.map(\.id) } == right.followUps.map { $0.outcomes.map(\.id) })
  }

  @Test func facts() throws {
    let vocabulary = Self.chinese.plan.vocabulary
    let place = try #require(vocabulary.fact("place"))
    #expect(place.labels == ["餐品位置", "位置"])
    #expect(place.sources == [.orderSignal, .ask("rider", within: .minutes(5))])
    #expect(place.freshFor == .minutes(30))
    #expect(try #require(vocabulary.fact("consent")).freshFor == nil)
    #expect(try #require(vocabulary.fact("count")).sources == [.action("count")])
    #expect(try #require(vocabulary.fact("remark")).isPersonal)
  }

  @Test func actions() throws {
    let vocabulary = Self.chinese.plan.vocabulary
    let text = try #require(vocabulary.action("text"))
    #expect((text.timeLimit, text.attempts) == (TimeAmount(seconds: 30), 3))
    #expect(text.outcomes.map(\.id) == ["已送达", "失败"])
    let refund = try #require(vocabulary.action("refund"))
    #expect(refund.parameters.map(\.id) == ["amount", "reason"])
    #expect(refund.outcomes.map(\.isFailure) == [false, true])
    #expect(refund.failure.name == "被拒")
    // Nothing is written about outcomes: done and failed.
    #expect(try #require(vocabulary.action("count")).outcomes.map(\.id) == ["完成", "失败"])
  }

  @Test func messages() throws {
    let waiting = try #require(Self.chinese.plan.vocabulary.message("waiting"))
    #expect(waiting.texts.count == 2)
    let wording = try #require(waiting.wording(channel: .sms, language: .chinese))
    #expect(wording.parts == [.text("您好，餐在"), .slot("place"), .text("。")])
    #expect(waiting.wording(channel: .sms, language: .english)?.parts.first == .text("Your meal: "))
    #expect(try wording.filled { _ in "门口" }.get() == "您好，餐在门口。")
    #expect(throws: Wording.MissingSlot.self) { try wording.filled { _ in nil }.get() }
  }

  @Test func columnsStandInAnyOrderAndMayBeLeftOut() throws {
    let text =
      "## 事实\n\n| 来源 | 名称 |\n|---|---|\n| 客服 | 天气、气候 |\n\n## Facts\n\n| values | labels | type | id |\n|---|---|---|---|\n| a 晴; b 雨 | 雨吗 | 单选 | rain |"
    let vocabulary = compiled(text).plan.vocabulary
    #expect(vocabulary.facts.map(\.id) == ["天气", "rain"])
    #expect(vocabulary.facts[0].type == .text)
    #expect(vocabulary.facts[1].values == [.choice("a"), .choice("b")])
  }

  /// A ladder may name parties that are declared below it.
  @Test func laddersLookAhead() {
    let text = "## 角色\n\n| 名称 | 次序 |\n|---|---|\n| 用户 | 先 甲，再 乙 |\n| 甲 | |\n| 乙 | |"
    #expect(compiled(text).plan.vocabulary.party("用户")?.ladder.map(\.party) == ["甲", "乙"])
  }

  @Test func vocabularyFilesAreReadOnce() {
    let main = "---\nvocabulary: [words/v.md, words/../words/v.md]\n---\n## 流程\n\n- 判断 `天气`\n  - 条件：其他 或 未知\n    - 结论：天气=晴"
    let compilation = compiled(main, others: ["words/v.md": "## 事实\n\n| 名称 | 取值 |\n|---|---|\n| 天气 | 晴; 雨 |"])
    #expect(compilation.findings.isEmpty)
    #expect(compilation.sources.map(\.path) == ["a.md", "words/v.md"])
    #expect(compilation.plan.vocabulary.fact("天气")?.values == [.choice("晴"), .choice("雨")])
  }
}
