@testable import Casework
import Playbook
import Testing

@Suite("Living facts")
struct ReconsideringTests {
  private let text = """
    - Decide `mood`
      - When: good
        - 【tell merchant】
        - Contact customer (2 attempts, 3 min apart)
          - When: answered
            - talk
          - When: not reached
            - write
      - When: bad
        - sorry
    """

  @Test("a changed fact sends the case back to the decision; the call below is cancelled and one line tells why")
  func goesBack() throws {
    var trial = try Trial(text, facts: ["mood": "good"])
    try trial.end("told")
    #expect(trial.standing == "contact orderer")
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task sorry")
    #expect(trial.pending.isEmpty)
    let went = try #require(trial.wentBack)
    #expect(went.changes == [FactChange(fact: "mood", before: .choice("good"), after: .choice("bad"))])
    #expect(went.left.map(\.action) == ["tell"])
    #expect(trial.said.contains { $0.contains("mood good → bad") && $0.contains("decided again") && $0.contains("tell merchant") })
    // What was only told needs nobody.
    #expect(trial.state.tasks.values.filter { $0.purpose == .review }.isEmpty)
  }

  @Test("the same value again, a value that isn't known, and one that no branch asks for change nothing")
  func noChange() throws {
    var trial = try Trial(text, facts: ["mood": "good"])
    for (fact, value) in [("mood", "good"), ("mood", nil), ("mood", "good"), ("size", "small")] as [(Fact.ID, String?)] {
      try trial.learn(fact, value)
      #expect(trial.wentBack == nil && trial.standing == "action tell")
    }
  }

  @Test("a value that has grown old is no change")
  func staleIsNoChange() throws {
    var trial = try Trial(
      """
      - Decide `door`
        - When: one
          - Wait 30 min
        - When: two or unknown
          - look
      """, facts: ["door": "one"])
    try trial.pass(.minutes(10))
    try trial.learn("mood", "bad")
    #expect(trial.standing == "wait")
    try trial.learn("door", "two")
    #expect(trial.standing == "task look")
  }

  @Test("the highest decision counts, in the outermost procedure")
  func highest() throws {
    var trial = try Trial(
      """
      ## Procedure

      - Decide `mood`
        - When: good
          - [inner](#inner)
        - When: bad
          - outside

      ## Procedure: inner

      - Decide `mood`
        - When: good
          - inside
        - When: bad
          - deep
      """, facts: ["mood": "good"])
    #expect(trial.standing == "task inside")
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task outside")
    #expect(trial.state.frames.count == 1)
  }

  @Test("where a procedure that was called would have decided otherwise, it is run again; what it had concluded lapses")
  func calledAgain() throws {
    var trial = try Trial(
      """
      ## Procedure

      - [inner](#inner)
      - Decide `end`
        - When: done
          - finish
        - When: unknown
          - ask around

      ## Procedure: inner

      - Decide `mood`
        - When: good
          - Conclude: end=done
        - When: bad
          - Note: nothing
      """, facts: ["mood": "good"])
    #expect(trial.standing == "task finish")
    try trial.learn("mood", "bad")
    #expect(trial.wentBack?.lapsed == ["end"])
    #expect(trial.value("end") == nil)
    #expect(trial.standing == "task Please establish: ending")
  }

  @Test("behind a sentence that goes back, only what was decided since counts")
  func circles() throws {
    var trial = try Trial(
      """
      - Decide `colour`
        - When: red
          - Wait 1 min
            - When: expired
              - Go back to `mood`
        - When: blue or green
          - other
      - Decide `mood`
        - When: good
          - Wait 5 min
            - When: expired
              - Go back to `colour`
        - When: bad
          - sorry
      """.replacing("Go back to `mood`", with: "Note: on"), facts: ["colour": "red", "mood": "good"])
    try trial.pass(.minutes(1))
    #expect(trial.state.frames[0].trail.count == 4)
    try trial.pass(.minutes(5))
    // Back at the colour: the mood is yet to be looked at again.
    #expect(trial.state.frames[0].trail.count == 2)
    try trial.learn("mood", "bad")
    #expect(trial.wentBack == nil && trial.standing == "wait")
    try trial.pass(.minutes(1))
    #expect(trial.standing == "task sorry")
  }

