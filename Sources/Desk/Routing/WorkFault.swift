public import Ledger

/// Why something about work wasn't done. Nothing was changed then.
public enum WorkFault: Error, Hashable, Sendable {
  case ledger(LedgerError)
  /// There is no such task, or it is done.
  case noSuchTask
  /// The offer isn't this person's, or not any more.
  case offerIsOver
  /// Somebody else holds the task.
  case held(by: String)
  /// Nobody holds the task.
  case notHeld
  /// The person holds as much as they may.
  case full
  case noSuchTeam
  /// A team of this id is there already.
  case teamExists
  /// The team isn't as it was looked at.
  case changedMeanwhile
}
