import Playbook
import Testing

@testable import Casework

/// What the gate says comes in as signals: the engine itself asks nobody.
@Suite("Attempts that are held back, barred or shared")
struct HeldTests {
  private let call = """
    - Contact customer (2 attempts, 3 min apart)
      - When: answered
        - reached
      - When: not reached
        - not reached
    """

  private func hold(_ trial: inout Trial, for amount: TimeAmount, _ reason: Held.Reason = .cap) throws {
    let effect = try #require(trial.pending.first)
    try trial.send(.held(effect.key, until: trial.now + amount, reason: reason), from: .clock)
  }

  private func proof(_ trial: Trial) throws -> ContactEnded {
    try #require(trial.events.compactMap { if case .contactEnded(let ended) = $0.kind { ended } else { nil } }.last)
  }

  @Test("M-08: an attempt that is held counts as not made, and is made when the time has come") func heldContact() throws {
    var trial = try Trial(call, facts: ["differ": "no"])
    try hold(&trial, for: .hours(2))
    #expect(trial.standing == "pause")
    #expect(trial.nextTimer?.due == Trial.noon + .hours(2))
    try trial.pass(.hours(2))
    let again = try #require(trial.pending.first)
    #expect(again.attempt == 1 && again.rung == 0)
    // Held once more, and again: it still is the first attempt.
    try hold(&trial, for: .minutes(5), .underWay)
    try trial.pass(.minutes(5))
    try trial.end("no-answer")
    try trial.pass(.minutes(3))
    try trial.end("no-answer")
    #expect(trial.standing == "task not reached")
    #expect(try proof(trial).attempts.map(\.outcome) == [.noAnswer, .noAnswer])
  }

  @Test func aHeldActionIsDoneLaterUnderItsAttempt() throws {
    var trial = try Trial("- [text the customer]\n- after")
    try hold(&trial, for: .hours(1))
    #expect(trial.standing == "retry")
    try trial.pass(.hours(1))
    #expect(trial.standing == "action sms" && trial.pending.first?.attempt == 1)
    try trial.end("sent")
    #expect(trial.standing == "task after")
  }

  @Test func whatNobodyWouldTryAgainEndsWithoutGoingOut() throws {
    var trial = try Trial("- by hand")
    try trial.perform("sms")
    try hold(&trial, for: .hours(1))
    let ended = try #require(trial.events.compactMap { if case .effectEnded(let ended) = $0.kind { ended } else { nil } }.last)
    #expect(ended.outcome == "failed" && ended.barred == .cap)
    #expect(trial.state.tasks.values.contains { $0.purpose == .review })
  }

  @Test func aHoldThatIsOverAlreadyPausesAllTheSame() throws {
    var trial = try Trial(call, facts: ["differ": "no"])
    try hold(&trial, for: TimeAmount(seconds: -5))
    #expect(trial.nextTimer?.due == Trial.noon + TimeAmount(seconds: 1))
  }

  @Test func onlyWhatIsPendingCanBeHeld() throws {
    var trial = try Trial("- by hand")
    #expect(throws: Refusal.notAwaited("x")) { try trial.send(.held(EffectKey("x"), until: trial.now, reason: .cap)) }
  }

  @Test("O-04: an attempt that may not go out stands in the proof with its reason, and the ladder goes on") func barred() throws {
    var trial = try Trial(call, facts: ["differ": "yes"])
    let effect = try #require(trial.pending.first)
    try trial.send(.ended(effect.key, EffectReport(outcome: "failed", barred: .windowClosed)), from: .clock)
    #expect(trial.standing == "contact recipient")
    try trial.end("off")
    try trial.pass(.minutes(3))
    try trial.end("off")
    let ended = try proof(trial)
    #expect(ended.attempts.map(\.barred) == [.windowClosed, nil, nil])
    let words = Retelling(plan: trial.plan).contactEnded(ended).0
    #expect(words.hasPrefix("Not reached (orderer phone 12:00:00 not sent: WeChat's window is closed; recipient phone "))
    #expect(words.hasSuffix(" off)"))
  }

  @Test func anotherCasesAttemptIsTheAnswerAndIsNamed() throws {
    var trial = try Trial(call, facts: ["differ": "no"])
    let effect = try #require(trial.pending.first)
    let facts = [FactReport(fact: "consent", value: .flag(true), source: "customer")]
    try trial.send(.ended(effect.key, EffectReport(outcome: "answered", facts: facts, shared: EffectKey("C-9/s1/1/1-1"))), from: .receiver)
    #expect(trial.standing == "task reached" && trial.value("consent") == "yes")
    #expect(try proof(trial).attempts.map(\.shared) == [CaseID("C-9")])
    #expect(Retelling(plan: trial.plan).contactEnded(try proof(trial)).0.contains("made by case C-9"))
  }

  @Test("M-08: every class of outcome ends an attempt", arguments: ContactOutcome.allCases) func outcomes(_ outcome: ContactOutcome) throws {
    var trial = try Trial("- Contact rider\n  - When: answered\n    - reached\n  - When: not reached\n    - not reached")
    try trial.end(outcome.rawValue)
    #expect(trial.standing == (outcome == .answered ? "task reached" : "task not reached"))
    #expect(try proof(trial).attempts.map(\.outcome) == [outcome])
  }

  // MARK: privacy numbers

  private let privacy = """
    # Trial

    ## Parties

    | id | labels | channel | number until |
    |---|---|---|---|
    | buyer | buyer | privacy number | number end |

    ## Facts

    | id | labels | type |
    |---|---|---|
    | number-end | number end | time |

    ## Procedure

    - Contact buyer (first buyer, then rider; privacy number)
      - When: answered
        - reached
      - When: not reached
        - not reached
    """

  @Test("M-16: a privacy number that has expired is not called, and the next one on the ladder is") func expiredNumber() throws {
    var trial = try Trial(privacy, facts: ["number-end": "2026-01-05 11:00"])
    #expect(trial.standing == "contact rider")
    try trial.end("no-answer")
    #expect(try proof(trial).attempts.map(\.barred) == [.numberExpired, nil])
    #expect(try Trial(privacy, facts: ["number-end": "2026-01-05 13:00"]).standing == "contact buyer")
    #expect(try Trial(privacy).standing == "contact buyer")
  }
}
