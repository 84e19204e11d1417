@testable import Casework
import Playbook
import Testing

@Suite("Refund first")
struct RefundFirstTests {
  private let text = """
    - Refund first: 【refund】, then recover from carrier (within 7 days; recovered when carrier has paid; recovered when claim state = paid; lost when claim state = rejected; else merchant)
      - When: failed
        - Conclude: end=given-up
    - Conclude: end=done
    """

  private func refunded() throws -> Trial {
    var trial = try Trial(money: text, ["amount": "80 yuan"])
    try trial.end("paid")
    return trial
  }

  @Test("S-03 the customer has the money at once, and a claim with a clock holds the case open") func claimed() throws {
    let trial = try refunded()
    #expect(trial.account(.customer) == 8000)
    #expect(trial.account(.platform) == -8000)
    #expect(trial.state.balances(in: .cny)["carrier/reserve"] == 8000)
    let promise = try #require(trial.state.promises.values.first)
    #expect(promise.due == Trial.noon + .hours(7 * 24))
    #expect(trial.state.phase == .settling, "the procedure has ended, the claim is open")
  }

  @Test("S-03 got back: the carrier has paid the platform", arguments: ["event", "fact", "person"]) func recovered(_ by: String) throws {
    var trial = try refunded()
    switch by {
    case "event": try trial.happen("claim-paid")
    case "fact": try trial.learn("claim", "paid")
    default: try trial.send(.promiseKept(try #require(trial.state.promises.keys.first), proof: "bank slip 4711"), from: .person(name: "Li", role: "claims"))
    }
    #expect(trial.state.balances(in: .cny).filter { $0.value != 0 } == ["customer": 8000, "carrier": -8000])
    #expect(trial.state.phase == .closed)
    if by == "person" {
      let proofs = trial.events.compactMap { if case .promiseSettled(let settled) = $0.kind { settled.proof } else { nil } }
      #expect(proofs == ["bank slip 4711"])
    }
  }

  @Test("S-03 not got back in time, or refused: the one who is named bears it", arguments: [true, false]) func lost(_ isRejected: Bool) throws {
    var trial = try refunded()
    if isRejected { try trial.learn("claim", "rejected") } else { try trial.pass(.hours(7 * 24)) }
    #expect(trial.state.balances(in: .cny).filter { $0.value != 0 } == ["customer": 8000, "merchant": -8000])
    #expect(trial.state.phase == .closed)
  }

  @Test func `a refund that failed claims nothing`() throws {
    var trial = try Trial(money: text, ["amount": "80 yuan"])
    try trial.end("failed")
    try trial.pass(TimeAmount(seconds: 30))
    try trial.end("failed")
    #expect(trial.state.promises.isEmpty)
    #expect(trial.state.balances(in: .cny).values.allSatisfy { $0 == 0 })
    #expect(trial.value("end") == "given-up")
  }

  @Test("S-09 an overturned ruling takes the claim with it") func overturned() throws {
    var trial = try Trial(
      money:
        "- Rule: carrier 100 %\n- Refund first: 【refund】, then recover from carrier (within 7 days; else platform)\n- by hand\n- Overturn the ruling\n- look at it",
      ["amount": "80 yuan"])
    try trial.end("paid")
    try trial.answer("done")
    #expect(trial.state.promises.isEmpty)
    #expect(trial.state.balances(in: .cny).values.allSatisfy { $0 == 0 })
  }
}
