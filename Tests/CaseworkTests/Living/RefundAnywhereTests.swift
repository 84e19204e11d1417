@testable import Casework
import Playbook
import Testing

@Suite("A refund can start at any later step")
struct RefundAnywhereTests {
  private func plan() throws -> Plan {
    try #require(ShippedPack.files.first { $0.path == "food-delivery/merchant-cannot-reach-customer.md" }?.plan)
  }

  private func facts(_ plan: Plan, _ more: KeyValuePairs<String, String> = [:]) throws -> [FactReport] {
    let usual: KeyValuePairs<String, String> = [
      "客服称呼": "小宁", "商家名称": "禾味小馆", "号码不一致": "否", "订单状态": "配送中", "商家诉求": "把餐送到", "退款状态": "未发起", "判责结果": "商家责",
    ]
    return try (Array(usual) + Array(more)).map { name, text in
      let fact = try #require(plan.vocabulary.fact(named: name), "\(name)")
      return FactReport(fact: fact.id, value: fact.value(text), source: "platform")
    }
  }

  /// One word for the place where the case is, reached from the beginning: the meal's position and then these outcomes of what is pending.
  @Test(
    "from every kind of step, by the refund event and by the platform's report alike",
    arguments: [
      ("在收餐位置", []), ("在收餐位置", ["no-answer"]), ("在收餐位置", ["answered"]), ("返餐途中", []), ("返餐途中", ["answered 能否再送=可以再送"]), ("已返店", []),
      ("配送途中", []), ("尚未出餐", []), ("已丢失", []), ("说法不一", []),
    ] as [(String, [String])])
  func fromEveryStep(position: String, outcomes: [String]) throws {
    let plan = try plan()
    for byEvent in [true, false] {
      var trial = try Trial(plan, channel: .online, facts: facts(plan, ["餐品位置": position]))
      func settle() throws {
        while let own = trial.pending.first(where: { $0.purpose != .contact && $0.purpose != .ask }) {
          let success = own.action.flatMap(plan.action)?.success.id ?? SayOutcome.sent
          try trial.send(.ended(own.key, EffectReport(outcome: success)), from: .receiver)
        }
      }
      try settle()
      for outcome in outcomes {
        let parts = outcome.split(separator: " ")
        let reports = try parts.dropFirst().map { part in
          let pair = part.split(separator: "=").map(String.init)
          let fact = try #require(plan.vocabulary.fact(named: pair[0]))
          return FactReport(fact: fact.id, value: fact.value(pair[1]), source: "rider")
        }
        let effect = try #require(trial.pending.first)
        try trial.send(.ended(effect.key, EffectReport(outcome: String(parts[0]), facts: reports)), from: .receiver)
        try settle()
      }
      #expect(trial.state.phase == .open)
      if byEvent { try trial.happen("refund.requested") } else { try trial.send(.facts(facts(plan, ["退款状态": "申请中"]))) }
      try settle()
      let words = trial.events.compactMap { if case .effectPlanned(let effect) = $0.kind { effect.text } else { nil } }
      #expect(words.contains { $0.contains("建议您同意退款") }, "\(position) \(outcomes) \(byEvent)")
      #expect(trial.state.phase == .closed || trial.state.tasks.values.contains { $0.purpose == .review }, "\(trial.standing)")
      #expect(trial.state.facts["liability"]?.value == .choice("merchant"))
    }
  }
}
