import Desk
import Foundation
import Playbook
import Testing

/// The playbooks that ship, found from this file's place in the checkout.
enum ShippedPlaybooks {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every document of every pack that has a procedure.
  static let paths: [String] = {
    let folder = root.appendingPathComponent("Playbooks")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" && !$0.lastPathComponent.hasSuffix("vocabulary.md") }.map(\.path)
      .sorted()
  }()

  /// Each is read and compiled once.
  private static let read: [String: PlaybookFiles] = Dictionary(
    uniqueKeysWithValues: paths.compactMap { path in (try? PlaybookFiles(at: path)).map { (path, $0) } })

  static func files(_ path: String) throws -> PlaybookFiles {
    if let files = read[path] { return files }
    return try PlaybookFiles(at: path)
  }

  static let withStories: [String] = paths.filter { read[$0]?.compilation.plan.stories.isEmpty == false }
  static let stories: [Story] = withStories.flatMap { read[$0]?.compilation.plan.stories ?? [] }
}