  @Test("an answer in a call, or to a question, sends the case back too; an own action's report doesn't")
  func reports() throws {
    var told = try Trial(text, facts: ["mood": "good"])
    try told.end("told", ["mood": "bad"])
    #expect(told.wentBack == nil && told.standing == "contact orderer")
    try told.end("answered", ["mood": "good"])
    #expect(told.standing == "task talk")
    var called = try Trial(text, facts: ["mood": "good"])
    try called.end("told")
    try called.end("answered", ["mood": "bad"])
    #expect(called.standing == "task sorry")
  }

  @Test("one party's answer isn't overruled by another party's answer to the same question")
  func twoParties() throws {
    var trial = try Trial(
      """
      - Ask rider for `size` (5 min)
        - When: small
          - rider says small
        - When: large or unknown
          - Note: ask on
      - Ask merchant for `size` (5 min)
        - When: small
          - merchant says small
        - When: large or unknown
          - nobody
      """)
    try trial.end("answered", ["size": "large"])
    try trial.end("answered", ["size": "small"])
    #expect(trial.standing == "task merchant says small")
    try trial.learn("size", "large")
    #expect(trial.standing == "task nobody")
  }

  @Test("a wait that names the change says itself what then; what ended it isn't decided again")
  func waitsComeFirst() throws {
    var trial = try Trial(
      """
      - Decide `mood`
        - When: good
          - Wait 30 min
            - When: refund asked
              - the wait says so
            - When: expired
              - late
        - When: bad
          - sorry
      """, facts: ["mood": "good"])
    try trial.happen("refund")
    #expect(trial.standing == "task the wait says so")
    // The change was taken notice of: it is none any more.
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task the wait says so")
    try trial.learn("mood", "good")
    #expect(trial.wentBack == nil)
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task sorry")
  }

  @Test("an incident below is cleared")
  func incident() throws {
    var trial = try Trial(
      """
      - Decide `mood`
        - When: good
          - 【share number】
        - When: bad
          - sorry
      """, facts: ["mood": "good"], despite: ["disclosure-without-consent"])
    #expect(trial.standing == "incident unguarded")
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task sorry" && trial.state.incident == nil)
  }

  @Test("a fact that a table derives counts as the fact it is derived from")
  func derived() throws {
    var trial = try Trial(
      """
      ## Procedure

      - Decide `verdict`
        - When: fair
          - fine
        - When: unfair
          - not fine

      ## Facts

      | id | labels | type | values | sources |
      |---|---|---|---|---|
      | verdict | verdict | choice | fair; unfair | rules judging |

      ## Rules: judging (first)

      | mood | → verdict |
      |---|---|
      | good | fair |
      | bad | unfair |
      """, facts: ["mood": "good"], despite: ["duplicate-name"])
    #expect(trial.standing == "task fine")
    try trial.learn("mood", "bad")
    #expect(trial.standing == "task not fine")
  }

  @Test("it is bounded: after twenty times a person has to look, and lets it go on")
  func bounded() throws {
    var trial = try Trial(text, facts: ["mood": "bad"])
    for turn in 0..<20 {
      try trial.learn("mood", turn.isMultiple(of: 2) ? "good" : "bad")
      #expect(trial.state.incident == nil)
    }
    try trial.learn("mood", "good")
    #expect(trial.standing == "incident endless")
    try trial.learn("mood", "bad")
    #expect(trial.standing == "incident endless")
    try trial.repair(.retry)
    #expect(trial.standing == "task sorry")
    try trial.learn("mood", "good")
    #expect(trial.standing == "action tell")
  }

  @Test("a procedure that has ended isn't run again: a person sees to it")
  func settling() throws {
    var trial = try Trial(
      """
      - Decide `mood`
        - When: good
          - Promise: rider within 5 min be there
        - When: bad
          - sorry
      """, facts: ["mood": "good"])
    #expect(trial.standing == "settling")
    try trial.learn("mood", "bad")
    let task = try #require(trial.state.tasks.values.first)
    #expect(task.purpose == .review && task.text.contains("mood"))
    try trial.learn("mood", "bad")
    #expect(trial.state.tasks.count == 1)
  }
}

extension Trial {
  /// How the case went back with the last signal, if it did.
  var wentBack: Reconsidered? {
    last.lazy.compactMap { if case .reconsidered(let reconsidered) = $0.kind { reconsidered } else { nil } }.first
  }

  /// What the last signal caused, in English.
  var said: [String] { last.compactMap { Retelling(plan: plan, language: .english).line($0)?.text } }

  /// How many effects with these words or of this action went out in the whole case.
  func sent(_ name: String) -> Int {
    events.filter { if case .effectPlanned(let effect) = $0.kind { effect.action == name || effect.text == name } else { false } }.count
  }
}
