import Desk
import Foundation
import Playbook

/// The shipped playbooks a run may take, read when they are first chosen.
struct SoakShelf {
  private let paths: [String]
  private var read: [String: ReadPlaybook] = [:]
  private var unusable: Set<String> = []

  init(folders: [String]) {
    paths = folders.flatMap { folder in
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(".md") && !$0.hasSuffix("README.md") && !$0.hasSuffix("vocabulary.md") }.map { folder + "/" + $0 }
    }.sorted()
  }

  /// Some playbooks by chance: those that can be published as they are.
  mutating func choose(_ count: Int, seed: UInt64) throws -> [(plan: Plan, sources: [SourceText])] {
    var chance = SoakChance(seed: seed ^ 0xB00C)
    var left = paths
    var chosen: [(plan: Plan, sources: [SourceText])] = []
    while chosen.count < count, !left.isEmpty {
      let path = left.remove(at: Int(chance.number(in: 0...Int64(left.count - 1))))
      guard let playbook = open(path), !chosen.contains(where: { $0.plan.id == playbook.plan.id }) else { continue }
      chosen.append((playbook.plan, playbook.files.sources))
    }
    guard !chosen.isEmpty else { throw Trouble(say("这些文件夹里没有可用的流程。", "There is no playbook to use in these folders."), code: .unreadable) }
    return chosen
  }

  private mutating func open(_ path: String) -> ReadPlaybook? {
    if let known = read[path] { return known }
    guard !unusable.contains(path) else { return nil }
    guard let playbook = try? ReadPlaybook(path, hint: ""), !playbook.compilation.hasErrors, playbook.plan.main.first != nil, playbook.plan.isEnabled else {
      unusable.insert(path)
      return nil
    }
    read[path] = playbook
    return playbook
  }
}
