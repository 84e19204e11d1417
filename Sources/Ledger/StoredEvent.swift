public import Casework
public import Playbook

/// An event as a ledger keeps it: the name of its kind, the number of its form, and a body of JSON text.
///
/// The columns that are searched stand beside the body; the body is the event's payload alone.
public struct StoredEvent: Hashable, Sendable {
  public let sequence: Int
  public let at: Instant
  public let step: Step.ID?
  /// The name of a `StoredKind`, or one that only a newer program knows.
  public let kind: String
  /// From 1.
  public let form: Int
  /// Compact JSON with its keys in order.
  public let body: String

  public init(sequence: Int, at: Instant, step: Step.ID?, kind: String, form: Int, body: String) {
    self.sequence = sequence
    self.at = at
    self.step = step
    self.kind = kind
    self.form = form
    self.body = body
  }

  /// - Throws: `LedgerError.unreadable` when the payload holds what JSON can't say (a number that isn't finite).
  public init(_ event: Event) throws(LedgerError) {
    let kind = StoredKind(event.kind)
    self.init(
      sequence: event.sequence, at: event.at, step: event.step, kind: kind.rawValue, form: kind.form, body: try StoredJSON.text(payload(of: event.kind)))
  }

  /// Reads the event back.
  /// - Throws: `LedgerError.unreadable` when this program doesn't know the kind or the form, or the body isn't one of that form.
  public func event() throws(LedgerError) -> Event { try event(StoredBody(body)) }

  /// Reads the event back, its body from where it lies.
  func event(_ body: StoredBody) throws(LedgerError) -> Event {
    guard let known = StoredKind(rawValue: kind) else {
      throw .unreadable("event \(sequence) is of the kind '\(kind)', which this program doesn't know: it was written by a newer Gendan")
    }
    guard form == known.form else {
      throw .unreadable("event \(sequence) is in form \(form) of the kind '\(kind)'; this program reads form \(known.form)")
    }
    do {
      return Event(sequence: sequence, at: at, step: step, kind: try known.eventKind(body))
    } catch {
      throw .unreadable("the body of event \(sequence), kind '\(kind)' form \(form), can't be read: \(error.words)")
    }
  }
}

func payload(of kind: EventKind) -> any Encodable {
  switch kind {
  case .opened(let payload): payload
  case .joined(let payload): payload
  case .factLearned(let payload): payload
  case .happened(let payload): payload
  case .stepReached(let payload): payload
  case .stepPassed(let payload): payload
  case .decided(let payload): payload
  case .asked(let payload): payload
  case .taskOpened(let payload): payload
  case .taskDone(let payload): payload
  case .effectPlanned(let payload): payload
  case .effectEnded(let payload): payload
  case .timerSet(let payload): payload
  case .timerRang(let payload): payload
  case .timerCancelled(let payload): payload
  case .contactEnded(let payload): payload
  case .forbade(let payload): payload
  case .promised(let payload): payload
  case .promiseSettled(let payload): payload
  case .procedureEntered(let payload): payload
  case .procedureLeft(let payload): payload
  case .concluded(let payload): payload
  case .incidentRaised(let payload): payload
  case .incidentResolved(let payload): payload
  case .reconsidered(let payload): payload
  case .stood(let payload): payload
  case .personsNamed(let payload): payload
  case .held(let payload): payload
  case .heard(let payload): payload
  case .consented(let payload): payload
  case .ruled(let payload): payload
  case .posted(let payload): payload
  case .approved(let payload): payload
  case .moved(let payload): payload
  case .linked(let payload): payload
  case .wrote(let payload): payload
  case .evidenceAdded(let payload): payload
  case .deadlineWarned(let payload): payload
  case .closed(let payload): payload
  }
}

extension StoredKind {
  fileprivate func eventKind(_ body: StoredBody) throws(LedgerError) -> EventKind {
    switch self {
    case .opened: .opened(try body.value())
    case .joined: .joined(try body.value())
    case .factLearned: .factLearned(try body.value())
    case .happened: .happened(try body.value())
    case .stepReached: .stepReached(try body.value())
    case .stepPassed: .stepPassed(try body.value())
    case .decided: .decided(try body.value())
    case .asked: .asked(try body.value())
    case .taskOpened: .taskOpened(try body.value())
    case .taskDone: .taskDone(try body.value())
    case .effectPlanned: .effectPlanned(try body.value())
    case .effectEnded: .effectEnded(try body.value())
    case .timerSet: .timerSet(try body.value())
    case .timerRang: .timerRang(try body.value())
    case .timerCancelled: .timerCancelled(try body.value())
    case .contactEnded: .contactEnded(try body.value())
    case .forbade: .forbade(try body.value())
    case .promised: .promised(try body.value())
    case .promiseSettled: .promiseSettled(try body.value())
    case .procedureEntered: .procedureEntered(try body.value())
    case .procedureLeft: .procedureLeft(try body.value())
    case .concluded: .concluded(try body.value())
    case .incidentRaised: .incidentRaised(try body.value())
    case .incidentResolved: .incidentResolved(try body.value())
    case .reconsidered: .reconsidered(try body.value())
    case .stood: .stood(try body.value())
    case .personsNamed: .personsNamed(try body.value())
    case .held: .held(try body.value())
    case .heard: .heard(try body.value())
    case .consented: .consented(try body.value())
    case .ruled: .ruled(try body.value())
    case .posted: .posted(try body.value())
    case .approved: .approved(try body.value())
    case .moved: .moved(try body.value())
    case .linked: .linked(try body.value())
    case .wrote: .wrote(try body.value())
    case .evidenceAdded: .evidenceAdded(try body.value())
    case .deadlineWarned: .deadlineWarned(try body.value())
    case .closed: .closed(try body.value())
    }
  }
}
