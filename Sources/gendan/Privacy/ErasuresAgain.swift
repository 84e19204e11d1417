import Desk
import Foundation
import Ledger
import LedgerSQLite

/// What was erased stays erased when a backup from before is put in the ledger's place: the ledger that stood there says who was.
struct ErasuresAgain {
  /// Nil where the ledger that stood there can't say: it is damaged, or of a newer Gendan.
  private let notes: [ErasureNote]?
  private let keys: [MasterKey]

  /// Whether somebody may have been erased of whom nothing is known here. Then it has to be done again by hand.
  var areUnknown: Bool { notes == nil }

  /// - Parameter keys: the ledger's master key has to be among them.
  init(in path: String, keys: [MasterKey]) async throws {
    self.keys = keys
    guard FileManager.default.fileExists(atPath: path) else {
      notes = []
      return
    }
    notes = try await Self.notes(of: path, keys)
  }

  private static func notes(of path: String, _ keys: [MasterKey]) async throws -> [ErasureNote]? {
    do {
      let copy = try SQLiteCopy(of: path)
      defer { copy.remove() }
      return try await copy.open(keys: keys).listErasures()
    } catch LedgerError.unreadable { return nil }
  }

  /// Repeats what the ledger there doesn't know of. Nobody has it open behind this.
  /// - Returns: how many persons were erased again.
  func run(on path: String) async throws -> Int {
    guard let notes, !notes.isEmpty else { return 0 }
    let ledger = try SQLiteLedger(path: path, keys: keys)
    defer { try? ledger.close() }
    let known = Set(try await ledger.listErasures())
    let missing = notes.filter { !known.contains($0) }
    guard !missing.isEmpty else { return 0 }
    let desk = Wiring.receivingDesk(ledger)
    let cases = PersonCases(desk: desk, registers: RegisterKeeper(desk: desk, store: ledger), store: ledger)
    try await cases.erase(again: missing, by: "operator:\(Operator.name)")
    await desk.close()
    return missing.count
  }
}
