public import NIOCore
public import Playbook

/// Keeps files by the digest of their content: the same content twice is one file. What is in a file that was sealed, a store doesn't know (`find`).
public protocol EvidenceStore: Sendable {
  /// Takes a copy of a received file, or the file itself. It is durable when this returns, and counts as kept from now on, also when it was there before.
  /// - Throws: `EvidenceError.unavailable`.
  func keep(_ file: ReceivedFile) async throws(EvidenceError)

  /// - Returns: nil when there is no such file.
  /// - Throws: `EvidenceError.unavailable`.
  func look(at digest: ContentDigest) async throws(EvidenceError) -> KeptFile?

  /// A part of a file, in chunks that are read as they are asked for.
  /// - Parameter range: of bytes, within the file; the whole file is `0..<size`.
  /// - Throws: `EvidenceError.notThere`, `.unavailable`.
  func open(_ digest: ContentDigest, range: Range<Int64>) async throws(EvidenceError) -> EvidenceBytes

  /// Nothing happens where there is no such file.
  /// - Throws: `EvidenceError.unavailable`.
  func remove(_ digest: ContentDigest) async throws(EvidenceError)
}

extension EvidenceStore {
  /// Receives a file and keeps it, never whole in memory.
  /// - Parameters:
  ///   - limit: the most bytes.
  ///   - length: what the sender announced, in bytes.
  /// - Throws: `EvidenceError.tooLarge`, `.empty`, `.brokenOff`, `.unavailable`; then nothing is kept.
  public func put<Body: AsyncSequence & Sendable>(_ body: Body, limit: Int64, length: Int64? = nil, by spool: Spool) async throws(EvidenceError)
    -> (digest: ContentDigest, bytes: Int64) where Body.Element == ByteBuffer
  {
    let upload = try await spool.receive(body, limit: limit, length: length)
    try await keep(upload.original)
    await upload.end()
    return (upload.original.digest, upload.original.bytes)
  }
}

/// A file that is whole on this machine's disk, and not yet kept.
public struct ReceivedFile: Hashable, Sendable {
  public let digest: ContentDigest
  public let bytes: Int64
  let path: String
}

/// What a store knows of a file.
public struct KeptFile: Hashable, Sendable {
  public let bytes: Int64
  /// When it was kept the last time, by the store's clock.
  public let keptAt: Instant
}
