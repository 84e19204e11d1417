import Ledger
import Playbook
import Testing

extension LedgerExercise {
  private func version(_ version: String, of id: String = "cold-food", at: Instant = morning) -> PublishedPlaybook {
    let sources = [SourceText(path: "\(id).md", text: "# 菜凉了 \"\(version)\"\n"), SourceText(path: "vocabulary.md", text: "## 事实\n")]
    return PublishedPlaybook(id: id, version: version, title: "菜凉了", publishedAt: at, sources: sources)
  }

  @Test("versions stay on the shelf, one of each playbook is current", arguments: LedgerMaker.allCases)
  func shelf(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      try await ledger.putPlaybook(version("v1"))
      try await ledger.putPlaybook(version("v2"))
      try await ledger.putPlaybook(version("w1", of: "broken-door"))
      #expect(try await ledger.currentVersion(of: "cold-food") == "v2")
      #expect(try await ledger.currentVersion(of: "nothing") == nil)
      #expect(try await ledger.readPlaybook(version: "v1") == version("v1"))
      #expect(try await ledger.readPlaybook(version: "v9") == nil)
      #expect(try await ledger.listPlaybooks() == [version("w1", of: "broken-door"), version("v2")])
    }
  }

  @Test("the same version again changes nothing but the current mark", arguments: LedgerMaker.allCases)
  func sameVersionAgain(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      try await ledger.putPlaybook(version("v1"))
      try await ledger.putPlaybook(version("v2"))
      try await ledger.putPlaybook(version("v1", at: minutes(9)))
      #expect(try await ledger.currentVersion(of: "cold-food") == "v1")
      #expect(try await ledger.readPlaybook(version: "v1")?.publishedAt == morning)
      #expect(try await ledger.listPlaybooks() == [version("v1")])
    }
  }
}
