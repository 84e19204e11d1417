import Ledger

/// What an archive holds, and what became of its cases.
struct ArchiveReport: Encodable {
  let archive: String
  let name: String
  let cases: Int
  let turns: Int
  let files: Int
  let bytes: Int
  /// How many were taken out of the ledger; nil when none was to be.
  var removed: Int?
  /// Those that stayed though they were to be taken out.
  var stayed: [String]?

  init(_ manifest: ArchiveManifest, _ path: String) {
    archive = path
    name = manifest.name
    cases = manifest.cases
    turns = manifest.turns
    files = manifest.files.count
    bytes = manifest.files.reduce(0) { $0 + $1.bytes }
  }

  func write(_ format: OutputFormat) throws {
    if format == .json { return try Terminal.writeJSON(self) }
    Terminal.write(
      Terminal.green(say("归档 \(archive) 完好：", "The archive \(archive) is sound: "))
        + say("\(cases) 张工单，\(turns) 轮，\(files) 个文件。", "\(cases) cases, \(turns) turns, \(files) files."))
    guard let removed else { return }
    Terminal.write(
      say("移出账本 \(removed) 张。放回用 gendan restore \(archive)。", "\(removed) were taken out of the ledger. gendan restore \(archive) brings them back."))
    guard let stayed, !stayed.isEmpty else { return }
    let names = stayed.prefix(5).joined(separator: say("、", ", ")) + (stayed.count > 5 ? "…" : "")
    Terminal.write(
      Terminal.red(
        say(
          "\(stayed.count) 张留在账本里（\(names)）：关单不满 31 天，归档后又有变化，或有账本里最新的一条记录。以后再用 gendan archive remove。",
          "\(stayed.count) stayed (\(names)): closed less than 31 days ago, changed since, or with the newest entry of all. Try gendan archive remove later.")))
  }
}
