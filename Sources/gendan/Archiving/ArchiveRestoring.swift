import Casework
import ArgumentParser
import Desk
import Ledger
import LedgerSQLite

/// Puts the cases of an archive back into a ledger.
struct ArchiveRestoring {
  let path: String

  private struct Report: Encodable {
    let archive: String
    let restored: Int
    /// They were there.
    let present: Int
  }

  func run(into specification: String, _ format: OutputFormat) async throws {
    guard ArchiveReader.isArchive(path) else {
      throw Trouble(say("\(path) 不是备份，也不是归档。", "\(path) is neither a backup nor an archive."), code: .unreadable)
    }
    let reader = try ArchiveReader(path)
    let bar = ProgressBar(total: reader.manifest.cases, noun: say("张", "cases"))
    defer { bar.clear() }
    try reader.check { bar.show($0) }
    let ledger = try Wiring.file(specification, makesOne: true)
    defer { try? ledger.close() }
    let note = Operator.note(.casesPutBack, about: "archive:\(reader.manifest.name)", detail: "\(reader.manifest.cases) cases")
    let outcome = try await reader.putBack(into: ledger, noting: note) { bar.show($0) }
    bar.clear()
    guard outcome.conflicts.isEmpty else { throw Trouble(words(outcome)) }
    let desk = Wiring.receivingDesk(ledger)
    // Those that were there may have come back in a run that was broken off before this.
    let cases = outcome.returned + outcome.present
    try await SearchIndexer(desk: desk, words: ledger).readAgain(cases)
    try await RegisterKeeper(desk: desk, store: ledger).readAgain(cases)
    await desk.close()
    let report = Report(archive: path, restored: outcome.returned.count, present: outcome.present.count)
    if format == .json { return try Terminal.writeJSON(report) }
    Terminal.write(
      Terminal.green(say("放回 \(report.restored) 张工单", "\(report.restored) cases were put back"))
        + (report.present > 0 ? say("，另有 \(report.present) 张本来就在。", "; \(report.present) were there.") : say("。", ".")))
  }

  private func words(_ outcome: PutBack) -> String {
    let names = names(outcome)
    if !outcome.returned.isEmpty {
      return say(
        "\(outcome.conflicts.count) 张工单的位置或名字在放回时被占了（\(names)）；之前放回的 \(outcome.returned.count) 张留在账本里，其余没有放回。",
        "\(outcome.conflicts.count) cases (\(names)) came into conflict with the ledger meanwhile. \(outcome.returned.count) were put back before and stay; "
          + "the others weren't.")
    }
    return say(
      "\(outcome.conflicts.count) 张工单与账本里的冲突（\(names)），什么都没有放回：账本里同名的是另一张，或它们的位置、信号名被占。放进一个空账本看：--ledger sqlite:新文件。",
      "\(outcome.conflicts.count) cases conflict with what the ledger has (\(names)); nothing was put back: there is another case of the name, or their place or a signal's name is taken. "
        + "Put them into an empty ledger to look at them: --ledger sqlite:NEWFILE.")
  }

  private func names(_ outcome: PutBack) -> String {
    outcome.conflicts.prefix(5).map(\.text).joined(separator: say("、", ", ")) + (outcome.conflicts.count > 5 ? "…" : "")
  }
}
