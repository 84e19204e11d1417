import Playbook

@testable import Casework

extension Samples {
  private static let supervisor = Sender.person(name: "赵", role: "主管")
  private static let key = EffectKey("C-000001/s6/1/1")

  /// An effect with everything that the others haven't.
  private static let budgeted = Effect(
    key: EffectKey("C-000001/s6/2/1"), step: "s6", purpose: .action, action: "refund", party: "customer", channel: nil, arguments: [:], text: nil, fact: nil,
    attempt: 1, rung: nil, outcomes: ["done", "failed"], repeats: key, deadline: minutes(9), person: PersonID("u-81"),
    budget: BudgetClaim(budget: "cold-food/refund", period: "2026-01-05", amount: 8000, most: 50_000))

  static let money: [EventKind] = [
    .ruled(
      Ruled(
        id: RulingID("r12"), standing: .final, shares: ["merchant": 30, "rider": 70], standard: "签收凭证标准", approver: supervisor,
        replaces: RulingID("r5"))),
    .ruled(Ruled(id: RulingID("r15"), standing: .overturned, shares: [:], standard: nil, approver: nil, replaces: RulingID("r12"))),
    .posted(
      Posted(
        id: .reserve(key), kind: .reserve, unit: .cny, lines: [.init(account: "platform", amount: -8000), .init(account: "platform/reserve", amount: 8000)],
        ruling: RulingID("r12"), action: "refund", effect: key, isShared: true)),
    .posted(
      Posted(
        id: .settle(key), kind: .settle, unit: .points, lines: [.init(account: "platform/reserve", amount: -30), .init(account: "customer", amount: 30)],
        about: .reserve(key), action: "give", effect: key)),
    .posted(Posted(id: PostingID("C-000001/refused/9"), kind: .refuse, unit: .coupons, lines: [], action: "coupon", note: "超限", answer: "over-limit")),
    .approved(Approved(task: TaskID("k9"), isGiven: true, sender: supervisor, about: "s6/1", amount: 8000, isLast: true)),
    .approved(Approved(task: TaskID("k9"), isGiven: false, sender: supervisor, about: "s3/1", amount: nil, isLast: true)),
    .taskOpened(
      OpenTask(
        id: TaskID("k9"), step: "s6",
        purpose: .approval(
          of:
            ApprovalRequest(
              about: "s6/1", action: "refund", arguments: ["scope": "all"], amount: 8000, isAside: false, requester: "小王", given: ["李"], rest: ["运营负责人"])),
        text: "请批准", choices: [TaskChoice(id: TaskChoice.approve, label: "批准")], role: "主管")),
    .effectPlanned(budgeted),
    .taskOpened(OpenTask(id: TaskID("k10"), step: nil, purpose: .reconcile(effect: key), text: "是否已付", choices: [], role: nil)),
    .promised(
      Promise(
        id: PromiseID("p9"), step: "s6", owner: "claims-desk", text: "追偿 80 元", due: minutes(5), keptBy: nil,
        claim: .init(posting: .claim(key), bearer: "platform"))),
    .promiseSettled(PromiseSettled(promise: PromiseID("p9"), wasKept: true, sender: supervisor, proof: "回单 17")),
  ]
}
