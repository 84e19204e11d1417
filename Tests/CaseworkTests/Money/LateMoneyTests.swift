@testable import Casework
import Playbook
import Testing

@Suite("Money that turns out late to have been paid")
struct LateMoneyTests {
  /// A payment that nothing undoes, broken off by another decision.
  private func brokenOff(_ paying: String, then: String) throws -> (trial: Trial, key: EffectKey) {
    let outline = """
      - Rule: platform 100 %
      - Decide `liable`
        - When: rider
          - \(paying)
          - paid
        - When: merchant
          - \(then)
          - ask the merchant
      """
    var trial = try Trial(money: outline, ["amount": "80 yuan", "liable": "rider"])
    let key = try #require(trial.pending.first).key
    try trial.learn("liable", "merchant")
    return (trial, key)
  }

  private func reviews(_ trial: Trial) -> Int { trial.state.tasks.values.count { $0.purpose == .review && $0.text.contains("pay by shares") } }

  @Test("S-09 its ruling is overturned by then: it comes back, and a person is asked once") func overturned() throws {
    var (trial, key) = try brokenOff("【pay by shares】", then: "Overturn the ruling")
    let ruling = try #require(trial.state.rulings.first)
    #expect(trial.state.standingRuling == nil)
    try trial.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver)
    #expect(trial.state.balances(in: .cny, dueTo: trial.state.chain(of: ruling.id)).values.allSatisfy { $0 == 0 })
    #expect(trial.state.openReservations.isEmpty)
    #expect(reviews(trial) == 1)
    expectSound(trial)
  }

  @Test("S-03 what was to be recovered for it is claimed") func claimed() throws {
    var (trial, key) = try brokenOff("Refund first: 【pay by shares】, then recover from carrier (within 2 h; else merchant)", then: "look at it")
    #expect(trial.state.promises.isEmpty)
    try trial.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver)
    #expect(trial.account(.customer) == 8000)
    #expect(trial.state.balances(in: .cny)["carrier/reserve"] == 8000)
    #expect(trial.state.promises.count == 1)
    #expect(reviews(trial) == 1)
    expectSound(trial)
  }
}
