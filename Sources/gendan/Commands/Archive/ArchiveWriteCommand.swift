import ArgumentParser
import Casework
import Desk
import Evidence
import Ledger
import LedgerSQLite
import Playbook

struct ArchiveWriteCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "write", abstract: say("写归档；要移出账本就加 --remove。", "Write an archive; --remove takes its cases out of the ledger."))
  }

  @Option(help: ArgumentHelp(say("归档写到哪个文件夹，不能已存在。", "The archive's folder, which may not be there.")))
  var into: String?

  @Option(help: ArgumentHelp(say("这一天（中国时间）零点以后没有变化的工单，如 2026-01-01。", "Cases in which nothing happened from this day on (China's), e.g. 2026-01-01.")))
  var before: String?

  @Option(help: ArgumentHelp(say("只归档这些工单，用逗号隔开。", "These cases only, with commas between.")))
  var cases: String?

  @Flag(help: ArgumentHelp(say("过了保存期限的工单，归档并移出账本。", "Cases whose retention is over: archived and taken out of the ledger.")))
  var due = false

  @Flag(help: ArgumentHelp(say("归档核对无误后，把工单移出账本。", "Take the cases out of the ledger when the archive was found to be right.")))
  var remove = false

  @Flag(help: ArgumentHelp(say("只列出会归档的工单。", "Only list the cases.")))
  var dryRun = false

  @Flag(help: ArgumentHelp(say("证据文件已经丢失的也归档，只记清单。", "Archive cases whose files of evidence are lost, and only list these.")))
  var allowMissingEvidence = false

  @OptionGroup var options: ArchiveOptions
  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let id: String
    let playbook: String
    let subject: String
    let changedAt: String
    let recordClass: String?
  }

  func validate() throws {
    guard [before != nil, cases != nil, due].count(where: { $0 }) <= 1 else {
      throw ValidationError(say("--before、--cases、--due 只能用一个。", "Use one of --before, --cases and --due."))
    }
    guard into != nil || dryRun else { throw ValidationError(say("用 --into 说明写到哪个文件夹。", "Say with --into which folder to write.")) }
    guard before.map({ CivilDay($0) != nil }) ?? true else { throw ValidationError(say("--before 写成 2026-01-01。", "Write --before as 2026-01-01.")) }
  }

  func run() async throws {
    try await reporting {
      let settings = try await options.settings()
      let ledger = try Wiring.file(settings.ledger, makesOne: false, keyFile: settings.masterKeyFile)
      defer { try? ledger.close() }
      let now = WallClock().now()
      let selection = ArchiveSelection(wish: wish(settings, now))
      let found = try await selection.find(in: ledger)
      if dryRun { return try list(found) }
      guard !found.isEmpty else { return try nothing() }
      let store = settings.evidence.store()
      let making = ArchiveMaking(ledger: ledger, program: "gendan \(Gendan.configuration.version)", allowsMissingEvidence: allowMissingEvidence) {
        digest, path async throws(ArchiveError) in
        guard let known = ContentDigest(digest) else { throw .evidence(digest, "it isn't a digest") }
        do throws(EvidenceError) { return try await store.copy(known, to: path) } catch { throw .evidence(digest, "\(error)") }
      }
      let bar = ProgressBar(total: found.count * 2, noun: say("步", "steps"))
      defer { bar.clear() }
      let path = into ?? ""
      let manifest = try await making.write(found.map(\.summary.id), into: path, selection: selection.inManifest, at: now) { bar.show($0) }
      bar.clear()
      _ = try await ledger.appendAudit([Operator.note(.exported, about: "archive:\(manifest.name)", detail: "\(manifest.cases) cases")])
      guard remove || due else { return try ArchiveReport(manifest, path).write(answer.format) }
      try await ArchiveRemoval(path: path, reader: ArchiveReader(path), ledger: ledger).run(answer.format)
    }
  }

  private func wish(_ settings: ServerSettings, _ now: Instant) -> ArchiveSelection.Wish {
    if due { return .due(settings.retentionDays, now: now) }
    if let cases { return .cases(cases.split(separator: ",").map { name in CaseID(name.filter { $0 != " " }) }) }
    if let before, let start = TimeZoneOffset.china.instant("\(before) 00:00") { return .before(start) }
    return .allClosed
  }

  private func list(_ found: [ArchiveSelection.Found]) throws {
    let rows = found.map {
      Row(
        id: $0.summary.id.text, playbook: $0.summary.playbook, subject: $0.summary.subject, changedAt: TimeZoneOffset.china.text($0.summary.changedAt),
        recordClass: $0.recordClass?.rawValue)
    }
    if answer.format == .json { return try Terminal.writeJSON(rows) }
    Terminal.write(say("\(rows.count) 张工单会归档。", "\(rows.count) cases would be archived."))
    for line in aligned(rows.map { [$0.id, $0.changedAt, $0.recordClass ?? "", $0.playbook, $0.subject] }) { Terminal.write(line) }
  }

  private func nothing() throws {
    if answer.format == .json { return try Terminal.writeJSON(["cases": 0]) }
    Terminal.write(say("没有要归档的工单，什么都没写。", "There are no cases to archive; nothing was written."))
  }
}
