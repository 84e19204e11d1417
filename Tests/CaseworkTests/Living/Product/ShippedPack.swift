import Foundation
import Playbook

/// The playbooks that ship, read once, by their path below `Playbooks`.
struct ShippedPack: Sendable {
  let path: String
  let plan: Plan

  static let files: [ShippedPack] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../Playbooks").standardizedFileURL
    func read(_ path: String) -> SourceText? {
      (try? Data(contentsOf: root.appending(path: path))).map { SourceText(path: path, bytes: $0) }
    }
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let paths = found.filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" && !$0.lastPathComponent.hasSuffix("vocabulary.md") }
      .map { String($0.standardizedFileURL.path.dropFirst(root.path.count + 1)) }.sorted()
    return paths.compactMap { path in
      guard let source = read(path) else { return nil }
      let plan = compile(source, reading: read).plan
      return plan.main.first == nil ? nil : ShippedPack(path: path, plan: plan)
    }
  }()
}
