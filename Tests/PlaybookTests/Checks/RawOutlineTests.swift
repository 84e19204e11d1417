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
  ])
  func finds(about: String, line: Int, check: String, words: String) throws {
    let found = try RawOutline.compiled().diagnostics.filter { $0.place.line == line && $0.check == check }
    #expect(found.count == 1 && found[0].text.contains(words), "\(about): \(found.map(\.text))")
  }

  /// Nothing else: a list that is mostly right is read, one that cries wolf isn't.
  @Test func criesNoWolf() throws {
    let diagnostics = try RawOutline.compiled().diagnostics
    #expect(diagnostics.count == 19)
    #expect(diagnostics.allSatisfy { $0.level == .warning && $0.language == .chinese })
    #expect(diagnostics.filter { $0.check != "unknown-name" && $0.line != 4 }.allSatisfy { !$0.story.isEmpty })
  }
}

extension Diagnostic {
  fileprivate var line: Int { place.line }
}
