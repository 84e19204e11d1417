import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with drafts of playbooks: one suite, run for each `LedgerMaker`.
@Suite("Drafts exercise")
struct DraftExercise {
  private func draft(_ playbook: String = "refund", _ text: String = "# A\n", by author: String = "li", at: Int64 = 0) -> PlaybookDraft {
    PlaybookDraft(
      playbook: playbook, sources: [SourceText(path: "\(playbook).md", text: text), SourceText(path: "../words.md", text: "'\"\\ 中文 🙂")], author: author,
      at: minutes(at))
  }

  @Test("a draft is kept where there is none, and changed by whoever has seen it", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withDrafts { ledger async throws in
      let first = draft()
      #expect(try await ledger.keepDraft(first, insteadOf: nil))
      #expect(try await ledger.readDraft(of: "refund") == first)
      #expect(try await ledger.keepDraft(draft("refund", "# B\n"), insteadOf: nil) == false, "there is one already")
      #expect(try await ledger.keepDraft(draft("refund", "# B\n"), insteadOf: "something else") == false)
      #expect(try await ledger.readDraft(of: "refund") == first)
      let second = draft("refund", "# B\n", by: "wang", at: 3)
      #expect(try await ledger.keepDraft(second, insteadOf: first.tag))
      #expect(try await ledger.readDraft(of: "refund") == second)
      #expect(try await ledger.dropDraft(of: "refund", tag: first.tag) == false)
      #expect(try await ledger.dropDraft(of: "refund", tag: second.tag))
      #expect(try await ledger.readDraft(of: "refund") == nil)
      #expect(try await ledger.keepDraft(second, insteadOf: first.tag) == false, "it is gone")
    }
  }

  @Test("drafts are listed by playbook", arguments: LedgerMaker.allCases)
  func listing(maker: LedgerMaker) async throws {
    try await maker.withDrafts { ledger async throws in
      #expect(try await ledger.listDrafts() == [])
      #expect(try await ledger.countDrafts() == 0)
      for name in ["b", "流程", "a"] { #expect(try await ledger.keepDraft(draft(name), insteadOf: nil)) }
      #expect(try await ledger.listDrafts().map(\.playbook) == ["a", "b", "流程"])
      #expect(try await ledger.listDrafts().first == ListedDraft(playbook: "a", author: "li", at: minutes(0), files: ["a.md", "../words.md"]))
      #expect(try await ledger.countDrafts() == 3)
    }
  }

  @Test("the tag follows from names and texts alone")
  func tag() {
    #expect(draft().tag == draft(by: "wang", at: 9).tag)
    #expect(draft().tag != draft("refund", "# B\n").tag)
  }
}

extension LedgerMaker {
  fileprivate func withDrafts(_ use: (any DraftLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
