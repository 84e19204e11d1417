public import Ledger
public import Playbook

/// Why a playbook was not published.
public enum ShelfError: Error, Sendable {
  /// The check found errors: the diagnostics, warnings among them.
  case rejected([Diagnostic])
  /// The playbook is off by default, and nobody said to switch it on.
  case disabled(String)
  case ledger(LedgerError)
}
