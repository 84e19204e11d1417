@testable import Casework
import Playbook
import Testing

@Suite("Waits")
struct WaitTests {
  private let text = """
    - Wait 30 min from arrival time
      - When: customer calls back
        - talk
      - When: mood=good
        - cheer
      - When: expired
        - too late
    """

  private let arrived = "2026-01-05 11:50"

  @Test func itRunsFromTheMomentInTheFact() throws {
    var trial = try Trial(text, facts: ["arrived": arrived])
    let timer = try #require(trial.nextTimer)
    #expect(timer.origin == "arrived")
    #expect(timer.due == Trial.noon + .minutes(20))
    try trial.pass(.minutes(19))
    #expect(trial.standing == "wait")
    try trial.pass(.minutes(1))
    #expect(trial.standing == "task too late")
  }

  @Test func aTimeThatIsOverAlreadyRingsAtOnce() throws {
    var trial = try Trial(text, facts: ["arrived": "2026-01-05 09:00"])
    #expect(trial.standing == "wait")
    try trial.pass(.init(seconds: 0))
    #expect(trial.standing == "task too late")
  }

  @Test func anUnknownOriginIsAskedForAndThenAnIncident() throws {
    var trial = try Trial(text)
    #expect(trial.standing == "task Please establish: arrival time")
    try trial.answer("unknown")
    #expect(trial.state.incident == Incident(kind: .unknownOrigin, about: "arrival time"))
    try trial.learn("arrived", arrived)
    #expect(trial.standing == "wait")
    #expect(trial.nextTimer?.due == Trial.noon + .minutes(20))
  }

  @Test func anEventEndsItEvenWhileItsOriginIsAskedFor() throws {
    var trial = try Trial(text)
    try trial.happen("called-back")
    #expect(trial.standing == "task talk")
    var stuck = try Trial(text)
    try stuck.answer("unknown")
    try stuck.happen("called-back")
    #expect(stuck.standing == "task talk")
  }

  @Test func anEventEndsItAndItsTimerIsGone() throws {
    var trial = try Trial(text, facts: ["arrived": arrived])
    let timer = try #require(trial.nextTimer)
    try trial.happen("called-back")
    #expect(trial.standing == "task talk")
    #expect(trial.events.contains { $0.kind == .happened(Happened(name: "called-back", wasAwaited: true)) })
    trial.now = timer.due
    #expect(throws: Refusal.notAwaited(timer.id.text)) { try trial.send(.timerDue(timer.id), from: .clock) }
  }

  @Test func anEventThatNothingWaitsForIsOnlyRecorded() throws {
    var trial = try Trial(text, facts: ["arrived": arrived])
    try trial.happen("photo")
    #expect(trial.last.map(\.kind) == [.happened(Happened(name: "photo", wasAwaited: false))])
    #expect(trial.standing == "wait")
  }

  @Test func aFactThatIsSoAlreadyEndsItBeforeItBegins() throws {
    let trial = try Trial(text, facts: ["arrived": arrived, "mood": "good"])
    #expect(trial.standing == "task cheer")
    #expect(trial.state.timers.isEmpty)
  }

  @Test func aFactThatBecomesSoEndsIt() throws {
    var trial = try Trial(text, facts: ["arrived": arrived, "mood": "bad"])
    try trial.learn("mood", "bad")
    #expect(trial.standing == "wait")
    try trial.learn("mood", "good")
    #expect(trial.standing == "task cheer")
    #expect(trial.state.timers.isEmpty)
  }

  @Test func aFactThatAnEventBringsEndsItToo() throws {
    var trial = try Trial("- Wait 30 min\n  - When: mood=bad\n    - sad\n  - When: expired\n    - late")
    try trial.happen("refund")
    #expect(trial.standing == "task sad")
    #expect(trial.value("mood") == "bad")
  }

  @Test func nobodyIsAskedForAFactThatHasNotBecomeSo() throws {
    var trial = try Trial("- Wait 30 min\n  - When: size=large\n    - big\n  - When: expired\n    - late")
    try trial.pass(.minutes(30))
    #expect(trial.standing == "task late")
    #expect(trial.now == Trial.noon + .minutes(30))
  }

  @Test func aFactBesideTheExpiryIsAskedForAndTheWaitDoesNotBeginAgain() throws {
    var trial = try Trial("- Wait 30 min\n  - When: expired and size=large\n    - big\n  - When: expired\n    - late")
    try trial.pass(.minutes(30))
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "large"])
    #expect(trial.standing == "task big")
  }

  @Test func theChoiceBehindChildrenKnowsHowTheWaitEnded() throws {
    let text = "- Wait 30 min\n  - tidy up\n  - When: customer calls back\n    - talk\n  - When: expired\n    - late"
    var expired = try Trial(text)
    try expired.pass(.minutes(30))
    #expect(expired.standing == "task tidy up")
    try expired.answer("done")
    #expect(expired.standing == "task late")
    var called = try Trial(text)
    try called.happen("called-back")
    try called.answer("done")
    #expect(called.standing == "task talk")
  }

  @Test func aTimerThatRingsEarlyIsRefusedAndRingsLater() throws {
    var trial = try Trial(text, facts: ["arrived": arrived])
    let timer = try #require(trial.nextTimer)
    let before = trial.state
    #expect(throws: Refusal.notAwaited(timer.id.text)) { try trial.send(.timerDue(timer.id), from: .clock) }
    #expect(trial.state == before)
    trial.now = timer.due
    try trial.send(.timerDue(timer.id), from: .clock)
    #expect(trial.standing == "task too late")
    #expect(throws: Refusal.notAwaited(timer.id.text)) { try trial.send(.timerDue(timer.id), from: .clock) }
  }

  @Test func aClockBeyondAllTimesDoesNotOverflow() throws {
    var trial = try Trial(text, facts: ["arrived": "9999-12-31 23:59"])
    #expect(trial.standing == "wait")
    #expect(throws: Refusal.notAValue(fact: "arrived")) {
      try trial.send(.facts([FactReport(fact: "arrived", value: .time(Instant(milliseconds: .max)), source: "platform")]))
    }
    trial.now = Instant(milliseconds: .max)
    try trial.pass(.init(seconds: 0))
    #expect(trial.standing == "task too late")
  }
}
