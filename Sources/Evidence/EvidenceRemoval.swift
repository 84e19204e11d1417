extension EvidenceIntake {
  /// Removes files that no case names any more, because somebody was erased.
  /// - Returns: those that are left, because somebody keeps files just now: another attempt is needed.
  /// - Throws: `EvidenceError.unavailable`; what was removed by then is gone.
  public func remove(_ digests: Set<ContentDigest>) async throws(EvidenceError) -> Set<ContentDigest> {
    if digests.isEmpty { return [] }
    let folder = spool.folder
    let lock = try await BlockingWork.run { () throws(EvidenceError) -> StoreLock? in try StoreLock(folder: folder, isAlone: true) }
    guard let lock else { return digests }
    defer { withExtendedLifetime(lock) {} }
    for digest in digests { try await store.remove(digest) }
    return []
  }
}
