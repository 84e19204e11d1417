import Ledger
import Playbook

@testable import Casework

extension Samples {
  static let living: [EventKind] = [
    .reconsidered(
      Reconsidered(
        frame: 1, decision: "s3", from: "s3.b1",
        changes: [
          FactChange(fact: "refund", before: .choice("none"), after: .choice("requested")), FactChange(fact: "agreed", before: nil, after: .flag(true)),
        ],
        undone: [PastAction(key: EffectKey("C-000001/s6/1/1"), action: "reserve")], left: [PastAction(key: EffectKey("C-000001/s7/1/1"), action: "tell")],
        lapsed: ["liable"], leadsBack: nil)),
    .reconsidered(
      Reconsidered(
        frame: 0, decision: "s9", from: nil, changes: [FactChange(fact: "weight", before: .number(12.5), after: .number(13))], undone: [], left: [], lapsed: [],
        leadsBack: [[Footstep(step: "s3", reached: 7, decision: decision, inner: [decision]), Footstep(step: "s4", reached: 9)], []])),
    .stood(Stood(deed: 17, answer: "done")),
    .stood(Stood(deed: 18, answer: nil)),
  ]

  private static let decision = PastDecision(
    step: "s3", sequence: 8, branch: "s3.b2", answer: "told",
    uses: [FactUse(fact: "weight", value: .number(13), learned: 5), FactUse(fact: "note", value: nil, learned: nil)])
}
