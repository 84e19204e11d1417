@testable import Casework
import Playbook
import Testing

@Suite("Rulings")
struct RulingTests {
  @Test("M-15 a ruling says who bears how much, on which standard") func given() throws {
    let trial = try Trial(money: "- Rule: rider 70 %, merchant 30 %, liable=rider (provisional; standard proof of receipt)\n- by hand")
    let ruling = try #require(trial.state.standingRuling)
    #expect(ruling.standing == .provisional)
    #expect(ruling.shares == ["rider": 70, "merchant": 30])
    #expect(ruling.standard == "proof of receipt")
    #expect(trial.value("liable") == "rider")
  }

  @Test("M-15 money goes by the shares, to the last fen") func shares() throws {
    var trial = try Trial(money: "- Rule: rider 70 %, merchant 30 %\n- 【pay by shares】\n- by hand", ["amount": "10.01 yuan"])
    try trial.end("paid")
    #expect(trial.account(.rider) == -701)
    #expect(trial.account(.merchant) == -300)
    #expect(trial.account(.customer) == 1001)
  }

  @Test func `without a ruling nobody can be charged by it`() throws {
    let trial = try Trial(money: "- 【pay by shares】", ["amount": "10 yuan"])
    #expect(trial.state.incident?.kind == .unguarded)
  }

  @Test("S-09 a later ruling takes the place of the earlier, and what was charged by it is charged anew") func replaced() throws {
    var trial = try Trial(
      money: "- Rule: rider 100 % (provisional)\n- 【pay by shares】\n- by hand\n- Final ruling: merchant 100 %\n- look at it", ["amount": "80 yuan"])
    try trial.end("paid")
    #expect(trial.account(.rider) == -8000)
    try trial.answer("done")
    #expect(trial.state.standingRuling?.standing == .final)
    #expect(trial.account(.rider) == 0)
    #expect(trial.account(.merchant) == -8000)
    #expect(trial.account(.customer) == 8000)
  }

  @Test("S-09 an overturned ruling leaves nothing behind: accounts, facts, and the money is got back") func overturned() throws {
    var trial = try Trial(
      money:
        "- Rule: rider 100 %, liable=rider (provisional)\n- 【refund】\n- 【pay by shares】\n- Final ruling: rider 60 %, merchant 40 %\n- by hand\n- Overturn the ruling\n- look at it",
      ["amount": "80 yuan"])
    try trial.end("paid")
    try trial.end("paid")
    let final = try #require(trial.state.standingRuling)
    try trial.answer("done")
    #expect(trial.state.standingRuling == nil)
    let due = trial.state.balances(in: .cny, dueTo: trial.state.chain(of: final.id))
    #expect(due.values.allSatisfy { $0 == 0 }, "\(due)")
    #expect(trial.value("liable") == nil)
    #expect(trial.pending.map(\.action) == ["take-back"], "the action that is declared to take it back")
    #expect(trial.state.tasks.values.contains { $0.purpose == .review && $0.text.contains("pay by shares") }, "what nothing takes back is for a person")
  }

  @Test func `money under way when the ruling is overturned comes back as well`() throws {
    var trial = try Trial(money: "- Rule: rider 100 % (provisional)\n- by hand\n- Overturn the ruling\n- look at it", ["amount": "80 yuan"])
    try trial.perform("charge")
    let ruling = try #require(trial.state.standingRuling)
    try trial.answer("done")
    #expect(trial.state.balances(in: .cny)["rider/reserve"] == 8000)
    try trial.end("paid")
    let due = trial.state.balances(in: .cny, dueTo: trial.state.chain(of: ruling.id))
    #expect(due.values.allSatisfy { $0 == 0 }, "\(due)")
    #expect(trial.state.tasks.values.contains { $0.purpose == .review })
  }

  private let approved = "- Rule: platform 100 % (approved by supervisor)\n  - When: not approved\n    - Conclude: end=given-up\n- Conclude: end=done"

  @Test func `it may need approval, by another person than who asked for it`() throws {
    var trial = try Trial(money: "- by hand\n" + approved)
    let task = try #require(trial.task).id
    try trial.send(.taskDone(task, choice: "done"), from: .person(name: "Li", role: "supervisor"))
    #expect(trial.state.rulings.isEmpty)
    #expect(throws: Refusal.notApprover(role: "supervisor")) { try trial.approve("approve", by: "Li", "supervisor") }
    try trial.approve("approve", by: "Zhao", "supervisor")
    #expect(trial.state.standingRuling?.approver == .person(name: "Zhao", role: "supervisor"))
    #expect(trial.value("end") == "done")
  }

  @Test func `refused, the step's alternative is taken, or a person has it`() throws {
    var trial = try Trial(money: approved)
    try trial.approve("refuse", by: "Zhao", "supervisor")
    #expect(trial.state.rulings.isEmpty)
    #expect(trial.value("end") == "given-up")
    var bare = try Trial(money: "- Rule: platform 100 % (approved by supervisor)\n- Conclude: end=done")
    try bare.approve("refuse", by: "Zhao", "supervisor")
    #expect(bare.task?.purpose == .step)
  }

  private static let amounts: [Int64] = [1, 7, 99, 100, 101, 12_345, .max]

  @Test(arguments: amounts)
  func `the parts are the whole, whatever the shares`(_ amount: Int64) {
    for shares in [["rider": 33, "merchant": 33, "platform": 34], ["rider": 1, "platform": 99], ["customer": 50, "carrier": 50]] {
      let ruling = Ruled(id: RulingID("r1"), standing: .final, shares: shares, standard: nil, approver: nil, replaces: nil)
      let parts = ruling.parts(of: amount)
      #expect(parts.reduce(0) { $0 + $1.amount } == amount)
      #expect(parts.allSatisfy { $0.amount >= 0 })
    }
  }
}
