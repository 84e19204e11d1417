import Playbook
import Testing

@testable import Casework

@Suite("Effects")
struct EffectTests {
  @Test func `two effects are the same when nothing differs, and each field counts`() {
    let effects = [
      Self.effect(), Self.effect(key: "C-000001/s1/1/2"), Self.effect(step: "s2"), Self.effect(purpose: .aside), Self.effect(action: "call"),
      Self.effect(party: "rider"), Self.effect(channel: .sms), Self.effect(arguments: ["a": "b"]), Self.effect(text: "其它"), Self.effect(fact: "stock"),
      Self.effect(attempt: 2), Self.effect(rung: 1), Self.effect(outcomes: ["done"]), Self.effect(repeats: EffectKey("C-000001/s1/1/0")),
      Self.effect(deadline: 9), Self.effect(person: PersonID("u-1")),
      Self.effect(budget: BudgetClaim(budget: "give", period: "2026-01-05", amount: 1, most: 2)),
    ]
    #expect(effects.count == Mirror(reflecting: Self.effect()).children.count + 1)
    for (place, effect) in effects.enumerated() {
      #expect(effects.firstIndex(of: effect) == place)
    }
    #expect(Self.effect() == Self.effect())
    #expect(Set([Self.effect(), Self.effect()]).count == 1)
  }

  @Test func `what is changed in a copy is that field alone`() {
    let claim = BudgetClaim(budget: "give", period: "2026-01-05", amount: 1, most: 2)
    #expect(Self.effect().moved(to: "s2") == Self.effect(step: "s2"))
    #expect(Self.effect().reaching(PersonID("u-1")) == Self.effect(person: PersonID("u-1")))
    #expect(Self.effect().claiming(claim, outcomes: ["done"]) == Self.effect(outcomes: ["done"], budget: claim))
  }

  private static func effect(
    key: String = "C-000001/s1/1/1", step: Step.ID? = "s1", purpose: Effect.Purpose = .action, action: Action.ID? = "refund", party: Party.ID? = "customer",
    channel: ChannelName? = nil, arguments: [String: String] = [:], text: String? = "退款", fact: Fact.ID? = nil, attempt: Int = 1, rung: Int? = nil,
    outcomes: [String] = ["done", "failed"], repeats: EffectKey? = nil, deadline: Int64 = 5, person: PersonID? = nil, budget: BudgetClaim? = nil
  ) -> Effect {
    Effect(
      key: EffectKey(key), step: step, purpose: purpose, action: action, party: party, channel: channel, arguments: arguments, text: text, fact: fact,
      attempt: attempt, rung: rung, outcomes: outcomes, repeats: repeats, deadline: Instant(milliseconds: deadline), person: person, budget: budget)
  }
}
