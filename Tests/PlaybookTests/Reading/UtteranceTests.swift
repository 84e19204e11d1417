import Playbook
import Testing

@Suite("What people say")
struct UtteranceTests {
  private func compiledWith(_ rows: String) -> Compilation {
    let text = "\(chineseVocabulary)\n\n## 流程\n\n- 甲\n\n## 用户怎么说\n\n| 说法 | 意思 |\n|---|---|\n\(rows)\n"
    return compile(SourceText(path: "a.md", text: text)) { _ in nil }
  }

  @Test func readsMeanings() {
    let utterances = compiledWith("| 餐没到；“还要多久” | 本流程 |\n| 放门口；就搁门口吧 | 餐品位置=在门口 |").plan.utterances
    #expect(utterances.map(\.text) == ["餐没到", "还要多久", "放门口", "就搁门口吧"])
    #expect(utterances.meaning(of: "我的餐没到！怎么办") == .procedure)
    #expect(utterances.meaning(of: "就 放门口 好了") == .answer(FactSetting(fact: "place", value: .choice("door"))))
    #expect(utterances.meaning(of: "天气不错") == nil)
  }

  @Test func theLongerUtteranceCounts() {
    let utterances = compiledWith("| 门口 | 餐品位置=在门口 |\n| 不在门口 | 餐品位置=在路上 |").plan.utterances
    #expect(utterances.meaning(of: "餐不在门口啊") == .answer(FactSetting(fact: "place", value: .choice("road"))))
  }

  @Test func tellsWhatIsNotUnderstood() {
    let findings = compiledWith("| 餐没到 | 不知道 |\n| 放门口 | 本流程 |\n| 放门口 | 餐品位置=在门口 |").findings(of: "unreadable-part").map(\.text)
    #expect(findings.count == 2)
    #expect(findings.contains { $0.contains("不知道") } && findings.contains { $0.contains("两种意思") })
  }
}
