import Foundation
public import Playbook

/// Removes files that were kept for a case which was never told of them: the server went down between.
public struct EvidenceSweep: Sendable {
  /// Nobody looks at younger ones: their case may be about to be told.
  public static let age = TimeAmount(seconds: 86_400)

  private let store: any EvidenceStore
  private let spool: Spool

  /// Of the store that this intake fills.
  public init(_ intake: EvidenceIntake) {
    store = intake.store
    spool = intake.spool
  }

  /// Looks at each upload that was noted and not ended.
  /// - Parameters:
  ///   - now: uploads noted a day before it or earlier are looked at.
  ///   - named: of these files, those that any case names; the case that they were kept for is the likeliest.
  /// - Returns: what was removed.
  /// - Throws: `EvidenceError.unavailable`, and what `named` throws; what wasn't looked at is next time.
  public func sweep(
    at now: Instant, named: @Sendable (_ digests: Set<ContentDigest>, _ caseID: String) async throws -> Set<ContentDigest>
  ) async throws -> Set<ContentDigest> {
    var removed: Set<ContentDigest> = []
    let spool = spool
    for path in try await BlockingWork.run({ () throws(EvidenceError) in spool.leftOver() }) {
      guard let (folder, purpose) = try await BlockingWork.run({ () throws(EvidenceError) in Self.old(path, at: now) }) else { continue }
      let digests = Set(purpose.digests.compactMap { ContentDigest($0) })
      let unnamed = digests.subtracting(try await named(digests, purpose.caseID))
      let (gone, isDone) = try await remove(unnamed, at: now)
      removed.formUnion(gone)
      if isDone { try await BlockingWork.run { () throws(EvidenceError) in try Disk.remove(folder.path) } }
    }
    return removed
  }

  /// - Returns: nil when it is young, in use or has no purpose.
  private static func old(_ path: String, at now: Instant) -> (UploadFolder, UploadPurpose)? {
    guard let folder = UploadFolder(leftOver: path), let purpose = UploadPurpose(in: path), purpose.at + age <= now else { return nil }
    return (folder, purpose)
  }

  /// Nobody keeps anything while this removes, and what was kept again since it was looked for in the cases is young.
  /// - Returns: `isDone` when none of them is left; what is young, or all of them while somebody keeps something, is for the next time.
  private func remove(_ digests: Set<ContentDigest>, at now: Instant) async throws(EvidenceError) -> (gone: Set<ContentDigest>, isDone: Bool) {
    if digests.isEmpty { return ([], true) }
    let folder = spool.folder
    let lock = try await BlockingWork.run { () throws(EvidenceError) -> StoreLock? in try StoreLock(folder: folder, isAlone: true) }
    guard let lock else { return ([], false) }
    defer { withExtendedLifetime(lock) {} }
    var gone: Set<ContentDigest> = []
    var isDone = true
    for digest in digests {
      guard let kept = try await store.look(at: digest) else { continue }
      guard kept.keptAt + Self.age <= now else {
        isDone = false
        continue
      }
      try await store.remove(digest)
      gone.insert(digest)
    }
    return (gone, isDone)
  }
}
