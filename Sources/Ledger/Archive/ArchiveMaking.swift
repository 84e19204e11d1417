public import Casework
import Foundation
public import Playbook

/// Writes closed cases, with everything that belongs to them, into a folder that can be read without this program, and looks it over before anybody may rely on it.
///
///     ledger → lines, files of evidence → folder without a name → read back, folded, compared with the ledger → folder
public struct ArchiveMaking: Sendable {
  /// Where cases and orders are.
  public typealias Store = Ledger & ArchiveLedger & OrderLedger

  private let ledger: any Store
  private let program: String
  private let copyEvidence: @Sendable (_ digest: String, _ path: String) async throws(ArchiveError) -> Bool
  private let allowsMissingEvidence: Bool

  /// - Parameters:
  ///   - program: what writes it, with its version.
  ///   - copyEvidence: copies a file of evidence to a path; false when there is none of this digest.
  ///   - allowsMissingEvidence: whether a file that isn't there any more is only noted.
  public init(
    ledger: any Store, program: String, allowsMissingEvidence: Bool = false,
    copyEvidence: @escaping @Sendable (_ digest: String, _ path: String) async throws(ArchiveError) -> Bool
  ) {
    self.ledger = ledger
    self.program = program
    self.allowsMissingEvidence = allowsMissingEvidence
    self.copyEvidence = copyEvidence
  }

  /// - Parameters:
  ///   - cases: closed ones; others are refused.
  ///   - path: the folder, which may not be there.
  ///   - progress: told how many cases are done: each is written, and then read back.
  /// - Returns: the list of what was written, when it is on disk and was found to be what the ledger has.
  /// - Throws: `ArchiveError`; nothing is left at the path then.
  public func write(
    _ cases: [CaseID], into path: String, selection: ArchiveManifest.Selection, at now: Instant, progress: (Int) -> Void = { _ in }
  ) async throws(ArchiveError) -> ArchiveManifest {
    let folder = try ArchiveFolder(path)
    defer { folder.drop() }
    let writer = try ArchiveWriter(folder: folder.partial)
    for (index, id) in cases.sorted(by: { ($0.number, $0) < ($1.number, $1) }).enumerated() {
      try await add(id, to: writer, folder.partial)
      progress(index + 1)
    }
    let name = URL(fileURLWithPath: folder.path).lastPathComponent
    let manifest = try writer.finish(name: name, program: program, madeAt: now, selection: selection)
    let reader = try ArchiveReader(folder.partial)
    try reader.check()
    try await compare(reader) { progress(cases.count + $0) }
    try folder.publish()
    return manifest
  }

  /// Whether the ledger has what the archive has.
  /// - Throws: `ArchiveError.differs` with the first case that it has otherwise.
  private func compare(_ reader: ArchiveReader, _ progress: (Int) -> Void) async throws(ArchiveError) {
    let walk = try reader.walk()
    var done = 0
    while let (entry, turns) = try walk.next() {
      let stored: [PlacedTurn]
      do throws(LedgerError) { stored = try await ledger.readPlacedTurns(of: CaseID(entry.case)) } catch { throw .ledger(error) }
      guard stored.starts(with: turns) else { throw .differs(entry.case) }
      done += 1
      progress(done)
    }
  }

  private func add(_ id: CaseID, to writer: ArchiveWriter, _ folder: String) async throws(ArchiveError) {
    let turns: [PlacedTurn]
    let events: [Event]
    do throws(LedgerError) {
      turns = try await ledger.readPlacedTurns(of: id)
      var read: [Event] = []
      for placed in turns { read += try placed.turn.readEvents() }
      events = read
    } catch { throw .ledger(error) }
    guard let state = Case(id: id, folding: events), let first = turns.first, let last = turns.last else {
      throw .ledger(.unreadable("the events of case \(id) don't begin with 'opened'"))
    }
    var versions: [String] = []
    for event in events {
      switch event.kind {
      case .opened(let opened): versions.append(opened.version)
      case .moved(let moved) where !versions.contains(moved.to): versions.append(moved.to)
      default: break
      }
    }
    for version in versions where !writer.has(version) { try writer.add(try await playbook(version)) }
    guard let plan = writer.plan(state.version), let summary = ClosingSummary(state, events, plan) else {
      throw .ledger(.unavailable("case \(id) isn't closed: only closed cases are archived"))
    }
    let order: String
    let orders: [OrderEvent]
    do throws(LedgerError) {
      order = try await ledger.order(of: state.subject, book: OrderBook())?.order.id ?? state.subject
      orders = try await ledger.readOrderEvents(of: order, book: OrderBook())
    } catch { throw .ledger(error) }
    try writer.add(orders, of: order)
    let files = try await add(evidence: events, of: id, to: writer, folder)
    for placed in turns { try writer.add(placed) }
    try writer.add(
      ArchiveCaseLine(
        case: id.text, recordClass: RecordClass(of: state, isAboutOrder: !orders.isEmpty).rawValue, closedAt: summary.closedAt, turns: turns.count,
        events: events.count, firstPosition: first.position, lastPosition: last.position, versions: versions, evidence: files, summary: summary))
  }

  private func playbook(_ version: String) async throws(ArchiveError) -> PublishedPlaybook {
    let found: PublishedPlaybook?
    do throws(LedgerError) { found = try await ledger.readPlaybook(version: version) } catch { throw .ledger(error) }
    guard let found else { throw .ledger(.unreadable("the version \(version) isn't on the shelf, and a case runs under it")) }
    return found
  }

  /// - Returns: how many lines the list of evidence got.
  private func add(evidence events: [Event], of id: CaseID, to writer: ArchiveWriter, _ folder: String) async throws(ArchiveError) -> Int {
    var lines = 0
    for event in events {
      guard case .evidenceAdded(let added) = event.kind else { continue }
      let evidence = added.evidence
      // Sealed files stay sealed: in an archive as in the ledger, what was said of somebody can be erased.
      for part in evidence.parts {
        let digest = part.kept
        // It becomes a name of a file.
        guard digest.utf8.count == 64, Hexadecimal.bytes(digest) != nil else { throw .evidence(digest, "it isn't a digest") }
        let file = ArchiveFile.evidenceFolder + "/" + digest
        let isThere: Bool
        if writer.hasFile(file) { isThere = true } else { isThere = try await copyEvidence(digest, folder + "/" + file) }
        guard isThere || allowsMissingEvidence else { throw .evidence(digest, "it isn't where evidence is kept") }
        if isThere { try writer.keep(file: file) }
        let name = SealedWords.parts(evidence.name) == nil ? evidence.name : evidence.id
        let line = ArchiveEvidenceLine(
          case: id.text, evidence: evidence.id, part: part.name, name: name, type: part.type, sha256: digest,
          contentSha256: part.sha256 == digest ? nil : part.sha256, file: isThere ? file : nil)
        try writer.add(line)
        lines += 1
      }
    }
    return lines
  }
}
