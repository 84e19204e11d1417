import Casework
import Playbook

/// What the world sees of the events of a case: it counts them, and plans how it will answer.
extension CaseRun {
  mutating func see(_ event: Event) {
    switch event.kind {
    case .opened, .joined, .happened, .stepPassed, .asked, .contactEnded, .forbade, .procedureEntered, .procedureLeft, .closed: break
    case .reconsidered, .stood, .personsNamed, .held, .heard, .consented, .ruled, .posted, .approved, .moved, .linked, .wrote, .evidenceAdded: break
    case .deadlineWarned: break
    case .factLearned(let learned):
      if let value = learned.value, let fact = stage.factNumbers[learned.fact] { truths[fact] = (value, event.at) }
    case .stepReached: if let step = number(event.step) { tally.visits[step] += 1 }
    case .decided(let decided):
      if let branch = decided.branch {
        if let number = stage.branchNumbers[branch] { tally.branches[number] += 1 }
      } else if let step = number(event.step) {
        tally.withoutBranch[step] += 1
      }
    case .concluded: lastConclusion = number(event.step)
    case .effectPlanned(let effect): planned(effect)
    case .effectEnded(let ended):
      agenda.remove { if case .report(ended.key, _) = $0 { true } else { false } }
    case .timerSet(let timer): agenda.add(Pending(at: timer.due.milliseconds, work: 0, content: .timer(timer.id, timer.purpose)))
    case .timerRang: break
    case .timerCancelled(let cancelled): agenda.remove { if case .timer(cancelled.timer, _) = $0 { true } else { false } }
    case .taskOpened(let task): planned(task)
    case .taskDone(let done): agenda.remove { if case .task(done.task, _, _, _) = $0 { true } else { false } }
    case .promised(let promise): planned(promise)
    case .promiseSettled(let settled):
      if settled.wasKept { tally.promisesKept += 1 } else { tally.promisesBroken += 1 }
      agenda.remove { if case .promise(settled.promise, _) = $0 { true } else { false } }
    case .incidentRaised(let incident):
      hadIncident = true
      tally.incidents[incident.kind.rawValue, default: 0] += 1
      planRepair()
    case .incidentResolved: agenda.remove { if case .repair = $0 { true } else { false } }
    }
  }

  private func number(_ step: Step.ID?) -> Int? { step.flatMap { stage.stepNumbers[$0] } }
}
