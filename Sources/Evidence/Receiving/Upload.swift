import Foundation
import Synchronization

/// A file that was received, in a folder that it has for itself. The folder goes with this object, unless the file's purpose was noted: then it stays until the
/// upload is ended, and says after a crash which files may be kept for nobody.
public final class Upload: Sendable {
  /// As it came, untouched.
  public let original: ReceivedFile
  let folder: UploadFolder
  private let isNoted = Mutex(false)

  init(original: ReceivedFile, folder: UploadFolder) {
    self.original = original
    self.folder = folder
  }

  deinit {
    let isNoted = isNoted.withLock { $0 }
    guard !isNoted else { return }
    // What can't be removed now is swept at the next start.
    try? Disk.remove(folder.path)
  }

  /// Notes, durably, for which case these files are about to be kept.
  func note(_ purpose: UploadPurpose) async throws(EvidenceError) {
    let path = folder.path
    isNoted.withLock { $0 = true }
    try await BlockingWork.run { () throws(EvidenceError) in
      try Disk.write(purpose.bytes, to: path + "/" + UploadPurpose.fileName)
      try Disk.syncFolder(path)
      try Disk.syncFolder((path as NSString).deletingLastPathComponent)
    }
  }

  /// The note stays and the bytes go: a case that refuses, or a store that is down, mustn't fill the disk.
  func drop(_ files: [ReceivedFile]) async {
    let paths = files.map(\.path)
    _ = try? await BlockingWork.run { () throws(EvidenceError) in
      for path in paths { try Disk.remove(path) }
    }
  }

  /// Nothing is left of it but what was kept: to be called when a case names the files, durably.
  public func end() async {
    let path = folder.path
    _ = try? await BlockingWork.run { () throws(EvidenceError) in try Disk.remove(path) }
  }
}

/// A folder of the spool, held by whoever uses it: others see that it isn't left over.
final class UploadFolder: Sendable {
  let path: String
  private let descriptor: Int32

  /// Makes one.
  init(in spool: String) throws(EvidenceError) {
    path = spool + "/" + UUID().uuidString.lowercased()
    guard mkdir(path, 0o700) == 0 else { throw Disk.refused("making", path) }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Disk.refused("locking", path) }
  }

  /// Takes one over that is there. - Returns: nil when somebody uses it, or it is gone.
  init?(leftOver path: String) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit { Disk.unlock(descriptor) }
}
