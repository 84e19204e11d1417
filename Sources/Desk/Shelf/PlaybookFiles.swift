import Foundation
public import Playbook

/// A document with every file that it names, read from disk. The compiler itself touches no files: it asks for them here.
public struct PlaybookFiles: Sendable {
  /// A document longer than this isn't one.
  private static let bytesLimit = 16 << 20

  public let document: SourceText
  /// Its sources carry paths as a person at the same place would name them.
  public let compilation: Compilation

  /// Why a document can't be read.
  public struct Unreadable: Error, Hashable, Sendable {
    public let path: String
    public let reason: String
  }

  /// Reads and compiles the document at `path`. A file it names that can't be read is the compiler's finding, not an error here.
  public init(at path: String) throws(Unreadable) {
    let document = try Self.read(path)
    self.document = document
    compilation = compile(document) { name in try? Self.read(name) }
  }

  /// The sources as they stand on a shelf: the document first, and no path says where on this machine they lay.
  public var sources: [SourceText] {
    compilation.sources.map { SourceText(path: RelativePath.of($0.path, asSeenFrom: document.path), text: $0.text) }
  }

  private static func read(_ path: String) throws(Unreadable) -> SourceText {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      guard data.count <= bytesLimit else { throw Unreadable(path: path, reason: "longer than \(bytesLimit >> 20) MiB") }
      return SourceText(path: path, bytes: data)
    } catch let error as Unreadable {
      throw error
    } catch { throw Unreadable(path: path, reason: "can't be read") }
  }
}
