import Casework
import Foundation
import GRDB
public import Ledger

/// Looks a ledger through without changing it: on a copy beside it, so that a working desk isn't held up and a rebuild can be tried.
public enum SQLiteVerify {
  /// Lines of damage that are told at the most.
  private static let damageLimit = 100

  /// - Parameters:
  ///   - keys: master keys; the ledger's own has to be among them.
  ///   - progress: told the share that is done, from 0 to 1.
  /// - Throws: `LedgerError.unreadable` when the file isn't a ledger or too damaged to be opened, `unavailable` when the copy can't be made.
  public static func report(
    on path: String, keys: [MasterKey] = [], progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws(LedgerError) -> VerifyReport {
    let copy = try SQLiteCopy(of: path) { progress($0 / 4) }
    defer { copy.remove() }
    var report = VerifyReport()
    report.damage = try damage(of: copy.path)
    let ledger = try copy.open(keys: keys)
    let summaries: [CaseSummary]
    do throws(LedgerError) { summaries = try await ledger.listCases(CaseFilter(limit: .max)) } catch {
      guard !report.damage.isEmpty else { throw error }
      return report
    }
    for (index, summary) in summaries.enumerated() {
      await look(at: summary.id, in: ledger, &report)
      progress(0.25 + 0.5 * Double(index + 1) / Double(summaries.count))
    }
    report.cases = summaries.count
    do throws(LedgerError) { report.differences = try await ledger.rebuild().differences } catch {
      // Told once: a rebuild stops at the first event that can't be read.
      if report.unreadable.isEmpty, report.damage.isEmpty { throw error }
    }
    progress(1)
    return report
  }

  private static func look(at id: CaseID, in ledger: SQLiteLedger, _ report: inout VerifyReport) async {
    var state: Case?
    do throws(LedgerError) { state = try await ledger.readCase(id) } catch { report.unreadable.append(.init(caseID: id, words: error.words)) }
    do throws(LedgerError) {
      let events = try await ledger.readEvents(of: id, after: 0)
      report.events += events.count
      let isReadable = state != nil
      report.faults += HistoryFault.all(in: events, of: id, state: state).filter { isReadable || $0 != .stateDiffers }.map { .init(caseID: id, fault: $0) }
    } catch { report.unreadable.append(.init(caseID: id, words: error.words)) }
  }

  /// What SQLite says of its own file, and of rows that refer to none.
  private static func damage(of path: String) throws(LedgerError) -> [String] {
    do {
      let queue = try LedgerFile.openForReading(path)
      defer { try? queue.close() }
      return try queue.read { db in
        let said = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(damageLimit))").filter { $0 != "ok" }
        let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(damageLimit).map { row in
          "a row of \(row["table"] as String? ?? "?") refers to a missing row of \(row["parent"] as String? ?? "?")"
        }
        return said + dangling
      }
    } catch {
      throw LedgerError(error)
    }
  }
}
