import Casework
import Playbook

/// The names under which signals are stored. A name and a form, once written, are read for ever (docs/data.md).
enum StoredSignalKind: String, Hashable, Sendable, CaseIterable, Codable {
  case open, facts, happened, ended
  case timerDue = "timer-due"
  case taskDone = "task-done"
  case perform
  case promiseKept = "promise-kept"
  case move, repair, link, held, heard, persons, wrote, evidence
  case deadlineWarned = "deadline-warned"

  var form: Int { 1 }
}

/// A signal as a ledger keeps it; its case stands beside it.
struct StoredSignal: Encodable {
  private let signal: Signal
  let kind: StoredSignalKind
  private let body: any Encodable

  init(_ signal: Signal) {
    self.signal = signal
    (kind, body) = stored(signal.content)
  }

  private enum Key: String, CodingKey { case body, form, id, kind, sender }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(body, forKey: .body)
    try container.encode(kind.form, forKey: .form)
    try container.encode(signal.id.text, forKey: .id)
    try container.encode(kind.rawValue, forKey: .kind)
    try container.encode(signal.sender, forKey: .sender)
  }

  /// Reads a signal back.
  /// - Throws: `LedgerError.unreadable` when this program doesn't know the kind or the form, or the body isn't one of that form.
  static func signal(_ text: String, of caseID: CaseID) throws(LedgerError) -> Signal {
    do {
      let read: ReadSignal = try StoredJSON.value(text)
      return Signal(id: read.id, caseID: caseID, sender: read.sender, content: read.content)
    } catch {
      throw .unreadable("case \(caseID): a signal can't be read: \(error.words)")
    }
  }

  private struct ReadSignal: Decodable {
    let id: SignalID
    let sender: Sender
    let content: Signal.Content

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      id = try container.decode(SignalID.self, forKey: .id)
      sender = try container.decode(Sender.self, forKey: .sender)
      let word = try container.decode(String.self, forKey: .kind)
      let form = try container.decode(Int.self, forKey: .form)
      guard let kind = StoredSignalKind(rawValue: word), form == kind.form else {
        throw DecodingError.dataCorruptedError(
          forKey: .kind, in: container, debugDescription: "form \(form) of the kind '\(word)' isn't known to this program: it was written by a newer Gendan")
      }
      content = try kind.content(in: container, at: .body)
    }
  }
}

private func stored(_ content: Signal.Content) -> (StoredSignalKind, any Encodable) {
  switch content {
  case .open(let opening): (.open, OpeningBody(opening))
  case .facts(let facts): (.facts, FactsBody(facts: facts))
  case .happened(let name): (.happened, HappenedBody(name: name))
  case .ended(let key, let report): (.ended, EndedBody(key, report))
  case .timerDue(let timer): (.timerDue, TimerBody(timer: timer))
  case .taskDone(let task, let choice): (.taskDone, TaskBody(task: task, choice: choice))
  case .perform(let action, let arguments): (.perform, PerformBody(action: action, arguments: arguments))
  case .promiseKept(let promise, let proof): (.promiseKept, PromiseBody(promise: promise, proof: proof))
  case .repair(let repair): (.repair, RepairBody(repair: repair))
  case .move(let version, let manner): (.move, MoveBody(to: version, manner))
  case .held(let key, let until, let reason): (.held, HeldBody(effect: key, until: until, reason: reason))
  case .heard(let party, let channel): (.heard, HeardBody(party: party, channel: channel))
  case .wrote(let message): (.wrote, message)
  case .evidence(let evidence): (.evidence, evidence)
  case .persons(let persons): (.persons, PersonsBody(persons: persons))
  case .deadlineWarned(let warned): (.deadlineWarned, warned)
  case .link(let other, let relation): (.link, LinkBody(other: other, relation: relation))
  }
}

extension StoredSignalKind {
  fileprivate func content<Key: CodingKey>(in container: KeyedDecodingContainer<Key>, at key: Key) throws -> Signal.Content {
    switch self {
    case .open: return .open(try container.decode(OpeningBody.self, forKey: key).opening)
    case .facts: return .facts(try container.decode(FactsBody.self, forKey: key).facts)
    case .happened: return .happened(try container.decode(HappenedBody.self, forKey: key).name)
    case .ended:
      let body = try container.decode(EndedBody.self, forKey: key)
      return .ended(body.effect, body.report)
    case .timerDue: return .timerDue(try container.decode(TimerBody.self, forKey: key).timer)
    case .taskDone:
      let body = try container.decode(TaskBody.self, forKey: key)
      return .taskDone(body.task, choice: body.choice)
    case .perform:
      let body = try container.decode(PerformBody.self, forKey: key)
      return .perform(body.action, arguments: body.arguments)
    case .promiseKept:
      let body = try container.decode(PromiseBody.self, forKey: key)
      return .promiseKept(body.promise, proof: body.proof)
    case .repair: return .repair(try container.decode(RepairBody.self, forKey: key).repair)
    case .move: return try container.decode(MoveBody.self, forKey: key).content
    case .held:
      let body = try container.decode(HeldBody.self, forKey: key)
      return .held(body.effect, until: body.until, reason: body.reason)
    case .heard:
      let body = try container.decode(HeardBody.self, forKey: key)
      return .heard(body.party, body.channel)
    case .wrote: return .wrote(try container.decode(CaseMessage.self, forKey: key))
    case .evidence: return .evidence(try container.decode(Evidence.self, forKey: key))
    case .persons: return .persons(try container.decode(PersonsBody.self, forKey: key).persons)
    case .deadlineWarned: return .deadlineWarned(try container.decode(DeadlineWarned.self, forKey: key))
    case .link:
      let body = try container.decode(LinkBody.self, forKey: key)
      return .link(body.other, body.relation)
    }
  }
}
