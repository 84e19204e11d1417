import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with the audit: one suite, run for each `LedgerMaker`.
@Suite("Audit exercise")
struct AuditExercise {
  private func note(_ number: Int, detail: String? = nil) -> AuditNote {
    AuditNote(at: minutes(Int64(number)), who: "account:admin", what: .accountAdded, about: "account:u\(number)", detail: detail)
  }

  @Test("entries are numbered from 1, each sealing those before it", arguments: LedgerMaker.allCases)
  func chain(maker: LedgerMaker) async throws {
    try await maker.withAudit { ledger in
      #expect(try await ledger.auditHead() == nil)
      #expect(try await ledger.appendAudit([]).isEmpty)
      #expect(try await ledger.readAudit(after: 0, limit: 10).isEmpty)
      let first = try await ledger.appendAudit([note(1), note(2, detail: "")])
      let second = try await ledger.appendAudit([note(3, detail: "role agent 客服")])
      #expect((first + second).map(\.number) == [1, 2, 3])
      #expect(first[0].digest == AuditChain.digest(of: note(1), number: 1, after: AuditChain.start))
      let all = try await ledger.readAudit(after: 0, limit: 10)
      #expect(all == first + second)
      #expect(all.map(\.note.detail) == [nil, "", "role agent 客服"])
      #expect(try await ledger.readAudit(after: 1, limit: 1) == [first[1]])
      #expect(try await ledger.readAudit(after: 3, limit: 10).isEmpty)
      #expect(try await ledger.auditHead() == second[0])
      var walk = AuditChain.Walk()
      try walk.pass(first)
      try walk.pass(second)
      #expect(walk.last == 3 && walk.head == second[0].digest)
    }
  }

  @Test("every action is kept as it is", arguments: LedgerMaker.allCases)
  func actions(maker: LedgerMaker) async throws {
    try await maker.withAudit { ledger in
      let notes = AuditAction.allCases.map { AuditNote(at: morning, who: "operator:root", what: $0, about: "ledger") }
      _ = try await ledger.appendAudit(notes)
      #expect(try await ledger.readAudit(after: 0, limit: 100).map(\.note) == notes)
    }
  }

  @Test("of many at once none is lost", arguments: LedgerMaker.allCases)
  func race(maker: LedgerMaker) async throws {
    try await maker.withAudit { ledger in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...20 { group.addTask { _ = try await ledger.appendAudit([note(number), note(number)]) } }
        try await group.waitForAll()
      }
      var walk = AuditChain.Walk()
      try walk.pass(try await ledger.readAudit(after: 0, limit: 100))
      #expect(walk.last == 40)
    }
  }
}

@Suite("Audit chain")
struct AuditChainTests {
  private let entries = MadeChain.entries(5)

  private func fault(_ entries: [AuditEntry]) -> AuditChain.Fault? {
    var walk = AuditChain.Walk()
    do throws(AuditChain.Fault) {
      try walk.pass(entries)
      return nil
    } catch { return error }
  }

  @Test func `an entry that was removed, altered, inserted or moved is found`() {
    #expect(fault(entries) == nil)
    var without = entries
    without.remove(at: 2)
    #expect(fault(without) == .gap(after: 2, found: 4))
    var altered = entries
    let third = altered[2]
    altered[2] = AuditEntry(
      number: 3, note: AuditNote(at: third.note.at, who: "account:somebody", what: third.note.what, about: third.note.about), digest: third.digest)
    #expect(fault(altered) == .altered(3))
    // Sealed again, it no longer fits what stands behind it.
    altered[2] = AuditEntry(
      number: 3, note: altered[2].note, digest: AuditChain.digest(of: altered[2].note, number: 3, after: altered[1].digest))
    #expect(fault(altered) == .altered(4))
    var inserted = entries
    inserted.insert(AuditEntry(number: 3, note: third.note, digest: third.digest), at: 2)
    #expect(fault(inserted) == .gap(after: 3, found: 3))
    var swapped = entries
    swapped.swapAt(1, 2)
    #expect(fault(swapped) == .gap(after: 1, found: 3))
    #expect(fault(Array(entries.dropFirst())) == .gap(after: 0, found: 2))
  }

  @Test func `what was cut off at the end is found by an end that was noted before`() throws {
    var walk = AuditChain.Walk()
    try walk.pass(Array(entries.dropLast()))
    #expect(walk.last == 4 && walk.head != entries[4].digest, "the chain alone is sound")
  }

  @Test func `no two notes are written the same`() {
    let plain = AuditNote(at: morning, who: "ab", what: .exported, about: "c")
    func digest(_ note: AuditNote, _ number: Int = 1) -> [UInt8] { AuditChain.digest(of: note, number: number, after: AuditChain.start) }
    let others = [
      AuditNote(at: morning, who: "a", what: .exported, about: "bc"), AuditNote(at: morning, who: "ab", what: .exported, about: "c", detail: ""),
      AuditNote(at: morning, who: "ab", what: .erased, about: "c"), AuditNote(at: minutes(1), who: "ab", what: .exported, about: "c"),
      AuditNote(at: Instant(milliseconds: -morning.milliseconds), who: "ab", what: .exported, about: "c"),
    ]
    #expect(Set(others.map { digest($0) } + [digest(plain), digest(plain, 2)]).count == 7)
    // Spelt differently in Unicode, equal to Swift: not to the seal.
    let (one, other) = ("\u{E9}", "e\u{301}")
    #expect(one == other)
    let spelt = [one, other].map { digest(AuditNote(at: morning, who: $0, what: .erased, about: "")) }
    #expect(spelt[0] != spelt[1])
  }

  @Test func `the seal is what the page says it is`() {
    // Worked out with another program: sha256 over the bytes that docs/data.md describes.
    let note = AuditNote(at: Instant(milliseconds: 1), who: "a", what: .erased, about: "b", detail: "c")
    let digest = AuditChain.digest(of: note, number: 1, after: AuditChain.start)
    let text = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(text == "44dd72ef5eb37cc0950bd1e72b163a3750d03be483f97a44d1cb6aad5112cf88")
  }
}

/// A sound chain.
private enum MadeChain {
  static func entries(_ count: Int) -> [AuditEntry] {
    var previous = AuditChain.start
    return (1...count).map { number in
      let note = AuditNote(at: minutes(Int64(number)), who: "account:admin", what: .tokenAdded, about: "token:t\(number)")
      previous = AuditChain.digest(of: note, number: number, after: previous)
      return AuditEntry(number: number, note: note, digest: previous)
    }
  }
}

extension LedgerMaker {
  func withAudit(_ use: (any AuditLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
