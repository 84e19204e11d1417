import Ledger
import Synchronization

/// A group whose commit is under way.
final class Flight: Sendable {
  let group: [Caller]
  let draft: Draft
  private let outcome = Mutex<Result<[CommitResult], LedgerError>?>(nil)

  /// Starts the commit. - Parameter bell: rings when it has ended.
  init(_ group: [Caller], _ draft: Draft, on ledger: any Ledger, bell: Bell) {
    self.group = group
    self.draft = draft
    let entries = draft.entries
    guard !entries.isEmpty else {
      outcome.withLock { $0 = .success([]) }
      return
    }
    ledger.submit(entries) { result in
      self.outcome.withLock { $0 = result }
      bell.ring()
    }
  }

  /// Nil while it is under way.
  var result: Result<[CommitResult], LedgerError>? { outcome.withLock { $0 } }
}
