import Channels
import Foundation
import Sandbox
import Testing

@Suite("The sandbox's journal")
struct SandboxJournalTests {
  private func errand(_ key: String) -> Errand {
    Errand(
      key: key, kind: .action, subject: "A-1", action: "remind", party: nil, channel: nil, arguments: [:], text: nil, fact: nil, attempt: 1, outcomes: ["done"])
  }

  @Test func `what was written is there when the file is opened again`() throws {
    let path = temporaryFile("journal")
    let report = ErrandReport(outcome: "done", facts: ["stock": "Left", "weather": nil], detail: "so it was")
    let journal = try SandboxJournal(path: path)
    #expect(try journal.carryOut(errand("k1"), report: report) == report)
    _ = try journal.carryOut(errand("k2"), report: ErrandReport(outcome: "failed"))
    #expect(try journal.carryOut(errand("k1"), report: ErrandReport(outcome: "other")) == report)
    try journal.acknowledge("order-1", caseID: "C-000001")
    try journal.acknowledge("order-2", caseID: nil)

    let again = try SandboxJournal(path: path)
    #expect(again.carried == journal.carried)
    #expect(again.carried.map(\.key) == ["k1", "k2"])
    #expect(again.carried.map(\.repeats) == [1, 0])
    #expect(again.carried[0].report == report)
    #expect(again.acknowledged == ["order-1": "C-000001", "order-2": ""])
    #expect(try again.carryOut(errand("k1"), report: ErrandReport(outcome: "other")) == report)
  }

  @Test func `a line that was broken off is left out, and the next one stands on its own`() throws {
    let path = temporaryFile("journal")
    let journal = try SandboxJournal(path: path)
    try journal.acknowledge("order-1", caseID: "C-000001")
    let whole = try #require(FileManager.default.contents(atPath: path))
    try (whole + Data(#"{"kind":"acknowledged","na"#.utf8)).write(to: URL(fileURLWithPath: path))
    try SandboxJournal(path: path).acknowledge("order-2", caseID: "C-000002")
    #expect(try SandboxJournal(path: path).acknowledged == ["order-1": "C-000001", "order-2": "C-000002"])
  }

  @Test func `errands handed over at once are carried out once each`() async throws {
    let path = temporaryFile("journal")
    let journal = try SandboxJournal(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...200 {
        group.addTask { _ = try journal.carryOut(errand("k\(number % 50)"), report: ErrandReport(outcome: "done")) }
      }
      try await group.waitForAll()
    }
    let again = try SandboxJournal(path: path)
    #expect(again.carried.count == 50)
    #expect(again.carried.allSatisfy { $0.repeats == 3 })
  }

  @Test func `a journal that can't be opened says so`() {
    #expect(throws: SandboxJournal.Unwritable.self) { try SandboxJournal(path: "/no/such/directory/journal") }
  }
}
