import Playbook
import Testing

private func check(_ outline: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  expectText(planText(compiled(outline: outline, in: .chinese).plan.main), expected, outline, sourceLocation: sourceLocation)
}

@Suite("What runs behind what")
struct LinkingTests {
  @Test func siblingsRunInOrder() { check("- 甲\n- 乙\n- 丙", "1 manual plain → 2\n2 manual plain → 3\n3 manual plain → end") }

  @Test func childrenRunBehindTheirParent() {
    check(
      "- 甲\n  - 乙\n    - 丙\n  - 丁\n- 戊",
      """
      1 manual plain → 2
      2 manual plain → 3
      3 manual plain → 4
      4 manual plain → 5
      5 manual plain → end
      """)
  }

  /// Children before the first alternative run before the choice, those behind run after it.
  @Test func childrenAroundAlternatives() {
    check(
      """
      - 【短信通知】
        - 甲
        - 条件：已送达
          - 乙
          - 丙
        - 条件：失败
        - 丁
      - 戊
      """,
      """
      1 act text → 3
      2 choose → 6
        answer 已送达 → 4
        answer 失败 → 6
      3 manual plain → 2
      4 manual plain → 5
      5 manual plain → 6
      6 manual plain → 7
      7 manual plain → end
      """)
  }

  /// What stands before a decision's alternatives runs before it decides.
  @Test func childrenBeforeADecision() {
    let text = """
      - 判断 `位置`
        - 甲
        - 条件：门口
          - 乙
        - 条件：其他 或 未知
      """
    let plan = compiled(outline: text, in: .chinese).plan
    expectText(
      planText(plan.main),
      """
      1 decide place → end
        place=door → 3
        (otherwise or unknown) → end
      2 manual plain → 1
      3 manual plain → end
      """)
    #expect(plan.main.first == plan.main.steps[1].id)
  }

  @Test func severalActionsInOneSentence() {
    check(
      "- 先【短信通知】再【退款】\n  - 条件：已退款\n    - 甲\n  - 条件：被拒",
      """
      1 act text → 2
      2 act refund → end
        answer done → 3
        answer refused → end
      3 manual plain → end
      """)
  }

  @Test func branchesEndWhereTheDecisionGoesOn() {
    check(
      """
      - 判断 `位置`
        - 条件：门口
          - 判断 `用户同意`
            - 条件：同意
              - 甲
            - 条件：不同意 或 未知
          - 乙
        - 条件：其他 或 未知
          - 结论：责任方=用户责
      - 丙
      """,
      """
      1 decide place → 6
        place=door → 2
        (otherwise or unknown) → 5
      2 decide consent → 4
        consent=yes → 3
        (consent=no or unknown) → 4
      3 manual plain → 4
      4 manual plain → 6
      5 conclude ruling=user → 6
      6 manual plain → end
      """)
  }

  /// A guarded step is passed with everything below it.
  @Test func guardsPassWhatIsBelow() {
    check(
      "- 电话侧：甲\n  - 乙\n  - 丙\n- 丁",
      """
      1 manual plain → 2 only phone else 4
      2 manual plain → 3
      3 manual plain → 4
      4 manual plain → end
      """)
  }

  @Test func notesAndEmptyOutlinesRunNothing() {
    check("- 注：看\n  - 看仔细", "")
    let plan = compiled("# 只有题目").plan
    #expect(plan.main.steps.isEmpty)
    #expect(plan.main.first == nil)
  }

  @Test func everyStepNamesStepsThatAreThere() {
    let plan = compiled(outline: "- 判断 `位置`\n  - 条件：门口\n    - 甲\n  - 条件：其他 或 未知\n    - 回到 判断 `位置`\n- 【短信通知】【退款】", in: .chinese).plan
    for step in plan.procedures.flatMap(\.steps) {
      for id in [step.next, step.past].compactMap({ $0 }) + step.branches.compactMap(\.first) { #expect(plan.step(id) != nil) }
    }
  }
}

@Suite("Ids and versions")
struct IdentityTests {
  private static func ids(_ text: String) -> [String: Step.ID] {
    Dictionary(compiled(text).plan.main.steps.map { ($0.sentence.text, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  private static let before = "- 甲\n  - 乙\n- 判断丙\n  - 条件：丁\n    - 戊"

  @Test(arguments: [
    "- 新\n- 甲\n  - 乙\n- 判断丙\n  - 条件：丁\n    - 戊",
    "- 甲\n  - 新\n  - 乙\n- 判断丙\n  - 条件：新\n    - 新\n  - 条件：丁\n    - 新\n    - 戊\n- 新",
    "- 判断丙\n  - 条件：丁\n    - 戊\n- 甲\n  - 乙",
    "# 题\n\n* **甲**\n  1. 乙\n* 判断丙\n  * 条件：丁\n    * 戊",
    "- 甲\n  - 注：说说\n  - 乙\n- 判断丙\n  - 条件： 丁\n    - 戊",
  ])
  func stayTheSame(after: String) {
    let (old, new) = (Self.ids(Self.before), Self.ids(after))
    for (sentence, id) in old { #expect(new[sentence] == id, "\(sentence)") }
  }

  @Test func changeWithTheSentenceAndWhatIsAbove() {
    let (old, new) = (Self.ids(Self.before), Self.ids("- 甲甲\n  - 乙\n- 判断丙\n  - 条件：丁丁\n    - 戊"))
    #expect(old["乙"] != new["乙"])
    #expect(old["戊"] != new["戊"])
    #expect(old["判断丙"] == new["判断丙"])
  }

  @Test func equalSentencesAreToldApartByTheirOrder() {
    let ids = compiled("- 甲\n- 甲\n- 甲").plan.main.steps.map(\.id)
    #expect(Set(ids).count == 3)
    #expect(compiled("- 甲\n- 甲").plan.main.steps.map(\.id) == Array(ids.prefix(2)))
  }

  @Test func theVersionIsADigestOfAllTexts() {
    func version(_ text: String, _ vocabulary: String = "") -> String { compiled(text, others: ["v.md": vocabulary]).plan.version }
    let text = "---\nvocabulary: v.md\n---\n- 甲"
    #expect(version(text).count == 64)
    #expect(version(text).allSatisfy { $0.isHexDigit })
    #expect(version(text) == version(text))
    #expect(version(text) != version(text + " "))
    #expect(version(text) != version(text, "# 词汇"))
    #expect(compiled(text).plan.shortVersion == String(compiled(text).plan.version.prefix(12)))
  }

  /// Where the files lie doesn't matter.
  @Test func theVersionDoesNotDependOnTheFolder() {
    let one = compile(SourceText(path: "a.md", text: "- 甲")) { _ in nil }
    let other = compile(SourceText(path: "x/y/a.md", text: "- 甲")) { _ in nil }
    #expect(one.plan.version == other.plan.version)
    #expect(one.plan.main.steps.map(\.id) == other.plan.main.steps.map(\.id))
  }
}
