import Foundation

/// What the system is asked for, with what it says when it refuses.
enum Disk {
  /// Nobody but us may look into them.
  static func makeFolder(_ path: String) throws(EvidenceError) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]) } catch {
      throw .unavailable("the folder \(path) can't be made: \(error)")
    }
  }

  /// Removes a file or a folder with all that is in it; nothing happens where there is none.
  static func remove(_ path: String) throws(EvidenceError) {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      if FileManager.default.fileExists(atPath: path) { throw .unavailable("\(path) can't be removed: \(error)") }
    }
  }

  /// Names in a folder are durable when this returns.
  static func syncFolder(_ path: String) throws(EvidenceError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refused("opening", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw refused("fsync of", path) }
  }

  /// Closes what was locked. A program that is started just now has a copy of the descriptor until it runs, and would hold the lock so long if it were only closed:
  /// https://man7.org/linux/man-pages/man2/flock.2.html
  static func unlock(_ descriptor: Int32) {
    guard descriptor >= 0 else { return }
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// A file that wasn't there, with these bytes, durable but for its name.
  static func write(_ bytes: [UInt8], to path: String) throws(EvidenceError) {
    let descriptor = try create(path)
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
    guard fsync(descriptor) == 0 else { throw refused("fsync of", path) }
  }

  /// - Returns: the descriptor of a new file that only we may read and write.
  static func create(_ path: String) throws(EvidenceError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw refused("making", path) }
    return descriptor
  }

  /// - Returns: the next bytes, so many and no fewer.
  static func read(_ count: Int, from descriptor: Int32, _ path: String) throws(EvidenceError) -> [UInt8] {
    var last = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let begin = buffer.baseAddress else { return }
      while filled < count {
        last = Foundation.read(descriptor, begin + filled, count - filled)
        if last < 0, errno == EINTR { continue }
        guard last > 0 else { break }
        filled += last
      }
    }
    guard last >= 0 else { throw refused("reading", path) }
    guard bytes.count == count else { throw .unavailable("\(path) ends too early") }
    return bytes
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(EvidenceError) {
    try bytes.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) throws(EvidenceError) in
      try writeAll(UnsafeRawBufferPointer(buffer), to: descriptor, path)
    }
  }

  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String) throws(EvidenceError) {
    var left = bytes
    while !left.isEmpty {
      let count = Foundation.write(descriptor, left.baseAddress, left.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw refused("writing", path) }
      left = UnsafeRawBufferPointer(rebasing: left[count...])
    }
  }

  static func refused(_ deed: String, _ path: String) -> EvidenceError { .unavailable("\(deed) \(path): \(String(cString: strerror(errno)))") }
}
