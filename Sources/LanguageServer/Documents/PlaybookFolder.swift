import Foundation

/// The files that the server may look at. A value of closures, so that tests can do without a disk.
public struct PlaybookFolder {
  /// The bytes of a file; nil when it can't be read or is no document.
  let read: (String) -> [UInt8]?
  /// The Markdown files in a folder and below it, in order of their paths.
  let documents: (String) -> [String]

  public init(read: @escaping (String) -> [UInt8]?, documents: @escaping (String) -> [String]) {
    self.read = read
    self.documents = documents
  }

  /// A document longer than this isn't one.
  private static let mostBytes = 16 << 20
  /// A folder with more documents is no folder of playbooks: the rest isn't looked at.
  private static let mostDocuments = 1000
  private static let mostEntries = 20_000

  /// The files of this machine.
  public static var disk: PlaybookFolder {
    PlaybookFolder(
      read: { path in
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, size <= mostBytes else { return nil }
        return FileManager.default.contents(atPath: path).map(Array.init)
      },
      documents: { folder in
        let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
        var found: [String] = []
        var seen = 0
        while seen < mostEntries, found.count < mostDocuments, let name = walk.nextObject() as? String {
          seen += 1
          let last = name.split(separator: "/").last ?? ""
          if last.hasPrefix(".") || last == "node_modules" { walk.skipDescendants() } else if last.hasSuffix(".md") { found.append("\(root)/\(name)") }
        }
        return found.sorted()
      })
  }
}
