import Playbook
import Testing

private func drafted(_ text: String) throws -> (Scaffold, Compilation) {
  let draft = try #require(scaffold(SourceText(path: "a.md", text: text), vocabularyFile: "vocabulary.md"))
  let compilation = compile(SourceText(path: "a.md", text: draft.outline)) { path in
    path == "vocabulary.md" ? SourceText(path: path, text: draft.vocabulary) : nil
  }
  #expect(compilation.diagnostics.filter { $0.level == .error }.map(\.message.english) == [])
  return (draft, compilation)
}

@Suite("Scaffold: a first vocabulary for a raw outline")
struct ScaffoldTests {
  private let chinese = """
    # 顾客说书没到

    - **判断物流状态（查单号、问快递员）**
      - **条件: 运输中**
        - **登记催件**
        - **告诉顾客大概哪天到【短信告知顾客-预计送达】**
          - **话术：您的书还在路上，请再等一等。**
      - **条件: 已丢失/已退回**
        - **联系顾客要不要补发【外呼顾客-是否补发】**
          - **条件: 要补发**
            - **【补发图书】**
          - **条件: 不要补发/联系不到**
            - **【原路退款】**
              - **丢件不到顾客-丢件跟单**
        - **【外呼快递员-xx】**
        - **【整单退款】**
      - **条件: 已签收**
        - **【提供真实号码】**
        - **联系不到顾客-签收跟单**
    """

  @Test func chineseOutline() throws {
    let (scaffold, compilation) = try drafted(chinese)
    #expect(scaffold.outline.contains("- **判断 `物流状态`（查单号、问快递员）**"))
    #expect(scaffold.outline.contains("- **【登记催件】**"))
    #expect(scaffold.outline.contains("- **跟单【签收跟单】（联系不到顾客）**"))
    #expect(scaffold.outline.contains("      - 条件：是\n        - 【整单退款】"))
    // What is unfinished, and money that stands over other items, stay as they were written.
    #expect(scaffold.outline.contains("- **【外呼快递员-xx】**") && scaffold.outline.contains("- **【原路退款】**"))
    let vocabulary = compilation.plan.vocabulary
    #expect(vocabulary.facts.map(\.name) == ["物流状态", "批准整单退款", "对方同意提供真实号码"])
    #expect(vocabulary.facts.first?.values?.count == 4)
    #expect(
      vocabulary.actions.map { "\($0.name) \($0.kind.rawValue)" } == [
        "登记催件 record", "短信告知顾客-预计送达 contact", "外呼顾客-是否补发 contact", "补发图书 task", "整单退款 money", "提供真实号码 disclose",
      ])
    #expect(vocabulary.actions[2].outcomes.filter(\.isFailure).map(\.name) == ["联系不到"])
    #expect(vocabulary.messages.count == 1 && vocabulary.followUps.map(\.name) == ["丢件跟单", "签收跟单"])
    #expect(scaffold.before.automated.isEmpty && scaffold.after.automated.count > scaffold.after.manual.count)
    #expect(scaffold.left.contains { $0.text.contains("xx") && $0.reason != nil })
  }

  @Test func englishOutline() throws {
    let (scaffold, compilation) = try drafted(
      """
      # Parcel not arrived

      - Check the parcel state (tracking, courier)
        - When: on the way
          - Register the case
          - [Text customer - on the way]
            - Say: Your parcel is on its way.
        - When: lost / damaged
          - [Refund the order]
          - [Call courier xx]
            - When: reached
              - Thank them
            - When: not reached
              - Courier follow-up
      """)
    #expect(scaffold.outline.contains("- Check the `parcel state` (tracking, courier)"))
    #expect(scaffold.outline.contains("- Follow up 【Courier follow-up】") && scaffold.outline.contains("- 【Register the case】"))
    #expect(scaffold.outline.contains("[Call courier xx]"))
    #expect(compilation.plan.vocabulary.facts.first?.values?.count == 3)
    #expect(compilation.plan.vocabulary.actions.map(\.kind) == [.record, .contact, .money])
  }

  /// A sentence that a drafted name would turn into something wrong takes the name back.
  @Test func nothingIsDraftedThatIsAnError() throws {
    let (scaffold, _) = try drafted(
      """
      - 判断状态
        - 条件：好
        - 条件：坏
      - 判断状态/位置
        - 条件：第三种
          - 记录一下
        - 条件：第四种
      - 联系顾客要不要来
        - 条件：要来
        - 条件：不来
      """)
    #expect(!scaffold.drafted.contains { $0.name == "状态" })
  }

  @Test func documentWithVocabulary() {
    #expect(scaffold(SourceText(path: "a.md", text: chineseVocabulary), vocabularyFile: "v.md") == nil)
  }

  /// Any text gives a draft without errors of its own.
  @Test(arguments: 0..<40)
  func randomOutlines(seed: UInt64) throws {
    let text = RandomDocument(seed: seed).text
    let before = Set(compiled(text).diagnostics.filter { $0.level == .error }.map(\.check))
    guard let draft = scaffold(SourceText(path: "a.md", text: text), vocabularyFile: "vocabulary.md") else { return }
    let compilation = compile(SourceText(path: "a.md", text: draft.outline)) { path in
      path == "vocabulary.md" ? SourceText(path: path, text: draft.vocabulary) : nil
    }
    let errors = compilation.diagnostics.filter { $0.level == .error && !before.contains($0.check) }
    #expect(errors.map(\.message.english) == [], "\(text)\n→\n\(draft.outline)\n\(draft.vocabulary)")
  }
}
