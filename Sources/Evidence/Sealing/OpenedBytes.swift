public import NIOCore

/// What is in a kept file, chunk by chunk, once. A file that turns out to be damaged ends with an error, never as if that were its end.
public struct OpenedBytes: AsyncSequence, Sendable {
  public typealias Element = ByteBuffer

  private let first: ByteBuffer?
  private let rest: EvidenceBytes?
  private let opening: ChunkOpening?

  /// What lies in the clear.
  init(clear bytes: EvidenceBytes) {
    first = nil
    rest = bytes
    opening = nil
  }

  /// - Parameters:
  ///   - first: what was opened already; nil for nothing at all.
  ///   - rest: what is sealed and comes behind it, and what opens it.
  init(first: ByteBuffer?, rest: (bytes: EvidenceBytes, opening: ChunkOpening)?) {
    self.first = first
    self.rest = rest?.bytes
    opening = rest?.opening
  }

  /// To be asked for once.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(first: first, rest: rest?.makeAsyncIterator(), opening: opening) }

  /// Goes through the chunks.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var first: ByteBuffer?
    fileprivate var rest: EvidenceBytes.AsyncIterator?
    fileprivate var opening: ChunkOpening?

    /// - Throws: `EvidenceError.damaged`, `.unavailable` when the file can't be read on.
    public mutating func next() async throws -> ByteBuffer? {
      if let chunk = first {
        first = nil
        return chunk
      }
      guard var chunks = opening else { return try await rest?.next() }
      // Held here alone meanwhile: its buffer would be copied otherwise.
      opening = nil
      defer { opening = chunks }
      while !chunks.isDone {
        if let chunk = try chunks.next() { return chunk }
        guard let more = try await rest?.next() else { throw EvidenceError.unavailable("a kept file ends too early") }
        chunks.add(more)
      }
      return nil
    }
  }
}
