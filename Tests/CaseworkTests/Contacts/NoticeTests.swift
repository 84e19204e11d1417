import Playbook
import Testing

@testable import Casework

@Suite("Contact that is announced, and who gets in touch")
struct NoticeTests {
  private let text = """
    # Trial

    ## Parties

    | id | labels | channel |
    |---|---|---|
    | emergency | emergency contact | phone |

    ## Facts

    | id | labels | type | consent |
    |---|---|---|---|
    | may-call | may call the emergency contact | flag | customer: call the emergency contact |

    ## Events

    | id | labels | party |
    |---|---|---|
    | in-touch | customer is in touch | customer |

    ## Procedure

    - Contact emergency contact (notice [text the customer] 2 h ahead; 2 attempts, 10 min apart)
      - When: answered
        - reached
      - When: not reached
        - by other means
      - When: cancelled
        - not needed
    """

  private func announced() throws -> Trial {
    var trial = try Trial(text, facts: ["may-call": "yes"])
    #expect(trial.standing == "action sms")
    try trial.end("sent")
    return trial
  }

  @Test("O-03: the customer is told first, and the call comes after the lead time") func lead() throws {
    var trial = try announced()
    #expect(trial.standing == "pause" && trial.nextTimer?.due == Trial.noon + .hours(2))
    try trial.pass(.hours(2))
    #expect(trial.standing == "contact emergency")
    try trial.end("answered")
    #expect(trial.standing == "task reached")
  }

  @Test("O-03: without the notice there is no call") func noNotice() throws {
    var trial = try Trial(text)
    try trial.end("failed")
    #expect(trial.standing == "incident action-failed")
  }

  @Test("O-03: any contact by the customer cancels it", arguments: ["customer", "orderer"]) func heard(_ party: String) throws {
    var trial = try announced()
    try trial.pass(.hours(1))
    try trial.send(.heard(party, .wechat))
    #expect(trial.standing == "task not needed")
    #expect(trial.state.timers.isEmpty && trial.state.effects.isEmpty)
    #expect(trial.events.contains { if case .happened(let happened) = $0.kind { happened.name == "in-touch" } else { false } })
    #expect(trial.events.contains { if case .heard(let heard) = $0.kind { heard.person == PersonID("order 1/\(party)") } else { false } })
  }

  @Test("O-03: an event that means that the customer is in touch cancels it too") func event() throws {
    var trial = try announced()
    try trial.happen("in-touch")
    #expect(trial.standing == "task not needed")
  }

  @Test("O-03: a consent that is taken back cancels it, also between two attempts") func consent() throws {
    var trial = try announced()
    try trial.pass(.hours(2))
    try trial.end("busy")
    #expect(trial.standing == "pause")
    try trial.learn("may-call", "no")
    #expect(trial.standing == "task not needed")
    let ended = try #require(trial.events.compactMap { if case .contactEnded(let ended) = $0.kind { ended } else { nil } }.last)
    #expect(ended.wasCalledOff == true && ended.attempts.map(\.outcome) == [.busy])
  }

  @Test("O-03: who answers while the notice is still on its way cancels it") func heardAtOnce() throws {
    var trial = try Trial(text)
    try trial.send(.heard("customer", .sms))
    try trial.end("sent")
    #expect(trial.standing == "task not needed")
  }

  @Test func whoWasHeardBeforeOrIsSomebodyElseCancelsNothing() throws {
    var trial = try Trial(text.replacing("## Procedure\n\n", with: "## Procedure\n\n- before\n"))
    try trial.send(.heard("customer", .sms))
    try trial.answer("Done")
    try trial.end("sent")
    try trial.send(.heard("merchant", .im))
    #expect(trial.standing == "pause")
  }

  @Test func aStrangerIsRefused() throws {
    var trial = try Trial("- by hand")
    #expect(throws: Refusal.unknownName("ghost")) { try trial.send(.heard("ghost", .phone)) }
    #expect(throws: Refusal.unknownName("ghost")) { try trial.send(.persons(["ghost": PersonID("u-1")])) }
  }

  // MARK: persons and consents

  @Test func aPersonIsWhomThePlatformNamesElseThePartyOfTheSubject() throws {
    var trial = try Trial("- Contact rider\n- Contact rider")
    #expect(trial.pending.first?.person == PersonID("order 1/rider"))
    try trial.send(.persons(["rider": PersonID("r-7")]))
    #expect(trial.state.persons == ["rider": PersonID("r-7")])
    try trial.end("answered")
    #expect(trial.pending.first?.person == PersonID("r-7"))
    let again = try trial.send(.persons(["rider": PersonID("r-7")]))
    #expect(again.isEmpty, "it is no news")
  }

  @Test("M-09: a consent is recorded with its scope when it is learned, and when it is taken back") func consented() throws {
    var trial = try Trial(text)
    func said() -> [Consented] { trial.events.compactMap { if case .consented(let consented) = $0.kind { consented } else { nil } } }
    try trial.learn("may-call", "yes")
    try trial.learn("may-call", "yes")
    try trial.learn("may-call", nil)
    try trial.learn("may-call", "no")
    #expect(said().map(\.isGiven) == [true, false])
    #expect(Set(said().map(\.scope)) == ["call the emergency contact"] && said()[0].person == PersonID("order 1/customer"))
    #expect(Retelling(plan: trial.plan).consented(said()[1]).0 == "customer withdraws consent: call the emergency contact")
  }

  @Test("M-09: a planned disclosure whose consent is gone doesn't go on") func disclosure() throws {
    var trial = try Trial("- [share number]\n- shared", facts: ["consent": "yes"], despite: ["disclosure-without-consent"])
    let effect = try #require(trial.pending.first)
    try trial.send(.ended(effect.key, EffectReport(outcome: "failed", barred: .noConsent)), from: .clock)
    #expect(trial.standing == "incident unguarded")
  }
}
