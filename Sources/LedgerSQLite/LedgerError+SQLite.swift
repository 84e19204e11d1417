import Foundation
import GRDB
import Ledger

extension LedgerError {
  /// Says in plain words what the database could not do.
  init(_ error: any Error) {
    switch error {
    case let known as LedgerError: self = known
    case let database as DatabaseError: self.init(database)
    default: self = .unavailable("\(error)")
    }
  }

  private init(_ error: DatabaseError) {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_FULL: .unavailable("the disk is full: the ledger can't grow")
      case .SQLITE_BUSY, .SQLITE_LOCKED: .unavailable("the ledger is locked by another process")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unavailable("the ledger may not be written: \(detail)")
      case .SQLITE_CANTOPEN: .unavailable("the ledger can't be opened: \(detail)")
      case .SQLITE_IOERR: .unavailable("the disk failed to read or write the ledger: \(detail)")
      case .SQLITE_NOTADB: .unreadable("the file is not a Gendan ledger")
      case .SQLITE_CORRUPT: .unreadable("the ledger's file is damaged: \(detail)")
      default: .unavailable("the ledger's database answered: \(detail)")
      }
  }

  /// The words for what went wrong with a file before the database saw it.
  static func file(_ path: String, errno code: Int32) -> LedgerError {
    .unavailable("the ledger \(path) can't be opened: \(String(cString: strerror(code)))")
  }
}
