public import Playbook

extension EvidenceIntake {
  /// Removes files that no case names any more, because somebody was erased.
  ///
  /// What was kept in the day before is left: another case may have been told of the same file since it was looked for in the cases, or is about to be.
  /// - Parameter beginning: when the erasure began, before it was looked which files no case needs.
  /// - Returns: those that are left, because they are young, or somebody keeps files just now: another attempt is needed.
  /// - Throws: `EvidenceError.unavailable`; what was removed by then is gone.
  public func remove(_ digests: Set<ContentDigest>, at beginning: Instant) async throws(EvidenceError) -> Set<ContentDigest> {
    if digests.isEmpty { return [] }
    let folder = spool.folder
    let lock = try await BlockingWork.run { () throws(EvidenceError) -> StoreLock? in try StoreLock(folder: folder, isAlone: true) }
    guard let lock else { return digests }
    defer { withExtendedLifetime(lock) {} }
    var left: Set<ContentDigest> = []
    for digest in digests {
      guard let kept = try await store.look(at: digest) else { continue }
      if kept.keptAt + EvidenceSweep.age <= beginning { try await store.remove(digest) } else { left.insert(digest) }
    }
    return left
  }
}
