public import Casework
public import Playbook

extension ArchiveReader {
  /// A case stays for so many days behind its closing: until then what it did to reach people counts for what others may do.
  public static let restDays: Int64 = 31

  /// Takes the archive's cases out of a ledger that has what it has, some at a time.
  ///
  /// - Parameters:
  ///   - now: when they leave.
  ///   - note: goes into the audit with each group; given how many cases leave with it at the most.
  ///   - progress: told how many cases were dealt with.
  /// - Returns: how many have left, and those that stay: see `ArchiveLedger.takeOut` and `restDays`. A case that isn't there any more counts as neither.
  /// - Throws: `ArchiveError`; what has left by then is gone.
  public func takeOut(
    of ledger: any Ledger & ArchiveLedger, at now: Instant, note: (Int) -> AuditNote, progress: (Int) -> Void = { _ in }
  ) async throws(ArchiveError) -> (left: Int, stayed: [CaseID]) {
    let walk = try walk()
    var group: [LeavingCase] = []
    var (left, done, stayed) = (0, 0, [CaseID]())
    func leave() async throws(ArchiveError) {
      guard !group.isEmpty else { return }
      do throws(LedgerError) {
        let kept = try await ledger.takeOut(group, noting: [note(group.count)])
        left += group.count - kept.count
        stayed += kept.sorted()
      } catch { throw .ledger(error) }
      group = []
    }
    while let (entry, turns) = try walk.next() {
      done += 1
      let stored: [PlacedTurn]
      do throws(LedgerError) { stored = try await ledger.readPlacedTurns(of: entry.id) } catch { throw .ledger(error) }
      let closedAt = Instant(archiveText: entry.closedAt) ?? now
      if stored == turns, closedAt + .hours(Self.restDays * 24) <= now {
        let mark = ArchivedCase(
          id: entry.id, playbook: entry.summary.playbook, subject: entry.summary.subject, recordClass: entry.recordClass, closedAt: closedAt, archivedAt: now,
          archive: manifest.name)
        group.append(LeavingCase(mark: mark, turns: turns.count, lastPosition: entry.lastPosition))
      } else if !stored.isEmpty {
        // It has taken something since, or is too young.
        stayed.append(entry.id)
      }
      if group.count == Self.groupSize { try await leave() }
      progress(done)
    }
    try await leave()
    return (left, stayed)
  }

  /// Few enough that nobody waits long for the transaction.
  private static var groupSize: Int { 100 }
}
