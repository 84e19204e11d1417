import Foundation
import NIOCore

extension EvidenceStore {
  /// Copies a kept file to a path where nothing is, mode 0600, never whole in memory.
  /// - Returns: false when there is no such file; then none is made.
  /// - Throws: `EvidenceError.unavailable`; what was copied by then stays.
  public func copy(_ digest: ContentDigest, to path: String) async throws(EvidenceError) -> Bool {
    guard let kept = try await look(at: digest) else { return false }
    let bytes = try await open(digest, range: 0..<kept.bytes)
    guard !FileManager.default.fileExists(atPath: path),
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw .unavailable("\(path) can't be made") }
    do {
      for try await chunk in bytes { try file.write(contentsOf: Data(chunk.readableBytesView)) }
      try file.close()
    } catch let error as EvidenceError { throw error } catch { throw .unavailable("\(error)") }
    return true
  }
}
