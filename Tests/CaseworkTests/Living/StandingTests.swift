@testable import Casework
import Playbook
import Testing

@Suite("What was done when the case goes back")
struct StandingTests {
  /// Actions that can be taken back, and some that can't.
  private func playbook(_ text: String) -> String {
    """
    ## Procedure

    \(text)

    ## Actions

    | id | labels | kind | outcomes | limit | requires | undo |
    |---|---|---|---|---|---|---|
    | pay | pay | money | paid; failed | 1 min | | take back |
    | take-back | take back | money | taken; failed | 1 min | | |
    | give | give | money | given; failed | 1 min | | |
    | mark | mark | record | marked; failed | 1 min | | unmark |
    | unmark | unmark | record | done; failed | 1 min | consent = yes | |
    """
  }

  @Test("what was done is taken back, newest first, where an undo is declared and ready; the rest is listed, and a person looks at what is serious")
  func undo() throws {
    var trial = try Trial(
      playbook(
        """
        - Decide `mood`
          - When: good
            - 【pay】【give】【mark】
            - look
          - When: bad
            - sorry
        """), facts: ["mood": "good"])
    try trial.end("paid")
    try trial.end("given")
    try trial.end("marked")
    let paid = try #require(trial.events.firstKey(of: "pay"))
    try trial.learn("mood", "bad")
    let went = try #require(trial.wentBack)
    #expect(went.undone.map(\.action) == ["pay"])
    #expect(went.left.map(\.action) == ["mark", "give"])
    #expect(trial.pending.map(\.key.text) == ["\(paid)/undo"])
    #expect(trial.state.tasks.values.contains { $0.purpose == .review && $0.text.contains("give") && !$0.text.contains("mark") })
    #expect(trial.said.contains { $0.contains("taken back: [pay]") && $0.contains("[mark], [give]") })
    try trial.end("taken")
    // To and fro: nothing is taken back or listed twice.
    try trial.learn("mood", "good")
    #expect(trial.standing == "action pay")
    try trial.end("paid")
    #expect(trial.standing == "task look")
    try trial.learn("mood", "bad")
    #expect(trial.wentBack?.undone.map(\.action) == ["pay"])
    #expect(trial.state.tasks.values.filter { $0.purpose == .review }.count == 2)
  }

  @Test("a failed undo is a person's")
  func failedUndo() throws {
    var trial = try Trial(
      playbook("- Decide `mood`\n  - When: good\n    - 【pay】\n    - look\n  - When: bad\n    - sorry"), facts: ["mood": "good"])
    try trial.end("paid")
    try trial.learn("mood", "bad")
    try trial.end("failed")
    #expect(trial.state.tasks.values.contains { $0.purpose == .review && $0.text.contains("take back") })
  }

  @Test("what is come to again with the same content stands; with another content it is done")
  func stands() throws {
    let text = """
      - Decide `mood`
        - When: good
          - Note: as is
        - When: bad
          - Say: Sorry.
      - Say: Colour {colour}.
      - 【tell merchant】
      - by hand
      - Promise: rider within 5 min be there
      - Contact orderer
        - Say: Hi.
        - When: answered
          - talk
        - When: otherwise
          - write
      """
    func started() throws -> Trial {
      var trial = try Trial(text, facts: ["mood": "good", "colour": "red"])
      try trial.end("sent")
      try trial.end("told")
      try trial.answer("done")
      try trial.end("answered")
      #expect(trial.standing == "task talk")
      return trial
    }
    var trial = try started()
    try trial.learn("mood", "bad")
    #expect(trial.standing == "say Sorry.")
    try trial.end("sent")
    #expect(trial.standing == "task talk")
    #expect(trial.sent("Colour red.") == 1 && trial.sent("tell") == 1 && trial.sent("Hi.") == 1)
    #expect(trial.state.promises.count == 1)
    #expect(trial.said.filter { $0.contains("still standing") }.count == 5)
    var other = try started()
    try other.learn("colour", "blue")
    try other.learn("mood", "bad")
    try other.end("sent")
    #expect(other.standing == "say Colour blue.")
    try other.end("sent")
    #expect(other.standing == "task talk" && other.sent("tell") == 1)
  }

  @Test("each thing stands once: a circle of the document does it again")
  func once() throws {
    var trial = try Trial(
      """
      - Decide `mood`
        - When: good
          - Note: fine
        - When: bad
          - sorry
      - 【tell merchant】
      - Wait 5 min
        - When: expired
          - Go back to 【tell merchant】
        - When: customer calls back
          - called
      """, facts: ["mood": "good"])
    try trial.end("told")
    try trial.learn("mood", "bad")
    try trial.answer("done")
    #expect(trial.standing == "wait" && trial.sent("tell") == 1)
    try trial.pass(.minutes(5))
    #expect(trial.standing == "action tell" && trial.sent("tell") == 2)
  }

