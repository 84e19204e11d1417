import Ledger
import Playbook

@testable import Casework

/// Events of every kind, with every variation of what a body may hold: what the golden files are compared with.
enum Samples {
  static let task = OpenTask(
    id: TaskID("task-1"), step: "s4", purpose: .step, text: "请门卫代收", choices: [TaskChoice(id: "done", label: "完成")], role: nil)

  static let all: [StoredKind: [EventKind]] = Dictionary(grouping: kinds, by: StoredKind.init)

  private static let person = Sender.person(name: "小王", role: "客服")
  private static let kinds = opening + facts + procedure + effects + timers + ending + contacts + links + messages + living + money + versions + deadlines

  private static let opening: [EventKind] = [
    .opened(Opened(playbook: "cold-food", version: "3f6c", subject: "order/1001", channel: .privacyNumber, sender: .platform)),
    .joined(Joined(sender: person, channel: .phone)),
    .joined(Joined(sender: .receiver, channel: .wechat)),
  ]

  private static let facts: [EventKind] = [
    .factLearned(FactLearned(fact: "door", value: .choice("at-door"), source: "platform")),
    .factLearned(FactLearned(fact: "agreed", value: .flag(true), source: "agent 小王")),
    .factLearned(FactLearned(fact: "weight", value: .number(12.5), source: "platform")),
    .factLearned(FactLearned(fact: "price", value: .money(fen: 3990), source: "platform")),
    .factLearned(FactLearned(fact: "delay", value: .duration(.minutes(20)), source: "platform")),
    .factLearned(FactLearned(fact: "accepted-at", value: .time(morning), source: "platform")),
    .factLearned(FactLearned(fact: "note", value: .text("放在\"门口\"/架子上\n谢谢"), source: "merchant")),
    .factLearned(FactLearned(fact: "note", value: nil, source: "merchant")),
    .happened(Happened(name: "customer-called-back", wasAwaited: true)),
    .asked(Asked(fact: "door", source: 1)),
    .concluded(
      Concluded(
        settings: [Concluded.Setting(fact: "liable", value: .choice("merchant")), Concluded.Setting(fact: "paid", value: .flag(false))],
        isProvisional: true)),
  ]

  private static let procedure: [EventKind] = [
    .stepReached(StepReached(visit: 2)),
    .stepPassed(StepPassed(channels: [.phone, .online])),
    .decided(
      Decided(
        branch: "s3.b1", answer: "at-door",
        uses: [FactUse(fact: "door", value: .choice("at-door"), learned: 4), FactUse(fact: "note", value: nil, learned: nil)])),
    .decided(Decided(branch: nil, answer: nil, uses: [])),
    .taskOpened(task),
    .taskOpened(OpenTask(id: TaskID("task-2"), step: "s3", purpose: .fact(named: "door"), text: "门开了吗", choices: [], role: "值班长")),
    .taskOpened(OpenTask(id: TaskID("task-3"), step: "s9", purpose: .handOff, text: "转人工", choices: [TaskChoice(id: "done", label: "完成")], role: nil)),
    .taskOpened(OpenTask(id: TaskID("task-4"), step: nil, purpose: .review, text: "退款失败", choices: [TaskChoice(id: "done", label: "完成")], role: nil)),
    .taskDone(TaskDone(task: TaskID("task-1"), choice: "done", sender: person)),
    .forbade(Forbade(actions: ["give-number", "call"])),
    .promised(Promise(id: PromiseID("promise-1"), step: "s8", owner: "merchant", text: "5 分钟内回电", due: minutes(5), keptBy: "merchant-called-back")),
    .promised(Promise(id: PromiseID("promise-2"), step: "s8", owner: nil, text: "回电", due: minutes(5), keptBy: nil)),
    .promiseSettled(PromiseSettled(promise: PromiseID("promise-1"), wasKept: false, sender: .clock)),
    .procedureEntered(ProcedureEntered(procedure: "callback", followUp: "call-back", round: 3)),
    .procedureEntered(ProcedureEntered(procedure: "main", followUp: nil, round: 1)),
    .procedureLeft(ProcedureLeft(procedure: "callback", outcome: "reached")),
    .procedureLeft(ProcedureLeft(procedure: "main", outcome: nil)),
  ]

  private static let effects: [EventKind] = [
    .effectPlanned(
      Effect(
        key: EffectKey("C-000001/s5/1/1"), step: "s5", purpose: .contact, action: nil, party: "customer", channel: .phone, arguments: [:], text: "您好",
        fact: nil,
        attempt: 1, rung: 0, outcomes: ["answered", "no-answer"], deadline: minutes(2))),
    .effectPlanned(
      Effect(
        key: EffectKey("C-000001/s6/1/2"), step: nil, purpose: .aside, action: "refund", party: nil, channel: nil,
        arguments: ["reason": "凉了", "amount": "12.5"],
        text: nil, fact: "paid", attempt: 2, rung: nil, outcomes: ["done", "failed"], deadline: minutes(3))),
    .effectEnded(EffectEnded(key: EffectKey("C-000001/s6/1/2"), outcome: "failed", detail: "账户已注销")),
    .effectEnded(EffectEnded(key: EffectKey("C-000001/s5/1/1"), outcome: "answered", detail: nil)),
    .effectEnded(EffectEnded(key: EffectKey("C-000001/s6/1/1"), outcome: "failed", detail: nil, inDoubt: true)),
    .contactEnded(
      ContactEnded(
        outcome: .answered,
        attempts: [
          ContactAttempt(party: "customer", channel: .phone, at: morning, outcome: .noAnswer),
          ContactAttempt(party: "recipient", channel: .privacyNumber, at: minutes(3), outcome: .answered),
        ])),
  ]

  private static let timers: [EventKind] = [
    .timerSet(
      CaseTimer(id: TimerID("wait-1"), step: "s7", purpose: .wait, about: nil, origin: "accepted-at", from: morning, amount: .minutes(30), due: minutes(30))),
    .timerSet(
      CaseTimer(
        id: TimerID("deadline-1"), step: nil, purpose: .effectDeadline, about: "C-000001/s6/1/2", origin: nil, from: morning, amount: .minutes(3),
        due: minutes(3))),
    .timerRang(TimerRang(timer: TimerID("wait-1"))),
    .timerCancelled(TimerCancelled(timer: TimerID("deadline-1"))),
  ]

  private static let ending: [EventKind] = [
    .incidentRaised(Incident(kind: .missingSlot, about: "door")),
    .incidentResolved(IncidentResolved(repair: .setFact(report: FactReport(fact: "door", value: .choice("at-door"), source: "agent 小王")), sender: person)),
    .incidentResolved(IncidentResolved(repair: .retry, sender: person)),
    .incidentResolved(IncidentResolved(repair: .skip, sender: person)),
    .incidentResolved(IncidentResolved(repair: .move(to: "s7"), sender: person)),
    .closed(Closed(reason: .ranOut)),
  ]
}
