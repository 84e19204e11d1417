public import Playbook

/// Why a signal changes nothing. It is an answer, not a fault: the case stays as it was.
public enum Refusal: Error, Hashable, Sendable {
  case noSuchCase(CaseID)
  case caseExists(CaseID)
  case caseClosed(CaseID)
  case wrongVersion(expected: String, actual: String)
  /// A timer that was cancelled or has rung, an effect that has ended, a task that is done.
  case notAwaited(String)
  case unknownName(String)
  case notAValue(fact: Fact.ID)
  case notAnOutcome(String, of: [String])
  case notAChoice(String, of: [String])
  /// The playbook forbids the action from an earlier sentence on.
  case forbidden(Action.ID, clause: Sentence)
  /// What the action requires is not established.
  case unguarded(Action.ID)
  case nothingToRepair
  /// The action's money is over a limit, in words.
  case overLimit(Action.ID, String)
  /// Whoever asked for it, has approved it already or has another role can't approve it.
  case notApprover(role: String?)
  /// Something happened in the case since whoever sent the signal looked at it.
  case changedMeanwhile(CaseID)
  /// The case can't go to the other version without a person's decision.
  case needsDecision([MoveReason])
}
