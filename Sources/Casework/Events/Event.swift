public import Playbook

/// Something that happened in a case. Events are the only record: everything else can be rebuilt from them.
public struct Event: Hashable, Sendable {
  /// From 1, without gaps.
  public let sequence: Int
  public let at: Instant
  /// The step whose sentence asked for it, if one did.
  public let step: Step.ID?
  public let kind: EventKind

  public init(sequence: Int, at: Instant, step: Step.ID?, kind: EventKind) {
    self.sequence = sequence
    self.at = at
    self.step = step
    self.kind = kind
  }
}

/// What can happen. The stored name and form of each kind are a promise (docs/data.md).
///
/// Kept in one place each: an event is handed on often and its payload is wide.
public indirect enum EventKind: Hashable, Sendable {
  case opened(Opened)
  case joined(Joined)
  case factLearned(FactLearned)
  case happened(Happened)
  case stepReached(StepReached)
  case stepPassed(StepPassed)
  case decided(Decided)
  case asked(Asked)
  case taskOpened(OpenTask)
  case taskDone(TaskDone)
  case effectPlanned(Effect)
  case effectEnded(EffectEnded)
  case timerSet(CaseTimer)
  case timerRang(TimerRang)
  case timerCancelled(TimerCancelled)
  case contactEnded(ContactEnded)
  case forbade(Forbade)
  case promised(Promise)
  case promiseSettled(PromiseSettled)
  case procedureEntered(ProcedureEntered)
  case procedureLeft(ProcedureLeft)
  case concluded(Concluded)
  case incidentRaised(Incident)
  case incidentResolved(IncidentResolved)
  case reconsidered(Reconsidered)
  case stood(Stood)
  case personsNamed(PersonsNamed)
  case held(Held)
  case heard(Heard)
  case consented(Consented)
  case ruled(Ruled)
  case posted(Posted)
  case approved(Approved)
  case moved(Moved)
  case linked(Linked)
  case wrote(Wrote)
  case evidenceAdded(EvidenceAdded)
  case deadlineWarned(DeadlineWarned)
  case closed(Closed)
}
