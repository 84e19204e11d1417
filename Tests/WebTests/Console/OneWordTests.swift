import Foundation
import Ledger
import Playbook
import Testing

@testable import Web

/// One word for one thing, on whichever page it stands (GLOSSARY.md).
@Suite("One word for one thing in the console")
struct OneWordTests {
  /// Keys of several nouns that name the same thing.
  private static let same: [[String]] = [
    ["case-phase-open", "cases-phase-open", "aside-phase-open"],
    ["case-phase-settling", "cases-phase-settling", "aside-phase-settling", "parents-settling"],
    ["case-phase-closed", "cases-phase-closed", "aside-phase-closed", "parents-closed"],
    ["work-stage-waiting", "wall-waiting", "wall-waiting-all", "wall-state-waiting"],
    ["work-stage-offered", "wall-offered", "wall-state-offered"],
    ["work-stage-assigned", "wall-assigned", "wall-assigned-all", "wall-state-assigned"],
    ["work-queue-any", "wall-queue-any"],
    ["work-kind-fact", "case-task-fact"], ["work-kind-hand-off", "case-task-hand-off"], ["work-kind-review", "case-task-review"],
    ["work-kind-approval", "case-task-approval", "approvals-title", "wall-approvals-all", "proposals-state-waiting"],
    ["work-kind-reconcile", "case-task-reconcile"],
    ["work-accept", "case-offer-accept"], ["work-reject", "case-offer-reject"],
    ["work-queues", "wall-queues", "teams-queues"], ["work-due", "wall-due", "approvals-due"],
    ["incidents-retry", "case-repair-retry"], ["incidents-skip", "case-repair-skip"], ["incidents-move", "case-repair-move"],
    ["wall-is-met", "figures-met"], ["wall-is-missed", "figures-missed"], ["parents-stuck", "wall-stuck-all"],
    ["cases-new-title", "work-open-case"], ["accounts-role", "tokens-role"],
  ]

  @Test(arguments: same)
  func `the same thing is called the same`(keys: [String]) {
    for words in [ConsoleWords.chinese, ConsoleWords.english] {
      let missing = keys.filter { !words.keys.contains($0) }
      #expect(missing.isEmpty)
      #expect(Set(keys.map { words.text($0).lowercased() }).count == 1, "\(keys.map { "\($0): \(words.text($0))" })")
    }
  }

  @Test(arguments: Presence.Status.allCases)
  func `a presence is called as the glossary has it, in the inbox and on the wall`(status: Presence.Status) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let glossary = try String(contentsOf: root.appendingPathComponent("GLOSSARY.md"), encoding: .utf8)
    let row = try #require(glossary.split(separator: "\n").first { $0.hasPrefix("| presence |") })
    let keys = ["work-status-\(status.rawValue)", "wall-presence-\(status.rawValue)"]
    let chinese = Set(keys.map { ConsoleWords.chinese.text($0) })
    #expect(chinese.count == 1 && row.contains("\(status.rawValue) \(chinese.first ?? "")"), "\(chinese)")
    #expect(Set(keys.map { ConsoleWords.english.text($0).lowercased() }) == [status.rawValue])
  }

  /// Words that stand for what has another word, and the familiar "you" beside the polite one.
  @Test(arguments: ["忙碌", "离线", "进行中", "立单", "结案", "岗位", "期限", "你"])
  func `no page says it otherwise`(word: String) {
    let found = ConsoleWords.chinese.keys.filter { ConsoleWords.chinese.text($0).contains(word) }
    #expect(found.isEmpty)
  }
}
