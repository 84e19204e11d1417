import AsyncHTTPClient
public import NIOCore

/// The bytes of a kept file, chunk by chunk, once. What was opened is closed with it.
public struct EvidenceBytes: AsyncSequence, Sendable {
  public typealias Element = ByteBuffer

  private enum Source {
    case file(OpenFile)
    case object(HTTPClientResponse.Body)
  }

  private let source: Source

  init(_ file: OpenFile) { source = .file(file) }

  init(_ body: HTTPClientResponse.Body) { source = .object(body) }

  /// To be asked for once.
  public func makeAsyncIterator() -> AsyncIterator {
    switch source {
    case .file(let file): AsyncIterator(source: .file(file))
    case .object(let body): AsyncIterator(source: .object(body.makeAsyncIterator()))
    }
  }

  /// Goes through the chunks.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate enum Source {
      case file(OpenFile)
      case object(HTTPClientResponse.Body.AsyncIterator)
    }

    fileprivate var source: Source

    /// - Throws: `EvidenceError.unavailable` when the file can't be read on.
    public mutating func next() async throws -> ByteBuffer? {
      switch source {
      case .file(let file): return try await file.next()
      case .object(var iterator):
        do {
          let chunk = try await iterator.next()
          source = .object(iterator)
          return chunk
        } catch { throw EvidenceError.unavailable("\(error)") }
      }
    }
  }
}
