import Casework
import Playbook

/// What every case has by the dozen is written key for key: synthesized encoding takes many times as long. The bytes are the same: JSONTests compares them,
/// and counts the members of each type, so that a new one can't be forgotten here.
extension JSONWriter {
  /// The body of an event.
  func writeBody(of kind: EventKind) throws {
    switch kind {
    case .factLearned(let learned): try write(learned)
    case .stepReached(let reached): write(reached)
    case .effectPlanned(let effect): try write(effect)
    case .effectEnded(let ended): try write(ended)
    case .timerSet(let timer): write(timer)
    case .timerRang(let rang): write(timer: rang.timer)
    case .timerCancelled(let cancelled): write(timer: cancelled.timer)
    default: try write(payload(of: kind))
    }
  }

  /// A signal, as `StoredSignal` says it.
  func write(_ signal: Signal) throws {
    switch signal.content {
    case .ended(let key, let report):
      try write(signal, .ended) { try $0.write(EndedBody(key, report)) }
    case .timerDue(let timer): try write(signal, .timerDue) { $0.write(timer: timer) }
    default: try write(StoredSignal(signal))
    }
  }

  private func write(_ signal: Signal, _ kind: StoredSignalKind, body: (JSONWriter) throws -> Void) throws {
    var members = KeyedMembers(self)
    try members.written("body", body)
    members.number("form", Int64(kind.form))
    members.text("id", signal.id.text)
    members.text("kind", kind.rawValue)
    try members.written("sender") { writer in
      switch signal.sender {
      case .receiver: writer.raw("{\"receiver\":{}}")
      case .clock: writer.raw("{\"clock\":{}}")
      case .platform: writer.raw("{\"platform\":{}}")
      case .person: try writer.write(signal.sender)
      }
    }
    members.end()
  }

  private func write(_ body: EndedBody) throws {
    var members = KeyedMembers(self)
    members.text("barred", body.barred?.rawValue)
    members.text("detail", body.detail)
    members.text("effect", body.effect.text)
    try members.value("facts", body.facts)
    members.flag("isInDoubt", body.isInDoubt)
    members.text("outcome", body.outcome)
    members.text("shared", body.shared?.text)
    members.end()
  }

  private func write(_ learned: FactLearned) throws {
    var members = KeyedMembers(self)
    members.text("fact", learned.fact)
    members.flag("isExpected", learned.isExpected)
    members.text("source", learned.source)
    try members.value("value", learned.value)
    members.end()
  }

  private func write(_ reached: StepReached) {
    var members = KeyedMembers(self)
    members.number("visit", Int64(reached.visit))
    members.end()
  }

  private func write(_ effect: Effect) throws {
    var members = KeyedMembers(self)
    members.text("action", effect.action)
    try members.table("arguments", effect.arguments)
    members.number("attempt", Int64(effect.attempt))
    try members.value("budget", effect.budget)
    members.text("channel", effect.channel?.rawValue)
    members.number("deadline", effect.deadline.milliseconds)
    members.text("fact", effect.fact)
    members.text("key", effect.key.text)
    members.texts("outcomes", effect.outcomes)
    members.text("party", effect.party)
    members.text("person", effect.person?.text)
    members.text("purpose", effect.purpose.rawValue)
    members.text("repeats", effect.repeats?.text)
    members.number("rung", effect.rung.map(Int64.init))
    members.text("step", effect.step)
    members.text("text", effect.text)
    members.end()
  }

  private func write(_ ended: EffectEnded) throws {
    var members = KeyedMembers(self)
    members.text("barred", ended.barred?.rawValue)
    members.text("detail", ended.detail)
    members.flag("inDoubt", ended.inDoubt)
    members.text("key", ended.key.text)
    members.text("outcome", ended.outcome)
    members.text("person", ended.person?.text)
    members.text("shared", ended.shared?.text)
    members.end()
  }

  private func write(_ timer: CaseTimer) {
    var members = KeyedMembers(self)
    members.text("about", timer.about)
    members.number("amount", timer.amount.seconds)
    members.number("due", timer.due.milliseconds)
    members.number("from", timer.from.milliseconds)
    members.text("id", timer.id.text)
    members.text("origin", timer.origin)
    members.text("purpose", timer.purpose.rawValue)
    members.text("step", timer.step)
    members.end()
  }

  private func write(timer: TimerID) {
    var members = KeyedMembers(self)
    members.text("timer", timer.text)
    members.end()
  }
}
