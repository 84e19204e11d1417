@testable import Casework
import Playbook
import Testing

@Suite("Postings")
struct PostingTests {
  private let pay = "- 【refund】\n  - When: failed\n    - Conclude: end=given-up\n- Conclude: end=done"

  @Test("T-11 money is set aside when it goes out, and paid when it went well") func settled() throws {
    var trial = try Trial(money: pay, ["amount": "80 yuan"])
    #expect(trial.postingKinds == [.reserve])
    #expect(trial.account(.platform) == -8000)
    #expect(trial.state.balances(in: .cny)["platform/reserve"] == 8000)
    try trial.end("paid")
    #expect(trial.postingKinds == [.reserve, .settle])
    #expect(trial.state.balances(in: .cny).filter { $0.value != 0 } == ["platform": -8000, "customer": 8000])
    #expect(trial.state.phase == .closed)
  }

  @Test func `what failed is taken back, and the next attempt sets aside anew`() throws {
    var trial = try Trial(money: pay, ["amount": "80 yuan"])
    try trial.end("failed")
    #expect(trial.postingKinds == [.reserve, .reverse])
    #expect(trial.account(.platform) == 0)
    try trial.pass(.minutes(1))
    #expect(trial.postingKinds == [.reserve, .reverse, .reserve])
    try trial.end("failed")
    #expect(trial.state.balances(in: .cny).values.allSatisfy { $0 == 0 })
    #expect(trial.value("end") == "given-up")
  }

  @Test func `in doubt it stays set aside under the same key, and is paid once`() throws {
    var trial = try Trial(money: pay, ["amount": "80 yuan"])
    try trial.pass(.minutes(1))
    #expect(trial.postingKinds == [.reserve])
    try trial.pass(.minutes(1))
    #expect(trial.pending.count == 1)
    #expect(trial.pending.first?.repeats != nil)
    #expect(trial.postingKinds == [.reserve])
    try trial.end("paid")
    #expect(trial.postingKinds == [.reserve, .settle])
    #expect(trial.account(.customer) == 8000)
  }

  @Test(arguments: ["paid", "not-paid"])
  func `when nobody knows in the end, a person finds out before the case closes`(_ choice: String) throws {
    var trial = try Trial(money: pay, ["amount": "80 yuan"])
    try trial.pass(.minutes(10))
    #expect(trial.state.phase == .settling)
    #expect(trial.state.openReservations.count == 1)
    try trial.answer(choice)
    #expect(trial.account(.customer) == (choice == "paid" ? 8000 : 0))
    #expect(trial.state.openReservations.isEmpty)
    #expect(trial.state.phase == .closed)
  }

  @Test func `an amount nobody has said is asked for before the money goes out`() throws {
    var trial = try Trial(money: pay)
    #expect(trial.pending.isEmpty)
    try trial.answer("80 yuan")
    #expect(trial.pending.map(\.action) == ["refund"])
    #expect(trial.account(.platform) == -8000)
  }

  @Test("C-02 points are posted in points, beside the money") func points() throws {
    var trial = try Trial(money: "- 【give points】\n- 【refund】", ["bonus": "30 points", "amount": "12.50 yuan"])
    try trial.end("given")
    try trial.end("paid")
    #expect(trial.account(.customer, .points) == 30)
    #expect(trial.account(.customer) == 1250)
  }

  @Test func `the same effect never posts twice`() throws {
    var trial = try Trial(money: "- 【refund】\n- by hand", ["amount": "80 yuan"])
    let effect = try #require(trial.pending.first)
    try trial.end("paid")
    #expect(throws: Refusal.notAwaited(effect.key.text)) { try trial.send(.ended(effect.key, EffectReport(outcome: "paid")), from: .receiver) }
    #expect(Set(trial.state.postings.map(\.id)).count == trial.state.postings.count)
  }
}
