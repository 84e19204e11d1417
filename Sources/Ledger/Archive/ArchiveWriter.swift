import Casework
import Crypto
import Foundation
import Playbook

/// Writes the files of an archive into a folder.
final class ArchiveWriter {
  private let folder: String
  private var files: [ArchiveFile: ArchiveLineFile] = [:]
  private var plans: [String: Plan] = [:]
  private var subjects: Set<String> = []
  private var evidence: [String: ArchiveManifest.File] = [:]
  private var counts = (cases: 0, turns: 0, events: 0)

  init(folder: String) throws(ArchiveError) {
    self.folder = folder
    for file in ArchiveFile.allCases { files[file] = try ArchiveLineFile(file.rawValue, in: folder) }
  }

  func has(_ version: String) -> Bool { plans[version] != nil }
  func plan(_ version: String) -> Plan? { plans[version] }
  func hasFile(_ name: String) -> Bool { evidence[name] != nil }

  func add(_ playbook: PublishedPlaybook) throws(ArchiveError) {
    let document = playbook.sources.first ?? SourceText(path: "", text: "")
    plans[playbook.version] = readPlan(document) { name in playbook.sources.first { $0.path == name } }
    try write(ArchivePlaybookLine(playbook), to: .playbooks)
  }

  /// The events of an order, once for all cases about it.
  func add(_ events: [OrderEvent], of order: String) throws(ArchiveError) {
    guard subjects.insert(order).inserted else { return }
    for event in events {
      // Between members of JSON a line may end; within a text it can't.
      let body = event.body.replacing("\r", with: " ").replacing("\n", with: " ")
      try append("{\"order\":\(try json(order)),\"event\":\(body)}", to: .orders)
    }
  }

  func add(_ placed: PlacedTurn) throws(ArchiveError) {
    let text: String
    do throws(LedgerError) { text = try ArchiveTurnLine.text(of: placed) } catch { throw .ledger(error) }
    try append(text, to: .turns)
    counts.turns += 1
    counts.events += placed.turn.count
  }

  func add(_ line: ArchiveCaseLine) throws(ArchiveError) {
    try write(line, to: .cases)
    counts.cases += 1
  }

  func add(_ line: ArchiveEvidenceLine) throws(ArchiveError) { try write(line, to: .evidence) }

  /// Takes a file that was put into the folder into the list. Its name is its digest.
  func keep(file name: String) throws(ArchiveError) {
    guard evidence[name] == nil else { return }
    let path = folder + "/" + name
    try ArchiveFolder.sync(path)
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch { throw .file(path, error.localizedDescription) }
    let digest = Hexadecimal.text(SHA256.hash(data: data))
    guard name.hasSuffix("/" + digest) else { throw .evidence(String(name.split(separator: "/").last ?? ""), "its content has another digest: \(digest)") }
    evidence[name] = ArchiveManifest.File(name: name, bytes: data.count, lines: nil, sha256: digest)
  }

  /// Writes what is left, and the list of all files last.
  func finish(name: String, program: String, madeAt: Instant, selection: ArchiveManifest.Selection) throws(ArchiveError) -> ArchiveManifest {
    var list: [ArchiveManifest.File] = []
    for file in ArchiveFile.allCases { if let written = files[file] { list.append(try written.finish()) } }
    let readme = try ArchiveLineFile(ArchiveFile.readme, in: folder)
    for line in ArchiveReadme.text(name: name, program: program).split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      try readme.append(String(line))
    }
    list.append(try readme.finish())
    list += evidence.values.sorted { $0.name < $1.name }
    let manifest = ArchiveManifest(
      form: ArchiveManifest.currentForm, program: program, name: name, madeAt: madeAt.archiveText, selection: selection, cases: counts.cases,
      turns: counts.turns, events: counts.events, files: list)
    let file = try ArchiveLineFile(ArchiveManifest.file, in: folder)
    try file.append(try json(manifest))
    _ = try file.finish()
    return manifest
  }

  private func write(_ value: some Encodable, to file: ArchiveFile) throws(ArchiveError) { try append(try json(value), to: file) }

  private func append(_ line: String, to file: ArchiveFile) throws(ArchiveError) { try files[file]?.append(line) }

  private func json(_ value: some Encodable) throws(ArchiveError) -> String {
    do throws(LedgerError) { return try StoredJSON.text(value) } catch { throw .ledger(error) }
  }
}
