import Playbook

/// A procedure as flat text: one line a step with its number, what it does and where it goes on, one line for each of its alternatives.
func planText(_ procedure: Procedure) -> String {
  let numbers = Dictionary(procedure.steps.enumerated().map { ($1.id, String($0 + 1)) }, uniquingKeysWith: { first, _ in first })
  func number(_ id: Step.ID?) -> String { id.map { numbers[$0] ?? "?" } ?? "end" }
  return procedure.steps.flatMap { step -> [String] in
    let channels = step.channels.isEmpty ? "" : " only \(step.channels.map(\.rawValue).joined(separator: ",")) else \(number(step.past))"
    let target = if case .goBack(let id) = step.kind { " \(number(id))" } else { "" }
    let notes = step.notes.map { "  note \($0.text)" } + step.sayings.map { "  say \(words($0))" }
    return ["\(number(step.id)) \(words(step.kind))\(target) → \(number(step.next))\(channels)"] + notes
      + step.branches.map { "  \(words($0.condition)) → \(number($0.first))" }
  }.joined(separator: "\n")
}

func words(_ kind: StepKind) -> String {
  switch kind {
  case .decide(let fact): "decide \(fact)"
  case .act(let call): "act \(words(call))"
  case .contact(let terms):
    "contact \(terms.party) by \(terms.channel.rawValue), \(terms.attempts)x, \(terms.pause.seconds) s: "
      + terms.ladder.map { rung in rung.party + (rung.condition.map { " if \(words($0))" } ?? "") }.joined(separator: " then ")
  case .ask(let party, let fact, let within): "ask \(party) for \(fact) in \(within.seconds) s"
  case .wait(let terms): "wait \(terms.amount.planText) from \(terms.origin ?? "here")"
  case .say(let saying): "say \(words(saying))"
  case .never(let actions): "never \(actions.joined(separator: ", "))"
  case .promise(let terms):
    "promise \(terms.owner ?? "-") in \(terms.within.planText) “\(terms.text)”" + (terms.keptBy.map { " kept by \($0)" } ?? "")
      + (terms.otherwise.map { " else \(words($0))" } ?? "")
  case .followUp(let id): "follow up \(id)"
  case .call(let procedure): "call \(procedure)"
  case .conclude(let conclusion):
    "conclude " + (conclusion.settings.map { "\($0.fact)=\(words($0.value))" } + (conclusion.outcome.map { [$0] } ?? [])).joined(separator: ", ")
      + (conclusion.isProvisional ? " provisional" : "")
  case .rule(let terms):
    "rule \(terms.shares.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))\(terms.isProvisional ? " provisional" : "")"
  case .overturn: "overturn"
  case .goBack: "go back to"
  case .handOff(let role): "hand over to \(role ?? "anybody")"
  case .manual(let reading): "manual \(reading.rawValue)"
  case .choose: "choose"
  case .group: "group"
  }
}

func words(_ condition: Condition) -> String {
  switch condition {
  case .fact(let id, let values): "\(id)=\(values.map { words($0) }.joined(separator: "|"))"
  case .compare(let id, let comparison, let value): "\(id)\(comparison.rawValue)\(words(value))"
  case .isUnknown(let id): "\(id)=?"
  case .answer(let ids): "answer \(ids.joined(separator: "|"))"
  case .all(let parts): "(" + parts.map { words($0) }.joined(separator: " and ") + ")"
  case .any(let parts): "(" + parts.map { words($0) }.joined(separator: " or ") + ")"
  case .otherwise: "otherwise"
  case .unknown: "unknown"
  }
}

func words(_ value: Value) -> String {
  switch value {
  case .choice(let id): id
  case .flag(let flag): flag ? "yes" : "no"
  case .number(let number): "\(number)"
  case .money(let fen): "\(fen) fen"
  case .duration(let amount): "\(amount.seconds) s"
  case .time(let instant): TimeZoneOffset.china.text(instant)
  case .text(let text): "“\(text)”"
  }
}

private func words(_ call: ActionCall) -> String {
  call.action + (call.arguments.isEmpty ? "" : " " + call.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","))
}

private func words(_ saying: Saying) -> String {
  (saying.message ?? saying.sentence.text) + (saying.channels.isEmpty ? "" : " on \(saying.channels.map(\.rawValue).joined(separator: ","))")
}

extension Allowance {
  /// Whatever counts towards it, in seconds or days.
  fileprivate var planText: String {
    switch self {
    case .wall(let amount): "\(amount.seconds) s"
    case .service(let amount): "\(amount.seconds) s of service"
    case .workingDays(let count): "\(count) working days"
    }
  }
}
