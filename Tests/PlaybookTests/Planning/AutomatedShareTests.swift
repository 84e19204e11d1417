import Playbook
import Testing

@Suite("How much of a plan runs by itself")
struct AutomatedShareTests {
  @Test func `it is what the coverage of its documents comes to`() {
    let compilation = compiled(outline: "- Decide `colour`\n  - When: red\n    - do as you please\n- do as you please\n- look\n", in: .english)
    let share = AutomatedShare(compilation.plan)
    #expect(share.automated == compilation.coverage.reduce(0) { $0 + $1.automated.count })
    #expect(share.sentences == compilation.coverage.reduce(0) { $0 + $1.sentences } && share.sentences > 2)
    #expect((share.percent ?? 100) < 100)
  }

  @Test func `a plan without sentences has no share`() {
    #expect(AutomatedShare(compiled("# Nothing\n").plan).percent == nil)
  }
}
