import Foundation
import Playbook

/// Keeps files in a folder, each under its digest, two folders deep. Only the account that the server runs under may read them.
public struct FolderStore: EvidenceStore {
  private let folder: String

  /// - Parameter folder: is made when it is needed. The spool has to be on the same disk: `spoolFolder` is.
  public init(folder: String) { self.folder = URL(fileURLWithPath: folder).path }

  /// Where files for this store arrive.
  public var spoolFolder: String { folder + "/incoming" }

  /// Moves the file in: under its name it is whole or not there. What the name had before was the same.
  public func keep(_ file: ReceivedFile) async throws(EvidenceError) {
    let path = path(of: file.digest)
    let folder = folder
    try await BlockingWork.run { () throws(EvidenceError) in
      let near = (path as NSString).deletingLastPathComponent
      let far = (near as NSString).deletingLastPathComponent
      try Disk.makeFolder(near)
      guard rename(file.path, path) == 0 else { throw Disk.refused("naming", path) }
      // Counted from now on: whoever removes what is old must see that it was wanted again.
      guard utimes(path, nil) == 0 else { throw Disk.refused("dating", path) }
      for place in [near, far, folder] { try Disk.syncFolder(place) }
    }
  }

  /// Its date is that of the file.
  public func look(at digest: ContentDigest) async throws(EvidenceError) -> KeptFile? {
    let path = path(of: digest)
    return try await BlockingWork.run { () throws(EvidenceError) -> KeptFile? in
      var about = stat()
      guard stat(path, &about) == 0 else {
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw Disk.refused("looking at", path)
      }
      #if canImport(Darwin)
        let changed = about.st_mtimespec
      #else
        let changed = about.st_mtim
      #endif
      return KeptFile(bytes: Int64(about.st_size), keptAt: Instant(milliseconds: Int64(changed.tv_sec) * 1_000 + Int64(changed.tv_nsec) / 1_000_000))
    }
  }

  /// It stays readable to whoever has opened it, also when it is removed meanwhile.
  public func open(_ digest: ContentDigest, range: Range<Int64>) async throws(EvidenceError) -> EvidenceBytes {
    let path = path(of: digest)
    let file = try await BlockingWork.run { () throws(EvidenceError) in try OpenFile(path: path, range: range) }
    guard let file else { throw .notThere(digest) }
    return EvidenceBytes(file)
  }

  /// Its folders stay: others will be in them.
  public func remove(_ digest: ContentDigest) async throws(EvidenceError) {
    let path = path(of: digest)
    try await BlockingWork.run { () throws(EvidenceError) in try Disk.remove(path) }
  }

  private func path(of digest: ContentDigest) -> String { folder + "/" + digest.path }
}
