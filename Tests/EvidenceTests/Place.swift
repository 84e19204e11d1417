import Foundation
import NIOCore

/// A folder of a test, gone with it.
final class Place: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-evidence-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// All files in it, by their paths from here, in order.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  func permissions(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
  }
}

/// A body as it comes over a connection: in chunks.
func body(_ chunks: [UInt8]...) -> AsyncStream<ByteBuffer> {
  AsyncStream { stream in
    for chunk in chunks { stream.yield(ByteBuffer(bytes: chunk)) }
    stream.finish()
  }
}

/// A body whose sender goes away behind these bytes.
func brokenBody(_ chunk: [UInt8]) -> AsyncThrowingStream<ByteBuffer, any Error> {
  struct Gone: Error {}
  return AsyncThrowingStream { stream in
    stream.yield(ByteBuffer(bytes: chunk))
    stream.finish(throwing: Gone())
  }
}

extension AsyncSequence where Element == ByteBuffer {
  /// All of it.
  func collected() async throws -> [UInt8] {
    var all: [UInt8] = []
    for try await chunk in self { all += chunk.readableBytesView }
    return all
  }
}
