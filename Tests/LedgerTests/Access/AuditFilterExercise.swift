import Ledger
import LedgerSQLite
import Playbook
import Testing

/// How every ledger's audit is looked through: one suite, run for each `LedgerMaker`.
@Suite("Audit filter exercise")
struct AuditFilterExercise {
  /// Who did what to what, a minute apart; the last one by a clock that ran back.
  private let notes = [
    AuditNote(at: minutes(1), who: "account:li", what: .loggedIn, about: "account:li"),
    AuditNote(at: minutes(2), who: "account:lina", what: .unmasked, about: "case:C-000001", detail: "phone: asked for it"),
    AuditNote(at: minutes(3), who: "token:abc", what: .workAssigned, about: "case:C-000001/k2"),
    AuditNote(at: minutes(4), who: "account:li", what: .loggedOut, about: "account:li"),
    AuditNote(at: minutes(2), who: "account:li", what: .unmasked, about: "case:C-000002"),
  ]

  @Test(
    "each condition holds, all of them together, in either order",
    arguments: LedgerMaker.allCases,
    [
      (AuditFilter(), [1, 2, 3, 4, 5]), (AuditFilter(isNewestFirst: true), [5, 4, 3, 2, 1]), (AuditFilter(isNewestFirst: true, limit: 2), [5, 4]),
      (AuditFilter(limit: 0), []), (AuditFilter(limit: -1), []),
      (AuditFilter(who: .exactly("account:li")), [1, 4, 5]), (AuditFilter(who: .exactly("account:l")), []),
      (AuditFilter(who: AuditFilter.Name(pattern: "account:li*")), [1, 2, 4, 5]), (AuditFilter(who: .beginning("token:")), [3]),
      (AuditFilter(who: .beginning("")), [1, 2, 3, 4, 5]), (AuditFilter(who: .exactly("' OR 1 --")), []),
      (AuditFilter(what: .unmasked, isNewestFirst: true), [5, 2]), (AuditFilter(about: .beginning("case:C-000001")), [2, 3]),
      (AuditFilter(from: minutes(2)), [2, 3, 4, 5]), (AuditFilter(until: minutes(2)), [1]), (AuditFilter(from: minutes(2), until: minutes(3)), [2, 5]),
      (AuditFilter(after: 2), [3, 4, 5]), (AuditFilter(before: 3, isNewestFirst: true), [2, 1]), (AuditFilter(after: 1, before: 5, limit: 2), [2, 3]),
      (AuditFilter(who: .exactly("account:li"), what: .unmasked, about: .exactly("case:C-000002"), from: minutes(1), until: minutes(9), after: 1), [5]),
    ] as [(AuditFilter, [Int])])
  func conditions(maker: LedgerMaker, wanted: (AuditFilter, [Int])) async throws {
    try await maker.withAudit { ledger in
      _ = try await ledger.appendAudit(notes)
      #expect(try await ledger.listAudit(wanted.0).map(\.number) == wanted.1)
    }
  }

  @Test("what is found is as it stands in the chain", arguments: LedgerMaker.allCases)
  func whole(maker: LedgerMaker) async throws {
    try await maker.withAudit { ledger in
      let entries = try await ledger.appendAudit(notes)
      #expect(try await ledger.listAudit(AuditFilter(what: .unmasked)) == [entries[1], entries[4]])
      var walk = AuditChain.Walk(after: entries[1])
      try walk.pass(try await ledger.listAudit(AuditFilter(after: 2)))
      #expect(walk.last == 5 && walk.head == entries[4].digest)
      var beside = AuditChain.Walk(after: entries[0])
      var fault: AuditChain.Fault?
      do throws(AuditChain.Fault) { try beside.pass([entries[2]]) } catch { fault = error }
      #expect(fault == .gap(after: 1, found: 3))
    }
  }
}
