import Ledger
import Playbook
import Testing

@testable import Casework

extension LedgerExercise {
  @Test("cases are listed newest first, by phase, playbook and incident", arguments: LedgerMaker.allCases)
  func listing(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = try CaseScript.opened("C-000009")
      let two = try CaseScript.opened("C-000010", at: minutes(1)) { _ in [.incidentRaised(Incident(kind: .noBranch, about: "door"))] }
      var other = CaseScript("C-1000000", playbook: "late-food")
      let third = try other.entry("open-other", at: minutes(2), other.opening)
      let closing = try one.script.entry("close", at: minutes(3), .closedNow)
      #expect(try await ledger.commit([one.entry, two.entry, third, closing]) == [.committed, .committed, .committed, .committed])

      func numbers(_ filter: CaseFilter) async throws -> [Int] { try await ledger.listCases(filter).map(\.id.number) }
      #expect(try await numbers(CaseFilter()) == [1_000_000, 10, 9])
      #expect(try await numbers(CaseFilter(limit: 2)) == [1_000_000, 10])
      #expect(try await numbers(CaseFilter(limit: 0)) == [])
      #expect(try await numbers(CaseFilter(phases: [.open, .settling])) == [1_000_000, 10])
      #expect(try await numbers(CaseFilter(phases: [.closed])) == [9])
      #expect(try await numbers(CaseFilter(phases: [])) == [])
      #expect(try await numbers(CaseFilter(playbook: "cold-food")) == [10, 9])
      #expect(try await numbers(CaseFilter(phases: [.open], playbook: "cold-food", onlyIncidents: true)) == [10])
      #expect(try await ledger.highestCaseNumber() == 1_000_000)
      #expect(
        try await ledger.listCases(CaseFilter(phases: [.closed]))
          == [
            CaseSummary(
              id: one.script.id, playbook: "cold-food", version: "v1", subject: one.script.subject, phase: .closed, hasIncident: false, openTasks: 0,
              openedAt: morning, changedAt: minutes(3))
          ])
    }
  }

  @Test("a list says how many tasks are open", arguments: LedgerMaker.allCases)
  func openTasks(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { _ in [.taskOpened(Samples.task)] }
      _ = try await ledger.commit([opened.entry])
      #expect(try await ledger.listCases(CaseFilter()).map(\.openTasks) == [1])
    }
  }
}
