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
  public func event() throws(LedgerError) -> Event {
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

private func payload(of kind: EventKind) -> any Encodable {
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
  case .closed(let payload): payload
  }
}

extension StoredKind {
  fileprivate func eventKind(_ body: String) throws(LedgerError) -> EventKind {
    switch self {
    case .opened: .opened(try StoredJSON.value(body))
    case .joined: .joined(try StoredJSON.value(body))
    case .factLearned: .factLearned(try StoredJSON.value(body))
    case .happened: .happened(try StoredJSON.value(body))
    case .stepReached: .stepReached(try StoredJSON.value(body))
    case .stepPassed: .stepPassed(try StoredJSON.value(body))
    case .decided: .decided(try StoredJSON.value(body))
    case .asked: .asked(try StoredJSON.value(body))
    case .taskOpened: .taskOpened(try StoredJSON.value(body))
    case .taskDone: .taskDone(try StoredJSON.value(body))
    case .effectPlanned: .effectPlanned(try StoredJSON.value(body))
    case .effectEnded: .effectEnded(try StoredJSON.value(body))
    case .timerSet: .timerSet(try StoredJSON.value(body))
    case .timerRang: .timerRang(try StoredJSON.value(body))
    case .timerCancelled: .timerCancelled(try StoredJSON.value(body))
    case .contactEnded: .contactEnded(try StoredJSON.value(body))
    case .forbade: .forbade(try StoredJSON.value(body))
    case .promised: .promised(try StoredJSON.value(body))
    case .promiseSettled: .promiseSettled(try StoredJSON.value(body))
    case .procedureEntered: .procedureEntered(try StoredJSON.value(body))
    case .procedureLeft: .procedureLeft(try StoredJSON.value(body))
    case .concluded: .concluded(try StoredJSON.value(body))
    case .incidentRaised: .incidentRaised(try StoredJSON.value(body))
    case .incidentResolved: .incidentResolved(try StoredJSON.value(body))
    case .reconsidered: .reconsidered(try StoredJSON.value(body))
    case .stood: .stood(try StoredJSON.value(body))
    case .personsNamed: .personsNamed(try StoredJSON.value(body))
    case .held: .held(try StoredJSON.value(body))
    case .heard: .heard(try StoredJSON.value(body))
    case .consented: .consented(try StoredJSON.value(body))
    case .ruled: .ruled(try StoredJSON.value(body))
    case .posted: .posted(try StoredJSON.value(body))
    case .approved: .approved(try StoredJSON.value(body))
    case .moved: .moved(try StoredJSON.value(body))
    case .linked: .linked(try StoredJSON.value(body))
    case .closed: .closed(try StoredJSON.value(body))
    }
  }
}
