public import Ledger
public import Playbook

/// Why a playbook was not published.
public enum ShelfError: Error, Sendable {
  /// The check found errors: the diagnostics, warnings among them.
  case rejected([Diagnostic])
  case ledger(LedgerError)
}
