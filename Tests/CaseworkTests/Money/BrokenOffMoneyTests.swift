@testable import Casework
import Playbook
import Testing

@Suite("Money that was under way when the case went back")
struct BrokenOffMoneyTests {
  private let outline = """
    - Decide `liable`
      - When: rider
        - 【refund】
        - refunded
      - When: merchant
        - ask the merchant
    """

  /// Refund under way, and then broken off.
  private func brokenOff() throws -> (trial: Trial, key: EffectKey) {
    var trial = try Trial(money: outline, ["amount": "80 yuan", "liable": "rider"])
    let key = try #require(trial.pending.first).key
    try trial.learn("liable", "merchant")
    #expect(trial.state.openReservation(of: key)?.paidIn == 8000)
    return (trial, key)
  }

  private func answerWhetherPaid(_ choice: String, _ trial: inout Trial) throws {
    let question = try #require(trial.state.tasks.values.first { if case .reconcile = $0.purpose { true } else { false } })
    try trial.send(.taskDone(question.id, choice: choice), from: .person(name: "Wang", role: "agent"))
  }

  private func expectPaidOnce(_ trial: Trial, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(trial.state.balances(in: .cny).filter { $0.value != 0 } == ["platform": -8000, "customer": 8000], sourceLocation: sourceLocation)
    #expect(trial.state.openReservations.isEmpty, sourceLocation: sourceLocation)
    expectSound(trial, sourceLocation: sourceLocation)
  }

  @Test("T-11 what a person has found to be paid is not set aside again when the step repeats it") func paidMeanwhile() throws {
    var (trial, key) = try brokenOff()
    try answerWhetherPaid("paid", &trial)
    try trial.learn("liable", "rider")
    #expect(trial.pending.map(\.receiverKey) == [key])
    expectPaidOnce(trial)
    try trial.end("paid")
    expectPaidOnce(trial)
  }

  @Test("T-11 what a person has found not to be paid is set aside anew") func notPaid() throws {
    var (trial, key) = try brokenOff()
    try answerWhetherPaid("not-paid", &trial)
    #expect(trial.account(.platform) == 0)
    try trial.learn("liable", "rider")
    #expect(trial.pending.map(\.receiverKey) == [key])
    #expect(trial.postingKinds == [.reserve, .reverse, .reserve])
    try trial.end("paid")
    expectPaidOnce(trial)
  }

  @Test func `a late report answers the question whether it was paid`() throws {
    var (trial, key) = try brokenOff()
    try trial.send(.ended(key, EffectReport(outcome: "failed")), from: .receiver)
    #expect(trial.account(.platform) == 0 && trial.state.openReservations.isEmpty)
    #expect(!trial.state.tasks.values.contains { $0.purpose == .reconcile(effect: key) })
    expectSound(trial)
  }

  @Test func `what was paid late is taken back with its postings, and paid anew under another key`() throws {
    var (trial, key) = try brokenOff()
    try trial.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver)
    #expect(trial.postingKinds == [.reserve, .settle, .reverse])
    #expect(trial.state.balances(in: .cny).values.allSatisfy { $0 == 0 })
    #expect(trial.pending.contains { $0.key.text == "\(key)/undo" })
    try trial.learn("liable", "rider")
    #expect(trial.pending.contains { $0.action == "refund" && $0.receiverKey != key })
    expectSound(trial)
  }

  @Test func `what the repeated step has paid isn't taken back by the report of the first attempt`() throws {
    var (trial, key) = try brokenOff()
    try trial.learn("liable", "rider")
    try trial.end("paid")
    #expect(throws: Refusal.notAwaited(key.text)) { try trial.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver) }
    expectPaidOnce(trial)
  }

  @Test func `another amount is another payment, under the same limits as any`() throws {
    var (trial, key) = try brokenOff()
    try trial.learn("amount", "790 yuan")
    try trial.learn("liable", "rider")
    #expect(!trial.pending.contains { $0.receiverKey == key })
    // Over the limit for one payment.
    #expect(trial.state.incident?.kind == .heldBack)
    var (fits, first) = try brokenOff()
    try fits.learn("amount", "90 yuan")
    try fits.learn("liable", "rider")
    #expect(fits.pending.contains { $0.action == "refund" && $0.receiverKey != first })
    #expect(fits.state.balances(in: .cny)["platform/reserve"] == 17_000, "whether the first was paid is still to be found out")
    expectSound(fits)
  }

  @Test func `nobody is asked any more whether it was paid while it goes out again`() throws {
    var (trial, key) = try brokenOff()
    try trial.learn("liable", "rider")
    #expect(!trial.state.tasks.values.contains { $0.purpose == .reconcile(effect: key) })
    try trial.end("paid")
    expectPaidOnce(trial)
  }

  @Test func `the report of the first attempt ends the one that repeats it`() throws {
    var (trial, key) = try brokenOff()
    try trial.learn("liable", "rider")
    #expect(throws: Refusal.notAwaited(key.text)) { try trial.send(.ended(key, EffectReport(outcome: "failed")), from: .receiver) }
    try trial.send(.ended(key, EffectReport(outcome: "paid")), from: .receiver)
    #expect(trial.standing == "task refunded")
    expectPaidOnce(trial)
  }
}
