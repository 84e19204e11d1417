import Foundation

/// The folder of an archive: made under another name, and known by its own only when it is whole.
struct ArchiveFolder {
  let path: String
  /// Where it is written.
  let partial: String

  /// - Throws: `ArchiveError.exists` when something has the name, `.file` when the folder can't be made.
  init(_ path: String) throws(ArchiveError) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    partial = "\(self.path).partial-\(ProcessInfo.processInfo.processIdentifier)"
    guard !FileManager.default.fileExists(atPath: self.path) else { throw .exists(self.path) }
    Self.sweep(beside: self.path)
    do {
      for made in [partial, partial + "/" + ArchiveFile.evidenceFolder] {
        try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      }
    } catch { throw .file(partial, error.localizedDescription) }
  }

  /// Its name is its own from now on, also after a loss of power.
  func publish() throws(ArchiveError) {
    try Self.sync(partial + "/" + ArchiveFile.evidenceFolder)
    try Self.sync(partial)
    // A folder that has come to stand there meanwhile stays, unless it is empty.
    guard rename(partial, path) == 0 else {
      if errno == ENOTEMPTY || errno == EEXIST { throw .exists(path) }
      throw .file(path, String(cString: strerror(errno)))
    }
    try Self.sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Nothing is left of it; nothing happens behind `publish`.
  func drop() { try? FileManager.default.removeItem(atPath: partial) }

  static func sync(_ path: String) throws(ArchiveError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .file(path, String(cString: strerror(errno))) }
  }

  /// Removes what a program that was killed has left half written: it holds personal data, and nobody would look for it.
  private static func sweep(beside path: String) {
    let url = URL(fileURLWithPath: path)
    let prefix = url.lastPathComponent + ".partial-"
    let folder = url.deletingLastPathComponent()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)), process > 0, kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
