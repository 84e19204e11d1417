import Foundation
import Ledger

/// A file with a master key: one line of base64, mode 0600.
struct KeyFile {
  let path: String

  static func beside(_ ledger: String) -> KeyFile { KeyFile(path: ledger + ".key") }

  /// Where the next key waits while the ledger goes over to it.
  var next: KeyFile { KeyFile(path: path + ".next") }

  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// - Throws: `Trouble` when it can't be read, or is no key.
  func read() throws -> MasterKey {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw Trouble(say("主密钥的文件 \(path) 打不开，核对路径和权限。", "The file with the master key \(path) can't be opened; check path and permissions."), code: .unreadable)
    }
    guard let key = MasterKey(base64: text) else {
      throw Trouble(say("\(path) 里不是主密钥：应是 32 字节的 base64。", "\(path) is no master key: it should be 32 bytes in base64."), code: .unreadable)
    }
    return key
  }

  /// Writes a key into a new file: it is on the disk when this returns, and is never there by half.
  /// - Returns: false when there is a file of this name, which is never overwritten.
  /// - Throws: `Trouble` when it can't be written.
  func make(_ key: MasterKey) throws -> Bool {
    let partial = "\(path).making-\(ProcessInfo.processInfo.processIdentifier)"
    // One that an earlier process of this number left: it never became a key.
    unlink(partial)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable() }
    defer {
      close(descriptor)
      unlink(partial)
    }
    let bytes = Array((key.base64 + "\n").utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { throw unwritable() }
    // Unlike a renaming it takes nobody's place.
    guard link(partial, path) == 0 else {
      if errno == EEXIST { return false }
      throw unwritable()
    }
    try syncFolder()
    return true
  }

  /// Puts it in another file's place. The key that was there is kept under another name: backups need it, and perhaps another ledger.
  /// - Returns: where the former key is; nil when there was none.
  /// - Throws: `Trouble` when it can't be.
  @discardableResult
  func move(to other: KeyFile) throws -> KeyFile? {
    let former = try other.keepAside()
    guard rename(path, other.path) == 0 else { throw other.unwritable() }
    try other.syncFolder()
    return former
  }

  func remove() { unlink(path) }

  /// Takes the file out of the way, and keeps the key: whoever needs it finds it beside.
  /// - Throws: `Trouble` when it can't be.
  func setAside() throws {
    guard try keepAside() != nil else { return }
    guard unlink(path) == 0 else { throw unwritable() }
    try syncFolder()
  }

  /// Gives the key a second name, on the disk when this returns.
  /// - Returns: nil when there is no file.
  private func keepAside() throws -> KeyFile? {
    var number = 1
    while true {
      let kept = KeyFile(path: "\(path).replaced-\(number)")
      if link(path, kept.path) == 0 {
        try syncFolder()
        return kept
      }
      if errno == ENOENT { return nil }
      guard errno == EEXIST else { throw kept.unwritable() }
      number += 1
    }
  }

  private func syncFolder() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw unwritable() }
  }

  private func unwritable() -> Trouble {
    Trouble(
      say(
        "主密钥的文件 \(path) 写不了：\(String(cString: strerror(errno)))。", "The file with the master key \(path) can't be written: \(String(cString: strerror(errno)))."
      ),
      code: .unreadable)
  }
}
