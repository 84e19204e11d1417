import Casework

extension ArchiveReader {
  /// Puts the archive's cases back, each whole and some at a time, so that nobody waits long for a transaction.
  ///
  /// All of them are looked at first: where one conflicts, none comes back. One that is there already is passed over, so that whoever was broken off goes on
  /// by doing it once more. A conflict that came up since then ends it; what was put back until then stays.
  /// - Parameters:
  ///   - note: goes into the audit with the last of them.
  ///   - progress: told how many cases were looked at, and then how many of them were put back or passed over.
  /// - Returns: what came back now, what was there, and what is in the way.
  /// - Throws: `ArchiveError`; what came back by then stays.
  public func putBack(into ledger: any ArchiveLedger, noting note: AuditNote, progress: (Int) -> Void = { _ in }) async throws(ArchiveError) -> PutBack {
    let looked = try await all(progress) { group throws(LedgerError) in try await ledger.look(at: group) }
    guard looked.conflicts.isEmpty else {
      var nothing = looked
      nothing.returned = []
      return nothing
    }
    let coming = Set(looked.returned)
    var left = coming.count
    var outcome = try await all(progress, only: coming) { group throws(LedgerError) in
      left -= group.count
      return try await ledger.putBack(group, noting: left == 0 ? [note] : [])
    }
    outcome.present += looked.present
    return outcome
  }

  /// Few enough that nobody waits long.
  private static var groupSize: Int { 100 }
  private static var turnsAtOnce: Int { 2_000 }

  /// Deals with all cases, or with some, group by group, until there is a conflict.
  private func all(
    _ progress: (Int) -> Void, only wanted: Set<CaseID>? = nil, _ deal: ([ReturningCase]) async throws(LedgerError) -> PutBack
  ) async throws(ArchiveError) -> PutBack {
    let playbooks = try playbooks()
    let walk = try walk()
    var (outcome, done) = (PutBack(), 0)
    while true {
      var group: [ReturningCase] = []
      var turns = 0
      while group.count < Self.groupSize, turns < Self.turnsAtOnce, let (entry, found) = try walk.next() {
        done += 1
        guard wanted?.contains(entry.id) ?? true else { continue }
        group.append(ReturningCase(id: entry.id, turns: found, playbooks: entry.versions.compactMap { playbooks[$0] }))
        turns += found.count
      }
      guard !group.isEmpty else { return outcome }
      let one: PutBack
      do throws(LedgerError) { one = try await deal(group) } catch { throw .ledger(error) }
      outcome.returned += one.returned
      outcome.present += one.present
      outcome.conflicts += one.conflicts
      progress(done)
      // While it is only looked, what is in the way is told all at once.
      guard wanted == nil || outcome.conflicts.isEmpty else { return outcome }
    }
  }
}
