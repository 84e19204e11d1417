import Casework
import Desk
import Foundation
import Playbook
import Testing

@Suite("Retelling")
struct RetellingTests {
  @Test("everything that happens in the stories can be told to a reader of either language", arguments: ShippedPlaybooks.withStories)
  func bothLanguages(path: String) throws {
    let plan = try ShippedPlaybooks.files(path).compilation.plan
    let (chinese, english) = (Retelling(plan: plan, language: .chinese), Retelling(plan: plan, language: .english))
    for story in plan.stories {
      for event in StoryRun(story, plan: plan).events {
        let (left, right) = (try #require(chinese.line(event)), try #require(english.line(event)))
        #expect(!left.text.isEmpty && !right.text.isEmpty)
        #expect(left.weight == right.weight && left.sentence == right.sentence)
        // What isn't made of the document's own words alone is another text in another language.
        #expect(left.text != right.text || event.step != nil, "\(left.text)")
        #expect(left.text.contains { !$0.isASCII }, "\(left.text)")
      }
    }
  }

  @Test("a personal value is never told")
  func personal() throws {
    let plan = compile(
      SourceText(
        path: "p.md",
        text: """
          ---
          id: number
          locale: zh-CN
          ---
          # 号码
          ## 事实
          | id | 名称 | 类型 | 来源 | 个人信息 |
          |---|---|---|---|---|
          | phone | 备用号码 | 文字 | 客服 | 是 |
          ## 流程
          - 确认 `备用号码`
          - 结论：
          """)
    ) { _ in nil }.plan
    var state: Case?
    let opening = Opening(
      playbook: plan.id, version: plan.version, subject: "1", channel: .online,
      facts: [FactReport(fact: "phone", value: .text("13900001111"), source: "platform")])
    let events = try advance(
      &state, by: Signal(id: SignalID("1"), caseID: CaseID("C-1"), sender: .platform, content: .open(opening)), plan: plan, now: Instant(milliseconds: 0))
    let told = events.compactMap { Retelling(plan: plan, language: .english).line($0)?.text }
    #expect(told.contains { $0.contains("•••") } && !told.contains { $0.contains("1390") })
  }
}
