@testable import Casework
import Playbook
import Testing

/// Random outlines of money statements, random reports: what must hold of the books whatever happens.
@Suite("Money: what always holds")
struct MoneyPropertyTests {
  private static let statements = [
    "- 【refund】\n  - When: failed\n    - look at it",
    "- 【pay by shares】\n  - When: failed\n    - look at it",
    "- 【compensate】\n  - When: failed\n    - look at it",
    "- 【give points】\n  - When: failed\n    - look at it",
    "- Refund first: 【refund】, then recover from carrier (within 2 h; recovered when claim state = paid; lost when claim state = rejected; else platform)\n  - When: failed\n    - look at it",
    "- Refund first: 【pay by shares】, then recover from carrier (within 2 h; else merchant)\n  - When: failed\n    - look at it",
    "- Rule: rider 70 %, merchant 30 % (provisional)", "- Final ruling: platform 33 %, rider 33 %, customer 34 %", "- Rule: carrier 100 %",
    "- Overturn the ruling", "- by hand",
  ]

  @Test("S-09 T-11 every posting sums to zero, reserves are never overdrawn, and an overturned ruling leaves nothing", arguments: 0..<150)
  func holds(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let outline = (0..<Int.random(in: 3...8, using: &dice)).compactMap { _ in dice.pick(Self.statements) }.joined(separator: "\n")
    var trial = try Trial(
      money: outline + "\n- Overturn the ruling\n- Conclude: end=done", ["amount": "\(Int.random(in: 1...600, using: &dice)).37 yuan", "bonus": "30 points"])
    for _ in 0..<400 where trial.state.phase != .closed { try step(&trial, &dice) }
    check(trial)
    try #require(trial.state.phase == .closed, "seed \(seed): \(trial.standing)\n\(outline)")
    #expect(trial.state.openReservations.isEmpty, "\(outline)")
    for ruling in trial.state.rulings where ruling.standing == .overturned {
      guard let id = ruling.replaces else { continue }
      for unit in MoneyUnit.allCases {
        let due = trial.state.balances(in: unit, dueTo: trial.state.chain(of: id))
        #expect(due.values.allSatisfy { $0 == 0 }, "seed \(seed): \(due)\n\(outline)")
      }
    }
  }

  private func step(_ trial: inout Trial, _ dice: inout Dice) throws {
    if let effect = dice.pick(trial.pending), dice.chance(70) {
      let isInDoubt = dice.chance(20)
      let outcome = isInDoubt ? "failed" : dice.pick(effect.outcomes) ?? ""
      let report = EffectReport(outcome: effect.outcomes.contains(outcome) ? outcome : effect.outcomes[0], isInDoubt: isInDoubt)
      try trial.send(.ended(effect.key, report), from: .receiver)
    } else if let task = trial.state.tasks.values.sorted(by: { $0.id < $1.id }).first, dice.chance(70) {
      let choice = dice.pick(task.choices.map(\.id)) ?? ""
      try trial.send(.taskDone(task.id, choice: choice), from: task.answerer(.person(name: "Li", role: "agent")))
    } else if trial.state.incident != nil {
      try trial.repair(.skip)
    } else if dice.chance(20), trial.state.phase == .open || trial.state.phase == .settling {
      try? trial.perform(dice.pick(["refund", "charge", "compensate", "give"]) ?? "refund")
    } else if dice.chance(20) {
      try trial.learn("claim", dice.pick(["paid", "rejected", "pending"]))
    } else {
      try trial.pass(.minutes(Int64.random(in: 1...50, using: &dice)))
    }
    check(trial)
  }

  private func check(_ trial: Trial) {
    let postings = trial.state.postings
    #expect(postings.allSatisfy { $0.lines.reduce(0) { $0 + $1.amount } == 0 })
    #expect(Set(postings.map(\.id)).count == postings.count)
    for unit in MoneyUnit.allCases {
      let balances = trial.state.balances(in: unit)
      #expect(balances.values.reduce(0, +) == 0)
      #expect(balances.allSatisfy { !$0.key.hasSuffix("/reserve") || $0.value >= 0 }, "\(balances)")
    }
  }
}
