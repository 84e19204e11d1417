import Crypto
import Foundation
public import NIOCore

/// Where files arrive: a folder with a folder for each upload. What a crash left half received is removed at the start.
public struct Spool: Sendable {
  let folder: String

  /// - Parameter folder: is made when it is needed. On the same disk as the store, where that is a folder.
  public init(folder: String) { self.folder = URL(fileURLWithPath: folder).path }

  /// To be called when a server starts: sees that files can arrive, and removes what a crash left half received. Uploads of running servers aren't touched.
  /// - Throws: `EvidenceError.unavailable`.
  public func begin() throws(EvidenceError) {
    try Disk.makeFolder(folder)
    for path in leftOver() where UploadPurpose(in: path) == nil {
      guard let left = UploadFolder(leftOver: path) else { continue }
      // It may have got a purpose and been left since.
      if UploadPurpose(in: left.path) == nil { try Disk.remove(left.path) }
    }
  }

  /// The folders of uploads, those in use too.
  func leftOver() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { UUID(uuidString: $0) != nil }.sorted().map { folder + "/" + $0 }
  }

  /// Writes a body to disk as it comes, and knows its digest when it is there.
  /// - Parameters:
  ///   - limit: the most bytes.
  ///   - length: what the sender announced, in bytes: servers end a body that was broken off like one that is whole.
  /// - Throws: `EvidenceError.tooLarge`, `.empty`, `.brokenOff`, `.unavailable`; then nothing is left of it.
  public func receive<Body: AsyncSequence & Sendable>(_ body: Body, limit: Int64, length: Int64? = nil) async throws(EvidenceError) -> Upload
  where Body.Element == ByteBuffer {
    if let length, length > limit { throw .tooLarge(limit: limit) }
    let spool = self.folder
    let folder = try await BlockingWork.run { () throws(EvidenceError) -> UploadFolder in
      try Disk.makeFolder(spool)
      return try UploadFolder(in: spool)
    }
    do throws(EvidenceError) {
      return Upload(original: try await write(body, limit: limit, length: length, to: folder.path + "/original"), folder: folder)
    } catch {
      try? Disk.remove(folder.path)
      throw error
    }
  }

  private func write<Body: AsyncSequence & Sendable>(_ body: Body, limit: Int64, length: Int64?, to path: String) async throws(EvidenceError) -> ReceivedFile
  where Body.Element == ByteBuffer {
    let descriptor = try await BlockingWork.run { () throws(EvidenceError) in try Disk.create(path) }
    defer { close(descriptor) }
    var hash = SHA256()
    var count: Int64 = 0
    do {
      for try await chunk in body {
        count += Int64(chunk.readableBytes)
        guard count <= limit else { throw EvidenceError.tooLarge(limit: limit) }
        chunk.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
        try await BlockingWork.run { () throws(EvidenceError) in
          try chunk.withUnsafeReadableBytes { (bytes: UnsafeRawBufferPointer) throws(EvidenceError) in try Disk.writeAll(bytes, to: descriptor, path) }
        }
      }
    } catch let error as EvidenceError { throw error } catch { throw .brokenOff }
    guard length == nil || length == count else { throw .brokenOff }
    guard count > 0 else { throw .empty }
    try await BlockingWork.run { () throws(EvidenceError) in
      guard fsync(descriptor) == 0 else { throw Disk.refused("fsync of", path) }
    }
    return ReceivedFile(digest: ContentDigest(hash.finalize()), bytes: count, path: path)
  }
}
