import Foundation
import Importing

/// The file that lists all lines that weren't taken, as CSV: line, reason, text.
struct RefusedFile {
  private static let header = csvLine(["line", "reason", "text"])

  /// How long it is.
  private(set) var bytes: Int
  private let path: String
  private let handle: FileHandle

  /// Whether an import that wrote so much can go on there.
  static func has(_ bytes: Int, at path: String) -> Bool {
    guard isOurs(path), let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    guard let size = try? handle.seekToEnd() else { return false }
    return size >= UInt64(bytes)
  }

  /// - Parameter kept: how much of it stays, for an import that goes on; nil begins it anew.
  /// - Throws: `Trouble` when it can't be written, or is a file of something else.
  init(path: String, keeping kept: Int?) throws {
    self.path = path
    let url = URL(fileURLWithPath: path)
    guard !FileManager.default.fileExists(atPath: path) || Self.isOurs(path) else {
      throw Trouble(say("\(path) 已经存在，没有覆盖。换个名称。", "\(path) exists and was not overwritten. Choose another name."), code: .unreadable)
    }
    do {
      if kept == nil {
        try Data(Self.header.utf8).write(to: url)
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
      bytes = kept ?? Self.header.utf8.count
      handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: UInt64(bytes))
      try handle.seek(toOffset: UInt64(bytes))
    } catch { throw Self.unwritable(path) }
  }

  /// On the disk when it returns.
  mutating func append(_ lines: [RefusedLine]) throws {
    guard !lines.isEmpty else { return }
    let text = Data(lines.map { csvLine([String($0.line), $0.reason, $0.text]) }.joined().utf8)
    do {
      try handle.write(contentsOf: text)
      try handle.synchronize()
    } catch { throw Self.unwritable(path) }
    bytes += text.count
  }

  private static func unwritable(_ path: String) -> Trouble {
    Trouble(say("写不了 \(path)。请检查路径和权限。", "\(path) can't be written. Check the path and its permissions."), code: .unreadable)
  }

  /// Only what begins as such a list does is written over.
  private static func isOurs(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: header.utf8.count)) == Data(header.utf8)
  }
}
