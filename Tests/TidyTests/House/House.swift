import Foundation

/// The source tree these tests were built from.
enum House {
  private static let root = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in path.deletingLastPathComponent() }

  /// Made by tools or kept by one machine, so no part of the project.
  private static let notOurs: Set<String> = [".build", ".git", ".gendan", ".swiftpm", "Package.resolved", "node_modules", "fetched"]

  /// Every file of the tree, pictures too, by its path from the root.
  static let paths: [String] = {
    var paths: [String] = []
    let walk = FileManager.default.enumerator(atPath: root.path())
    while let path = walk?.nextObject() as? String {
      if notOurs.contains(String(path.split(separator: "/").last ?? "")) {
        walk?.skipDescendants()
      } else {
        paths.append(path)
      }
    }
    return paths.sorted()
  }()

  /// Every readable text file of the tree, in the same order.
  static let files: [TextFile] = paths.compactMap { path in
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { TextFile(path: path, text: $0) }
  }

  static func files(under folder: String, ending suffix: String = "") -> [TextFile] {
    files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(suffix) }
  }

  /// Writes a page that is made from other files.
  static func write(_ text: String, to path: String) throws { try text.write(to: root.appending(path: path), atomically: true, encoding: .utf8) }

  /// The Swift files of all rooms.
  static let sources = files(under: "Sources", ending: ".swift")
}
