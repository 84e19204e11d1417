import Casework

/// What a line of the timeline tells of.
enum TimelineKind: String, CaseIterable {
  case message, contact, action, fact, event, decision, task, money, ruling, promise, evidence, incident, time, procedure, matter

  init(_ kind: EventKind) {
    self =
      switch kind {
      case .opened, .joined, .personsNamed, .moved, .linked, .closed: .matter
      case .factLearned, .asked: .fact
      case .happened: .event
      case .decided: .decision
      case .stepReached, .stepPassed, .forbade, .procedureEntered, .procedureLeft, .concluded, .reconsidered, .stood: .procedure
      case .taskOpened, .taskDone: .task
      case .effectPlanned(let effect): effect.purpose == .contact || effect.purpose == .ask ? .contact : .action
      case .effectEnded: .action
      case .timerSet, .timerRang, .timerCancelled, .deadlineWarned: .time
      case .contactEnded, .held, .heard, .consented: .contact
      case .promised, .promiseSettled: .promise
      case .incidentRaised, .incidentResolved: .incident
      case .ruled: .ruling
      case .posted, .approved: .money
      case .wrote: .message
      case .evidenceAdded: .evidence
      }
  }

  /// Says by its shape what the colour says too.
  var icon: String {
    switch self {
    case .message: "✎"
    case .contact: "☏"
    case .action: "▸"
    case .fact: "◦"
    case .event: "●"
    case .decision: "◆"
    case .task: "☐"
    case .money: "¥"
    case .ruling: "§"
    case .promise: "⚑"
    case .evidence: "▣"
    case .incident: "△"
    case .time: "◔"
    case .procedure: "¶"
    case .matter: "▤"
    }
  }

  func name(_ words: ConsoleWords) -> String { words.text("timeline-kind-\(rawValue)") }
}
