import Playbook

@testable import Casework
@testable import Ledger

/// Signals of every kind, with every variation of what a body may hold.
enum SignalSamples {
  static let all: [StoredSignalKind: [Signal]] = Dictionary(grouping: contents.enumerated().map(signal)) { StoredSignal($0).kind }

  private static let person = Sender.person(name: "小王", role: "客服")
  private static let facts = [
    FactReport(fact: "door", value: .choice("at-door"), source: "platform"), FactReport(fact: "note", value: nil, source: "merchant"),
  ]

  private static let contents: [(Sender, Signal.Content)] =
    [
      (.platform, .open(Opening(playbook: "cold-food", version: "3f6c", subject: "order/1001", channel: .phone, facts: facts))),
      (.platform, .open(Opening(playbook: "cold-food", version: "3f6c", subject: "order/1001", channel: .online, facts: []))),
      (person, .facts(facts)),
      (.platform, .happened("customer-called-back")),
      (.receiver, .ended(EffectKey("C-000001/s5/1/1"), EffectReport(outcome: "answered"))),
      (.receiver, .ended(EffectKey("C-000001/s5/1/1"), EffectReport(outcome: "failed", facts: facts, detail: "账户已注销", isInDoubt: true))),
      (.clock, .timerDue(TimerID("t7"))),
      (person, .taskDone(TaskID("task-1"), choice: "done")),
      (person, .perform("refund", arguments: ["reason": "凉了", "amount": "12.5"])),
      (.platform, .promiseKept(PromiseID("promise-1"))),
      (person, .repair(.setFact(report: facts[0]))),
      (person, .repair(.retry)),
      (person, .repair(.skip)),
      (person, .repair(.move(to: "s7"))),
    ] + more

  private static func signal(_ place: Int, _ sample: (Sender, Signal.Content)) -> Signal {
    Signal(id: SignalID("signal-\(place)"), caseID: CaseID("C-000001"), sender: sample.0, content: sample.1)
  }

  /// Kinds that came later: a line for each, and for each variation of its body.
  private static let more: [(Sender, Signal.Content)] = contacts + links + versions + barred + messages + deadlines

  private static let barred: [(Sender, Signal.Content)] = [
    (
      .clock,
      .ended(
        EffectKey("C-000001/s5/1/2"), EffectReport(outcome: "failed", barred: .windowClosed, shared: EffectKey("C-000002/s5/1/1")))
    )
  ]
}
