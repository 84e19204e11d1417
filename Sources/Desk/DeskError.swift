public import Casework
public import Ledger

/// Why a signal was not taken. Nothing was changed; apart from `refused` and the playbook errors, sending it again is right.
public enum DeskError: Error, Hashable, Sendable {
  /// The case answers: not possible now.
  case refused(Refusal)
  case ledger(LedgerError)
  /// No playbook of this id or version is on the shelf.
  case unknownPlaybook(String)
  /// The stored sources of this version no longer give the same plan.
  case alteredPlaybook(version: String)
  /// Too many signals are waiting, or other desks kept changing the case.
  case busy
  case stopped
}
