@testable import Casework
import Playbook
import Testing

@Suite("Limits of money")
struct LimitTests {
  @Test("C-02 over the cap of one posting nothing goes out, and the step's alternative is taken") func overEach() throws {
    let trial = try Trial(
      money: "- 【refund】\n  - When: over limit\n    - Conclude: end=given-up\n  - When: failed\n    - by hand\n- Conclude: end=done", ["amount": "501 yuan"])
    #expect(trial.value("end") == "given-up")
    #expect(trial.postingKinds == [.refuse])
    #expect(trial.state.balances(in: .cny).isEmpty)
  }

  @Test func `without an alternative for it, its failure's is taken, and without one a person sees to it`() throws {
    let failing = try Trial(money: "- 【refund】\n  - When: failed\n    - Conclude: end=given-up", ["amount": "501 yuan"])
    #expect(failing.value("end") == "given-up")
    let stuck = try Trial(money: "- 【refund】\n- Conclude: end=done", ["amount": "501 yuan"])
    #expect(stuck.state.incident?.kind == .heldBack)
  }

  @Test("C-02 the cap of the case counts what was paid and what is set aside") func perCase() throws {
    var trial = try Trial(money: "- 【refund】\n- 【refund】\n- Conclude: end=done", ["amount": "450 yuan"])
    try trial.end("paid")
    #expect(trial.state.incident?.kind == .heldBack)
    #expect(trial.account(.customer) == 45000)
    #expect(throws: Refusal.overLimit("refund", "with ¥450 the case would be over its limit of ¥800")) { try trial.perform("refund") }
  }

  private let compensate = "- 【compensate】\n  - When: not approved\n    - Conclude: end=given-up\n- Conclude: end=done"

  @Test func `a small amount needs nobody, one above every band is never paid`() throws {
    let small = try Trial(money: compensate, ["amount": "50 yuan"])
    #expect(small.pending.map(\.action) == ["compensate"])
    let great = try Trial(money: compensate, ["amount": "901 yuan"])
    #expect(great.state.incident?.kind == .heldBack)
  }

  @Test func `a middling amount waits for the supervisor`() throws {
    var trial = try Trial(money: compensate, ["amount": "120 yuan"])
    #expect(trial.pending.isEmpty)
    #expect(trial.task?.role == "supervisor")
    #expect(throws: Refusal.notApprover(role: "supervisor")) { try trial.approve("approve", by: "Li", "agent") }
    let task = try #require(trial.task).id
    #expect(throws: Refusal.notApprover(role: "supervisor")) { try trial.send(.taskDone(task, choice: "approve"), from: .platform) }
    try trial.approve("approve", by: "Li", "supervisor")
    #expect(trial.pending.map(\.action) == ["compensate"])
    try trial.end("paid")
    #expect(trial.account(.merchant) == -12000)
  }

  @Test func `not approved takes the step's alternative, and nothing moves`() throws {
    var trial = try Trial(money: compensate, ["amount": "120 yuan"])
    try trial.approve("refuse", by: "Li", "supervisor")
    #expect(trial.value("end") == "given-up")
    #expect(trial.postingKinds == [.refuse])
  }

  @Test func `a great amount takes two persons`() throws {
    var trial = try Trial(money: compensate, ["amount": "300 yuan"])
    try trial.approve("approve", by: "Li", "supervisor")
    #expect(trial.pending.isEmpty)
    #expect(trial.task?.role == "operations")
    #expect(throws: Refusal.notApprover(role: "operations")) { try trial.approve("approve", by: "Li", "operations") }
    try trial.approve("approve", by: "Zhao", "operations")
    #expect(trial.pending.map(\.action) == ["compensate"])
  }

  @Test func `a person's action obeys all of it, and its asker can't approve it`() throws {
    var trial = try Trial(money: "- by hand", ["amount": "120 yuan"])
    try trial.send(.perform("compensate", arguments: [:]), from: .person(name: "Li", role: "supervisor"))
    #expect(trial.pending.isEmpty)
    #expect(throws: Refusal.notApprover(role: "supervisor")) { try trial.approve("approve", by: "Li", "supervisor") }
    try trial.approve("approve", by: "Zhao", "supervisor")
    #expect(trial.pending.map(\.action) == ["compensate"])
    #expect(trial.account(.merchant) == -12000)
  }

  @Test func `whose answer led to the payment can't approve it`() throws {
    var trial = try Trial(money: "- by hand\n" + compensate, ["amount": "120 yuan"])
    let task = try #require(trial.task).id
    try trial.send(.taskDone(task, choice: "done"), from: .person(name: "Li", role: "supervisor"))
    #expect(throws: Refusal.notApprover(role: "supervisor")) { try trial.approve("approve", by: "Li", "supervisor") }
    try trial.approve("approve", by: "Zhao", "supervisor")
    #expect(trial.pending.map(\.action) == ["compensate"])
  }

  @Test func `a budget's claim goes out with the effect, and its refusal is answered like a limit`() throws {
    var trial = try Trial(money: "- 【give points】\n  - When: over limit\n    - Conclude: end=given-up\n- Conclude: end=done", ["bonus": "30 points"])
    let effect = try #require(trial.pending.first)
    #expect(effect.budget == BudgetClaim(budget: "trial/give", period: "2026-01-05", amount: 30, most: 1000))
    #expect(effect.outcomes == ["given", "over-limit", "failed"])
    try trial.end("over-limit")
    #expect(trial.value("end") == "given-up")
    #expect(trial.state.balances(in: .points).values.allSatisfy { $0 == 0 })
  }
}
