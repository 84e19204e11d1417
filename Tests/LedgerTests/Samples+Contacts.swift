import Ledger
import Playbook

@testable import Casework

extension Samples {
  private static let ended = {
    var ended = EffectEnded(
      key: EffectKey("C-000001/s5/1/2"), outcome: "failed", detail: nil, barred: .windowClosed, shared: EffectKey("C-000002/s5/1/1"))
    ended.person = PersonID("u-81")
    return ended
  }()

  static let contacts: [EventKind] = [
    .personsNamed(PersonsNamed(persons: ["customer": PersonID("u-81"), "merchant": PersonID("m-7")])),
    .held(Held(key: EffectKey("C-000001/s5/1/1-1"), until: minutes(60), reason: .cap)),
    .held(Held(key: EffectKey("C-000001/s5/1/1-1"), until: minutes(60), reason: .quietHours)),
    .held(Held(key: EffectKey("C-000001/s5/1/1-1"), until: minutes(60), reason: .underWay)),
    .effectEnded(ended),
    .factLearned(FactLearned(fact: "door", value: .choice("at-door"), source: "customer", isExpected: true)),
    .heard(Heard(party: "customer", person: PersonID("u-81"), channel: .wechat)),
    .consented(Consented(party: "customer", person: PersonID("u-81"), scope: "提供号码", isGiven: true, until: minutes(60))),
    .consented(Consented(party: "customer", person: PersonID("order 1/customer"), scope: "提供号码", isGiven: false, until: nil)),
  ]
}

extension SignalSamples {
  static let contacts: [(Sender, Signal.Content)] = [
    (.clock, .held(EffectKey("C-000001/s5/1/1-1"), until: minutes(60), reason: .cap)),
    (.platform, .heard("customer", .wechat)),
    (.platform, .persons(["customer": PersonID("u-81")])),
  ]
}