  @Test("a wait that was under way keeps its beginning, one that is over stays over")
  func waits() throws {
    let text = """
      - Decide `mood`
        - When: good
          - Note: fine
        - When: bad
          - sorry
      - Wait 30 min
        - When: expired
          - late
        - When: customer calls back
          - called
      """
    var trial = try Trial(text, facts: ["mood": "good"])
    try trial.pass(.minutes(10))
    try trial.learn("mood", "bad")
    try trial.answer("done")
    #expect(trial.nextTimer?.due == Trial.noon + .minutes(30))
    try trial.pass(.minutes(20))
    #expect(trial.standing == "task late")
    try trial.learn("mood", "good")
    #expect(trial.standing == "task late")
    var called = try Trial(text, facts: ["mood": "good"])
    try called.happen("called-back")
    try called.learn("mood", "bad")
    try called.answer("done")
    #expect(called.standing == "task called")
  }

  @Test("a follow-up that was under way keeps its limit, one that has ended has its outcome")
  func followUps() throws {
    let text = """
      ## Procedure

      - Decide `mood`
        - When: good
          - Note: fine
        - When: bad
          - sorry
      - Follow up 【chase】
        - When: reached
          - good
        - When: expired
          - given up

      ## Procedure: round

      - Contact rider
        - When: answered
          - Conclude: reached
        - When: otherwise
          - Note: again

      ## Follow-ups

      | id | labels | procedure | owner | interval | limit | outcomes |
      |---|---|---|---|---|---|---|
      | chase | chase | #round | desk | 15 min | 1 h | reached; expired |
      """
    var trial = try Trial(text, facts: ["mood": "good"])
    try trial.pass(.minutes(10))
    try trial.learn("mood", "bad")
    try trial.answer("done")
    #expect(trial.state.timers.values.contains { $0.purpose == .followUpLimit && $0.due == Trial.noon + .hours(1) })
    try trial.pass(.minutes(50))
    #expect(trial.standing == "task given up")
    try trial.learn("mood", "good")
    #expect(trial.standing == "task given up")
  }

  @Test("when the new branch leads to where the case stands, the call, the task and the timer stay untouched")
  func leadsBack() throws {
    let text = """
      - Decide `mood`
        - When: good
          - Note: fine
        - When: bad
          - Note: not so fine
      - Contact orderer (2 attempts, 3 min apart)
        - When: answered
          - by hand
        - When: not reached
          - Wait 30 min
            - When: expired
              - late
      """
    var trial = try Trial(text, facts: ["mood": "good"])
    func stays(_ mood: String) throws {
      let before = trial.state
      try trial.learn("mood", mood)
      #expect(trial.wentBack?.leadsBack != nil)
      #expect(trial.last.count == 2, "the fact and the reason: \(trial.last.map(\.kind))")
      #expect(trial.state.effects == before.effects && trial.state.timers == before.timers && trial.state.tasks == before.tasks)
      #expect(trial.said.contains { $0.contains("where the case stands") })
    }
    try stays("bad")
    try trial.end("busy")
    try stays("good")
    try trial.pass(.minutes(3))
    try stays("bad")
    try trial.end("busy")
    try stays("good")
    #expect(trial.standing == "wait")
    try trial.learn("mood", "good")
    #expect(trial.wentBack == nil)
  }

  @Test("what was under way is done once: it goes out again under its key, and a late report is believed")
  func brokenOff() throws {
    let text = playbook(
      """
      - Decide `mood`
        - When: good
          - Note: fine
        - When: bad
          - Say: Sorry.
      - 【pay】
        - When: paid
          - fine
        - When: failed
          - not fine
      """)
    var trial = try Trial(text, facts: ["mood": "good"])
    let first = try #require(trial.pending.first)
    try trial.learn("mood", "bad")
    try trial.end("sent")
    let again = try #require(trial.pending.first)
    #expect(again.key != first.key && again.receiverKey == first.key)
    try trial.end("paid")
    #expect(trial.standing == "task fine")
    // Before it is come to again: the receiver has done it after all, and it stands.
    var late = try Trial(text, facts: ["mood": "good"])
    let key = try #require(late.pending.first).key
    try late.learn("mood", "bad")
    try late.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver)
    #expect(late.pending.contains { $0.action == "take-back" && $0.key.text == "\(key)/undo" })
    #expect(throws: Refusal.notAwaited(key.text)) { try late.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver) }
  }
}

extension [Event] {
  fileprivate func firstKey(of action: Action.ID) -> EffectKey? {
    lazy.compactMap { if case .effectPlanned(let effect) = $0.kind, effect.action == action { effect.key } else { nil } }.first
  }
}
