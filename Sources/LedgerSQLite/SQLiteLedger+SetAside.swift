public import Ledger
import Synchronization

extension SQLiteLedger {
  public func effectsSetAside() async -> [LedgerError] { setAside.take() }
}

/// What couldn't be read and waits to be told.
final class SetAside: Sendable {
  private let errors = Mutex<[LedgerError]>([])

  func add(_ new: [LedgerError]) { errors.withLock { $0 += new } }

  func take() -> [LedgerError] {
    errors.withLock { errors in
      defer { errors = [] }
      return errors
    }
  }
}
