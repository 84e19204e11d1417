import Playbook
import Testing

@Suite("A raw outline, as exported from a mind map", .enabled(if: RawOutline.isThere))
struct RawOutlineTests {
  @Test func runsOnItsFirstDay() throws {
    let compilation = try RawOutline.compiled()
    #expect(!compilation.hasErrors)
    let steps = compilation.plan.main.steps
    #expect(steps.count > 20)
    for step in steps {
      guard case .manual = step.kind else {
        Issue.record("\(step.sentence.text) isn't a person's")
        continue
      }
    }
    #expect(steps.flatMap(\.branches).count == 20)
    #expect(steps.contains { !$0.notes.isEmpty })
    #expect(steps.contains { $0.channels == [.online] })
  }

  @Test(arguments: [
    ("the first decision has two answers and neither otherwise nor unknown", 4, "value-without-branch", "其他 或 未知"),
    ("nobody knows when it is done", 4, "path-without-conclusion", "没有写结论"),
    ("an action's name is unfinished", 12, "unknown-name", "没有写完"), ("an action nobody defines, used four times", 16, "unknown-name", "第 28、38、46 行"),
    ("the refund's other states", 20, "value-without-branch", "其他 或 未知"), ("the meal's other places", 22, "value-without-branch", "其他 或 未知"),
    ("the rider who is asked isn't reached", 22, "contact-without-not-reached", "联系不到"), ("an action nobody defines", 22, "unknown-name", "没有声明过"),
    ("an action nobody defines", 24, "unknown-name", "没有声明过"), ("30 min from when", 29, "timer-without-origin", "30min"),
    ("30 min and then", 29, "timer-without-expiry", "30min"), ("the rider isn't reached", 32, "contact-without-not-reached", "联系不到"),
    ("an action nobody defines", 32, "unknown-name", "没有声明过"), ("an action nobody defines", 34, "unknown-name", "没有声明过"),
    ("30 min from when", 36, "timer-without-origin", "30min"), ("30 min and then", 36, "timer-without-expiry", "30min"),
    ("who does pick up", 42, "value-without-branch", "没有写“自取”怎么办"), ("an action nobody defines", 42, "unknown-name", "没有声明过"),
    ("rulings for the rider and the user only", 50, "value-without-branch", "其他 或 未知"),
    ("a follow-up with nothing but a name", 17, "follow-up-undefined", "第 30、40、47 行"),
    ("a follow-up with nothing but a name", 53, "follow-up-undefined", "餐损跟单"),
    ("two sources that may disagree", 4, "sources-without-order", "2 个来源"), ("a channel in a note", 9, "note-hides-condition", "在线侧"),
    ("reached and not reached aren't said", 12, "contact-without-attempts", "第 24、34、42 行"), ("add and or in one breath", 16, "mixed-operators", "主安抚"),
    ("asked about the payment, answered about the refund", 20, "decision-names-another", "退款"),
    ("three sources without an order", 22, "sources-without-order", "3 个来源"), ("the user may not agree", 26, "hidden-alternative", "如用户同意"),
    ("two ways of delivery nobody asked about", 29, "hidden-table", "美配"), ("the address may be wrong", 29, "hidden-alternative", "地址准确"),
    ("on the way or back already", 31, "merged-outcomes", "已返回门店"), ("refuses or isn't reached", 37, "merged-outcomes", "未联系到用户"),
    ("two sets of words in one", 39, "hidden-table", "2 项"),
  ])
  func finds(about: String, line: Int, check: String, words: String) throws {
    let found = try RawOutline.compiled().diagnostics.filter { $0.place.line == line && $0.check == check }
    #expect(found.count == 1 && found[0].text.contains(words), "\(about): \(found.map(\.text))")
  }

  /// Nothing else: a list that is mostly right is read, one that cries wolf isn't.
  @Test func criesNoWolf() throws {
    let diagnostics = try RawOutline.compiled().diagnostics
    #expect(diagnostics.count == 33)
    #expect(diagnostics.allSatisfy { $0.level == .warning && $0.language == .chinese })
    #expect(diagnostics.filter { !["unknown-name", "contact-without-attempts"].contains($0.check) && $0.line != 4 }.allSatisfy { !$0.story.isEmpty })
  }
}

extension Diagnostic {
  fileprivate var line: Int { place.line }
}
