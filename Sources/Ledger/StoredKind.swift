public import Casework

/// The names under which kinds of events are stored. A name and a form, once written, are read for ever (docs/data.md).
public enum StoredKind: String, Hashable, Sendable, CaseIterable {
  case opened, joined
  case factLearned = "fact-learned"
  case happened
  case stepReached = "step-reached"
  case stepPassed = "step-passed"
  case decided, asked
  case taskOpened = "task-opened"
  case taskDone = "task-done"
  case effectPlanned = "effect-planned"
  case effectEnded = "effect-ended"
  case timerSet = "timer-set"
  case timerRang = "timer-rang"
  case timerCancelled = "timer-cancelled"
  case contactEnded = "contact-ended"
  case forbade, promised
  case promiseSettled = "promise-settled"
  case procedureEntered = "procedure-entered"
  case procedureLeft = "procedure-left"
  case concluded
  case incidentRaised = "incident-raised"
  case incidentResolved = "incident-resolved"
  case reconsidered, stood
  case personsNamed = "persons-named"
  case held, heard, consented, ruled, posted, approved, moved, linked, wrote
  case evidenceAdded = "evidence-added"
  case deadlineWarned = "deadline-warned"
  case closed

  /// The form that bodies of this kind are written in; earlier ones stay readable.
  public var form: Int { 1 }
}

extension StoredKind {
  public init(_ kind: EventKind) {
    self =
      switch kind {
      case .opened: .opened
      case .joined: .joined
      case .factLearned: .factLearned
      case .happened: .happened
      case .stepReached: .stepReached
      case .stepPassed: .stepPassed
      case .decided: .decided
      case .asked: .asked
      case .taskOpened: .taskOpened
      case .taskDone: .taskDone
      case .effectPlanned: .effectPlanned
      case .effectEnded: .effectEnded
      case .timerSet: .timerSet
      case .timerRang: .timerRang
      case .timerCancelled: .timerCancelled
      case .contactEnded: .contactEnded
      case .forbade: .forbade
      case .promised: .promised
      case .promiseSettled: .promiseSettled
      case .procedureEntered: .procedureEntered
      case .procedureLeft: .procedureLeft
      case .concluded: .concluded
      case .incidentRaised: .incidentRaised
      case .incidentResolved: .incidentResolved
      case .reconsidered: .reconsidered
      case .stood: .stood
      case .personsNamed: .personsNamed
      case .held: .held
      case .heard: .heard
      case .consented: .consented
      case .ruled: .ruled
      case .posted: .posted
      case .approved: .approved
      case .moved: .moved
      case .linked: .linked
      case .wrote: .wrote
      case .evidenceAdded: .evidenceAdded
      case .deadlineWarned: .deadlineWarned
      case .closed: .closed
      }
  }
}
