import Casework
import Crypto
import Foundation
import Playbook

extension ArchiveReader {
  /// Looks at everything: every file and its digest, every line, every playbook, and whether every case can be folded into what is said of it.
  ///
  /// - Parameter progress: told how many cases were looked at.
  /// - Throws: `ArchiveError.fault` with the first thing that is wrong.
  public func check(progress: (Int) -> Void = { _ in }) throws(ArchiveError) {
    try checkFiles()
    let playbooks = try playbooks()
    let walk = try walk()
    var counts = (cases: 0, turns: 0, events: 0)
    var evidence: [String: Int] = [:]
    while let (entry, turns) = try walk.next() {
      let state = try folded(entry, turns, walk)
      guard entry.versions.contains(state.version) else { throw walk.wrong("\(entry.case) closed under another version than is said") }
      if let version = entry.versions.first(where: { playbooks[$0] == nil }) {
        throw .fault(ArchiveFault(ArchiveFile.playbooks.rawValue, .missingPlaybook(version)))
      }
      counts = (counts.cases + 1, counts.turns + turns.count, counts.events + state.eventCount)
      evidence[entry.case, default: 0] += entry.evidence
      progress(counts.cases)
    }
    guard counts.cases == manifest.cases, counts.turns == manifest.turns, counts.events == manifest.events else {
      throw .fault(
        ArchiveFault(
          ArchiveManifest.file,
          .wrongCase("it says \(manifest.cases) cases, \(manifest.turns) turns and \(manifest.events) events; there are \(counts)")))
    }
    try checkEvidence(evidence)
  }

  private func folded(_ entry: ArchivedCaseEntry, _ turns: [PlacedTurn], _ walk: ArchiveWalk) throws(ArchiveError) -> Case {
    var events: [Event] = []
    do throws(LedgerError) {
      for placed in turns {
        guard placed.turn.sequence == events.count + 1 else { throw LedgerError.unreadable("\(entry.case): events are missing behind \(events.count)") }
        // Read with its signal, though only the events are folded: whoever puts it back reads it too.
        events += try placed.turn.turn(position: placed.position).events
      }
    } catch { throw walk.wrong(error.words) }
    guard let state = Case(id: entry.id, folding: events), state.phase == .closed else { throw walk.wrong("\(entry.case) doesn't fold into a closed case") }
    guard state.eventCount == entry.events, turns.last?.position == entry.lastPosition, state.playbook == entry.summary.playbook,
      state.subject == entry.summary.subject, Instant(archiveText: entry.closedAt) != nil
    else { throw walk.wrong("\(entry.case) isn't what is said of it") }
    return state
  }

  private func checkFiles() throws(ArchiveError) {
    let known = Set(ArchiveFile.allCases.map(\.rawValue) + [ArchiveFile.readme])
    for file in manifest.files {
      guard known.contains(file.name) || isEvidence(file.name) else { throw .fault(ArchiveFault(ArchiveManifest.file, .wrongLine("a file \(file.name)"))) }
      let data = try ArchiveLines.bytes(of: file.name, in: folder)
      guard data.count == file.bytes, Hexadecimal.text(SHA256.hash(data: data)) == file.sha256 else { throw .fault(ArchiveFault(file.name, .altered)) }
      guard let listed = file.lines else { continue }
      let found = data.withUnsafeBytes { bytes in bytes.count { $0 == UInt8(ascii: "\n") } }
      guard found == listed else { throw .fault(ArchiveFault(file.name, .lines(found: found, listed: listed))) }
    }
    let listed = Set(manifest.files.map(\.name))
    if let missing = known.subtracting(listed).sorted().first { throw .fault(ArchiveFault(missing, .missing)) }
    let there = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
      !name.hasPrefix(".") && name != ArchiveFile.evidenceFolder && name != ArchiveManifest.file
    }
    if let stranger = there.filter({ !listed.contains($0) }).sorted().first { throw .fault(ArchiveFault(stranger, .unlisted)) }
  }

  /// A name that is a path elsewhere isn't one.
  private func isEvidence(_ name: String) -> Bool {
    let digest = name.dropFirst(ArchiveFile.evidenceFolder.count + 1)
    return name.hasPrefix(ArchiveFile.evidenceFolder + "/") && digest.utf8.count == 64 && Hexadecimal.bytes(digest) != nil
  }

  private func checkEvidence(_ said: [String: Int]) throws(ArchiveError) {
    let listed = Set(manifest.files.map(\.name))
    let lines = try ArchiveLines(ArchiveFile.evidence.rawValue, in: folder)
    var found: [String: Int] = [:]
    while let text = try lines.next() {
      let line: ArchiveEvidenceLine = try lines.value(text)
      guard said[line.case] != nil else { throw lines.wrong("there is no case \(line.case) here") }
      if let file = line.file, file != ArchiveFile.evidenceFolder + "/" + line.sha256 || !listed.contains(file) {
        throw lines.wrong("the file \(file) isn't here")
      }
      found[line.case, default: 0] += 1
    }
    for (id, count) in said.sorted(by: { $0.key < $1.key }) where found[id, default: 0] != count {
      throw .fault(ArchiveFault(ArchiveFile.evidence.rawValue, .wrongCase("\(id) has \(count) files, and \(found[id, default: 0]) are listed")))
    }
  }
}
