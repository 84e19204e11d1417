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

  /// What stands right behind a negation isn't said.
  @Test(arguments: [
    ("不可以，我不愿意", nil), ("可以", "yes"), ("不，可以", "yes"), ("我没愿意", nil), ("特别愿意", "yes"), ("不可以吗？愿意的", "yes"), ("不想放门口", "no"), ("别不想放门口", "no"),
    ("I do not agree", nil), ("I don't agree", nil), ("I don’t agree", nil), ("Yes, I agree", "yes"),
  ])
  func negations(said: String, expected: String?) {
    let utterances = compiledWith("| 可以；愿意；agree | 餐品位置=在门口 |\n| 不想放门口 | 餐品位置=在路上 |").plan.utterances
    let meaning = expected.map { Utterance.Meaning.answer(FactSetting(fact: "place", value: .choice($0 == "yes" ? "door" : "road"))) }
    #expect(utterances.meaning(of: said) == meaning)
  }

  @Test func punctuationIsNoUtteranceAndNoDifference() {
    let compilation = compiledWith("| 可以；？！ | 餐品位置=在门口 |\n| 可以。 | 餐品位置=在路上 |")
    let findings = compilation.findings(of: "unreadable-part").map(\.text)
    #expect(findings.count == 2)
    #expect(findings.contains { $0.contains("“？！”里没有字") } && findings.contains { $0.contains("“可以。”有两种意思") })
    #expect(compilation.plan.utterances.meaning(of: "天气不错！") == nil)
  }

  @Test func tellsWhatIsNotUnderstood() {
    let findings = compiledWith("| 餐没到 | 不知道 |\n| 放门口 | 本流程 |\n| 放门口 | 餐品位置=在门口 |").findings(of: "unreadable-part").map(\.text)
    #expect(findings.count == 2)
    #expect(findings.contains { $0.contains("不知道") } && findings.contains { $0.contains("两种意思") })
  }
}
