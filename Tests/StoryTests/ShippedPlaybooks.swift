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
    return files.filter { $0.pathExtension == "md" && !["README.md", "vocabulary.md"].contains($0.lastPathComponent) }.map(\.path).sorted()
  }()

  static func files(_ path: String) throws -> PlaybookFiles { try PlaybookFiles(at: path) }

  /// A story with the document it stands in.
  struct StoryCase: Sendable, CustomTestStringConvertible {
    let files: PlaybookFiles
    let story: Story

    var testDescription: String { "\(files.compilation.plan.id): \(story.title)" }
  }

  static let stories: [StoryCase] = paths.compactMap { try? files($0) }.flatMap { files in
    files.compilation.plan.stories.map { StoryCase(files: files, story: $0) }
  }
}
