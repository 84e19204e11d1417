import Foundation

/// Held by whoever keeps files, together with others, and by whoever removes what nobody names, alone: over all processes of a machine. It ends with this object.
final class StoreLock: Sendable {
  private let descriptor: Int32

  /// - Parameter isAlone: whether nobody else may hold it. Then this doesn't wait.
  /// - Returns: nil when somebody else holds it.
  init?(folder: String, isAlone: Bool) throws(EvidenceError) {
    let path = folder + "/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Disk.refused("opening", path) }
    while flock(descriptor, isAlone ? LOCK_EX | LOCK_NB : LOCK_SH) != 0 {
      if errno == EINTR { continue }
      if isAlone, errno == EWOULDBLOCK { return nil }
      throw Disk.refused("locking", path)
    }
  }

  deinit { Disk.unlock(descriptor) }
}
