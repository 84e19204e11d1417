import Casework
import Ledger
import Playbook
import Testing

extension LedgerExercise {
  private func proposal(_ version: String, at: Instant = morning, author: String = "小李") -> Proposal {
    Proposal(
      version: version, playbook: "cold-food", title: "菜凉了", planDigest: "d-\(version)", author: author, at: at,
      sources: [SourceText(path: "cold-food.md", text: "# 菜凉了 \(version)\n")])
  }

  /// As lists have it.
  private func listed(_ version: String, at: Instant = morning) -> Proposal {
    Proposal(version: version, playbook: "cold-food", title: "菜凉了", planDigest: "d-\(version)", author: "小李", at: at, sources: [])
  }

  private func withVersions(_ maker: LedgerMaker, _ body: (any Ledger & VersionLedger) async throws -> Void) async throws {
    try await maker.withLedger { ledger in try await body(try #require(ledger as? any Ledger & VersionLedger)) }
  }

  @Test("proposals are kept as they came, the newest first, the same version once", arguments: LedgerMaker.allCases)
  func proposals(maker: LedgerMaker) async throws {
    try await withVersions(maker) { ledger in
      try await ledger.putProposal(proposal("v1"))
      try await ledger.putProposal(proposal("v2", at: minutes(5)))
      try await ledger.putProposal(proposal("v1", at: minutes(9), author: "小张"))
      #expect(try await ledger.listProposals(of: "cold-food") == [listed("v2", at: minutes(5)), listed("v1")])
      #expect(try await ledger.readProposal(version: "v1") == proposal("v1"))
      #expect(try await ledger.readProposal(version: "v") == nil)
      #expect(try await ledger.listProposals(of: nil).count == 2)
      #expect(try await ledger.listProposals(of: "broken-door").isEmpty)
    }
  }

  @Test("proposals wait until somebody else approves them, or the playbook is published", arguments: LedgerMaker.allCases)
  func waitingProposals(maker: LedgerMaker) async throws {
    try await withVersions(maker) { ledger in
      for (number, version) in ["v1", "v2", "v3"].enumerated() { try await ledger.putProposal(proposal(version, at: minutes(Int64(number)))) }
      #expect(try await ledger.countWaitingProposals(of: "cold-food") == 3)
      #expect(try await ledger.countWaitingProposals(of: "broken-door") == 0)
      try await ledger.putApproval(Approval(version: "v1", planDigest: "d", approver: "小李", at: minutes(3)))
      #expect(try await ledger.countWaitingProposals(of: "cold-food") == 3, "its author can't")
      try await ledger.putApproval(Approval(version: "v1", planDigest: "d", approver: "小张", at: minutes(3)))
      #expect(try await ledger.countWaitingProposals(of: "cold-food") == 2)
      try await ledger.putPlaybook(PublishedPlaybook(id: "cold-food", version: "v1", title: "菜凉了", publishedAt: minutes(4), sources: []))
      _ = try await ledger.putPublication(Publication(playbook: "cold-food", version: "v1", former: nil, publisher: "小王", at: minutes(4)))
      #expect(try await ledger.countWaitingProposals(of: "cold-food") == 0, "they are older than what is published")
      try await ledger.putProposal(proposal("v4", at: minutes(5)))
      #expect(try await ledger.countWaitingProposals(of: "cold-food") == 1)
    }
  }

  @Test("approvals are kept in order, one of each person", arguments: LedgerMaker.allCases)
  func approvals(maker: LedgerMaker) async throws {
    try await withVersions(maker) { ledger in
      try await ledger.putProposal(proposal("v1"))
      let first = Approval(version: "v1", planDigest: "d", approver: "小张", at: minutes(1))
      let second = Approval(version: "v1", planDigest: "d", approver: "小陈", at: minutes(2))
      for approval in [first, second, Approval(version: "v1", planDigest: "e", approver: "小张", at: minutes(3))] { try await ledger.putApproval(approval) }
      #expect(try await ledger.listApprovals(of: "v1") == [first, second])
      #expect(try await ledger.listApprovals(of: "v2").isEmpty)
    }
  }

  @Test("publications are numbered, and plan digests stay what they were", arguments: LedgerMaker.allCases)
  func publications(maker: LedgerMaker) async throws {
    try await withVersions(maker) { ledger in
      for version in ["v1", "v2"] {
        try await ledger.putPlaybook(PublishedPlaybook(id: "cold-food", version: version, title: "菜凉了", publishedAt: morning, sources: []))
      }
      #expect(try await ledger.putPublication(Publication(playbook: "cold-food", version: "v1", former: nil, publisher: "小王", at: morning)) == 1)
      let second = Publication(number: 2, playbook: "cold-food", version: "v2", former: "v1", publisher: "小王", at: minutes(1), undoes: 1)
      #expect(try await ledger.putPublication(second) == 2)
      #expect(try await ledger.listPublications(of: "cold-food").first == second)
      #expect(try await ledger.listPublications(of: "cold-food").map(\.number) == [2, 1])
      #expect(Set(try await ledger.listVersions(of: "cold-food").map(\.version)) == ["v1", "v2"])
      try await ledger.putPlanDigest("one", of: "v1")
      try await ledger.putPlanDigest("other", of: "v1")
      #expect(try await ledger.planDigest(of: "v1") == "one")
      #expect(try await ledger.planDigest(of: "v2") == nil)
    }
  }

  @Test("open cases of a playbook are read in pages, by their ids", arguments: LedgerMaker.allCases)
  func openCasesInPages(maker: LedgerMaker) async throws {
    try await withVersions(maker) { ledger in
      var entries = [try CaseScript.opened("C-9").entry, try CaseScript.opened("C-2").entry, try CaseScript.opened("C-5").entry]
      entries.append(try CaseScript.opened("C-7") { _ in [.closedNow] }.entry)
      _ = try await ledger.commit(entries)
      #expect(try await ledger.openCases(of: "cold-food", after: nil, limit: 2).map(\.id.text) == ["C-2", "C-5"])
      #expect(try await ledger.openCases(of: "cold-food", after: CaseID("C-5"), limit: 2).map(\.id.text) == ["C-9"])
      #expect(try await ledger.openCases(of: "cold-food", after: CaseID("C-9"), limit: 2).isEmpty)
      #expect(try await ledger.openCases(of: "broken-door", after: nil, limit: 9).isEmpty)
      #expect(try await ledger.openCases(of: "cold-food", after: nil, limit: 9).map(\.version) == ["v1", "v1", "v1"])
      #expect(try await ledger.countOpenCases(of: "cold-food") == ["v1": 3])
      #expect(try await ledger.countOpenCases() == ["cold-food": 3])
    }
  }
}
