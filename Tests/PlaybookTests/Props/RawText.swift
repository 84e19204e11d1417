import Foundation
import Playbook

/// The raw texts, as they were copied from pages. They belong to others, so they are read beside the checkout and never copied.
enum RawText: String, CaseIterable {
  case merchantHandbook = "002_5620bf1518ffb367.txt"
  case complaints = "003_f0ec17291d550351.txt"
  case takeaway = "004_1380433c90ca8485.txt"

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/seeds")

  static var areThere: Bool { allCases.allSatisfy { FileManager.default.fileExists(atPath: folder.appending(path: $0.rawValue).path) } }

  func compiled() throws -> Compilation {
    compile(SourceText(path: rawValue, bytes: try Data(contentsOf: Self.folder.appending(path: rawValue)))) { _ in nil }
  }
}
