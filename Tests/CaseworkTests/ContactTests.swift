@testable import Casework
import Playbook
import Testing

@Suite("Contact")
struct ContactTests {
  private let text = """
    - Contact customer (2 attempts, 3 min apart)
      - When: answered
        - reached
      - When: refused
        - declined
      - When: not reached
        - not reached
    """

  private func parties(_ trial: Trial) -> [String] {
    trial.events.compactMap { if case .effectPlanned(let effect) = $0.kind, effect.purpose == .contact { effect.party } else { nil } }
  }

  private func proof(_ trial: Trial) throws -> ContactEnded {
    try #require(trial.events.compactMap { if case .contactEnded(let ended) = $0.kind { ended } else { nil } }.first)
  }

  @Test("M-08: the orderer is tried, then the recipient, each twice") func theOrdererIsTriedThenTheRecipientEachTwice() throws {
    var trial = try Trial(text, facts: ["differ": "yes"])
    for outcome in ["no-answer", "busy", "off", "machine"] {
      #expect(trial.standing.hasPrefix("contact"))
      try trial.end(outcome)
      if trial.standing == "pause" { try trial.pass(.minutes(3)) }
    }
    #expect(parties(trial) == ["orderer", "orderer", "recipient", "recipient"])
    #expect(trial.standing == "task not reached")
    let ended = try proof(trial)
    #expect(ended.outcome == .machine)
    #expect(ended.attempts.map(\.outcome) == [.noAnswer, .busy, .off, .machine])
    #expect(ended.attempts.map(\.party) == ["orderer", "orderer", "recipient", "recipient"])
    #expect(ended.attempts.map { ($0.at - Trial.noon).seconds } == [0, 180, 180, 360])
  }

  @Test func theFirstAnswerEndsIt() throws {
    var trial = try Trial(text, facts: ["differ": "yes"])
    try trial.end("no-answer")
    #expect(trial.standing == "pause")
    try trial.pass(.minutes(3))
    try trial.end("answered", ["consent": "yes"])
    #expect(trial.standing == "task reached")
    #expect(trial.value("consent") == "yes")
    #expect(try proof(trial).attempts.count == 2)
  }

  @Test func aRungWhoseConditionFailsIsLeftOut() throws {
    var trial = try Trial(text, facts: ["differ": "no"])
    try trial.end("no-answer")
    try trial.pass(.minutes(3))
    try trial.end("no-answer")
    #expect(parties(trial) == ["orderer", "orderer"])
    #expect(trial.standing == "task not reached")
  }

  @Test func aRungWhoseConditionIsUnknownIsTried() throws {
    var trial = try Trial(text)
    try trial.end("wrong-person")
    #expect(trial.standing == "contact recipient")
  }

  @Test(arguments: ["refused", "wrong-person"])
  func whoDeclinesOrIsSomebodyElseIsNotCalledAgain(outcome: String) throws {
    var trial = try Trial(text, facts: ["differ": "yes"])
    try trial.end(outcome)
    #expect(trial.standing == "contact recipient")
  }

  @Test func theOutcomeIsThatOfTheLastAttempt() throws {
    var trial = try Trial(text, facts: ["differ": "no"])
    try trial.end("no-answer")
    try trial.pass(.minutes(3))
    try trial.end("refused")
    #expect(trial.standing == "task declined")
  }

  @Test func aLadderThatNobodyIsOnCountsAsNotReached() throws {
    let trial = try Trial(
      "- Contact customer (first recipient (numbers differ))\n  - When: not reached\n    - nobody\n  - When: answered\n    - reached", facts: ["differ": "no"])
    #expect(trial.standing == "task nobody")
    #expect(try proof(trial) == ContactEnded(outcome: .failed, attempts: []))
  }

  @Test func anAttemptThatIsNotReportedOnHasFailed() throws {
    var trial = try Trial(text, facts: ["differ": "no"])
    try trial.pass(.minutes(10))
    #expect(trial.standing == "pause")
    try trial.pass(.minutes(13))
    #expect(trial.standing == "task not reached")
  }

  @Test func theWordingIsSpokenAndItsGapsAreIncidents() throws {
    let spoken = "- Contact rider\n  - Say: This is for {name}.\n  - When: answered\n    - reached\n  - When: not reached\n    - gone"
    #expect(try Trial(spoken, facts: ["name": "Li"]).pending.first?.text == "This is for Li.")
    var trial = try Trial(spoken)
    #expect(trial.standing == "incident missing-slot")
    try trial.learn("name", "Li")
    #expect(trial.standing == "contact rider")
  }

  // MARK: quiet hours

  private func quiet(_ trial: String) -> String {
    "---\nid: quiet\nlocale: en\nquiet-hours: 22:00-08:00\ntime-zone: \"+08:00\"\n---\n# Quiet\n\n## Procedure\n\n" + trial
  }

  @Test func nobodyIsContactedInQuietHours() throws {
    var trial = try Trial(quiet(text), facts: ["differ": "no"], at: Trial.noon + .hours(11))
    #expect(trial.standing == "pause")
    #expect(trial.nextTimer?.due == Trial.noon + .hours(20))
    try trial.pass(.hours(8))
    #expect(trial.standing == "pause")
    try trial.pass(.hours(1))
    #expect(trial.standing == "contact orderer")
    #expect(trial.pending.first?.attempt == 1)
  }

  @Test func anAttemptThatWouldFallIntoTheQuietIsPutOffAndNotLost() throws {
    var trial = try Trial(quiet(text), facts: ["differ": "no"], at: Trial.noon + .hours(9) + .minutes(59))
    #expect(trial.standing == "contact orderer")
    try trial.end("no-answer")
    try trial.pass(.minutes(3))
    #expect(trial.standing == "pause")
    #expect(trial.nextTimer?.due == Trial.noon + .hours(20))
    try trial.pass(.hours(10))
    #expect(trial.pending.first?.attempt == 2)
    try trial.end("answered")
    #expect(trial.standing == "task reached")
  }
}
