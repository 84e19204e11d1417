import Crypto
import Foundation
import Playbook

/// A file of an archive while it is written.
final class ArchiveLineFile {
  private static let bufferSize = 256 << 10

  let name: String
  private let path: String
  private let handle: FileHandle
  private var digest = SHA256()
  private var buffer = Data()
  private var bytes = 0
  private var lines = 0

  /// - Throws: `ArchiveError.file` when it can't be made; one that is there isn't overwritten.
  init(_ name: String, in folder: String) throws(ArchiveError) {
    self.name = name
    path = folder + "/" + name
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(path, String(cString: strerror(errno))) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Adds a line. - Parameter line: without its end.
  func append(_ line: String) throws(ArchiveError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(UInt8(ascii: "\n"))
    lines += 1
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Everything is on disk behind this. - Returns: what the list of files says of it.
  func finish() throws(ArchiveError) -> ArchiveManifest.File {
    try flush()
    do {
      try handle.synchronize()
      try handle.close()
    } catch { throw .file(path, "\(error)") }
    return ArchiveManifest.File(name: name, bytes: bytes, lines: lines, sha256: Hexadecimal.text(digest.finalize()))
  }

  private func flush() throws(ArchiveError) {
    digest.update(data: buffer)
    bytes += buffer.count
    do { try handle.write(contentsOf: buffer) } catch { throw .file(path, "\(error)") }
    buffer.removeAll(keepingCapacity: true)
  }
}
