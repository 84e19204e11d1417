import Casework
import ArgumentParser
import Desk
import Ledger
import LedgerSQLite

/// Takes the cases of a sound archive out of the ledger.
struct ArchiveRemoval {
  let path: String
  let reader: ArchiveReader
  let ledger: SQLiteLedger

  /// - Throws: `ExitCode.refused` when cases had to stay.
  func run(_ format: OutputFormat) async throws {
    let bar = ProgressBar(total: reader.manifest.cases, noun: say("张", "cases"))
    defer { bar.clear() }
    let name = reader.manifest.name
    let (left, stayed) = try await reader.takeOut(
      of: ledger, at: WallClock().now(), note: { Operator.note(.casesTakenOut, about: "archive:\(name)", detail: "up to \($0) cases") }
    ) { bar.show($0) }
    bar.clear()
    var report = ArchiveReport(reader.manifest, path)
    report.removed = left
    report.stayed = stayed.map(\.text)
    try report.write(format)
    guard stayed.isEmpty else { throw ExitCode.refused }
  }
}
