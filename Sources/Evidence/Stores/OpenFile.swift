import Foundation
import NIOCore
import Synchronization

/// A range of a file on disk, read chunk by chunk. It is closed with this object.
final class OpenFile: Sendable {
  private static let chunkSize: Int64 = 256 << 10

  private let descriptor: Int32
  private let path: String
  private let left: Mutex<Range<Int64>>

  /// - Returns: nil when there is no such file.
  init?(path: String, range: Range<Int64>) throws(EvidenceError) {
    self.path = path
    left = Mutex(range)
    descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Disk.refused("opening", path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: nil at the end.
  func next() async throws(EvidenceError) -> ByteBuffer? {
    try await BlockingWork.run { () throws(EvidenceError) in try self.read() }
  }

  private func read() throws(EvidenceError) -> ByteBuffer? {
    let range = left.withLock { $0 }
    let wanted = Int(min(Self.chunkSize, range.upperBound - range.lowerBound))
    guard wanted > 0 else { return nil }
    var count = -1
    let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      repeat { count = pread(descriptor, buffer.baseAddress, wanted, off_t(range.lowerBound)) } while count < 0 && errno == EINTR
      filled = max(count, 0)
    }
    guard count >= 0 else { throw Disk.refused("reading", path) }
    guard count > 0 else { throw .unavailable("\(path) ends before byte \(range.upperBound)") }
    left.withLock { $0 = (range.lowerBound + Int64(count))..<range.upperBound }
    return ByteBuffer(bytes: chunk)
  }
}
