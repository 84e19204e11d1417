import Casework
import Ledger
import LedgerSQLite
import Playbook
import Synchronization
import Testing

@Suite("Putting archives back in pages")
struct ArchivePuttingTests {
  private let note = AuditNote(at: morning, who: "operator:test", what: .casesPutBack, about: "archive:one")

  /// A ledger that gives up behind so many pages.
  private struct Unsteady: ArchiveLedger {
    let inner: any ArchiveLedger
    let pages: Int
    let sizes = Sizes()

    final class Sizes: Sendable {
      private let kept = Mutex<[Int]>([])
      var all: [Int] { kept.withLock { $0 } }
      func add(_ size: Int) { kept.withLock { $0.append(size) } }
    }

    func archivedCase(_ id: CaseID) async throws(LedgerError) -> ArchivedCase? { try await inner.archivedCase(id) }
    func readPlacedTurns(of id: CaseID) async throws(LedgerError) -> [PlacedTurn] { try await inner.readPlacedTurns(of: id) }
    func takeOut(_ cases: [LeavingCase], noting notes: [AuditNote]) async throws(LedgerError) -> Set<CaseID> { try await inner.takeOut(cases, noting: notes) }
    func look(at cases: [ReturningCase]) async throws(LedgerError) -> PutBack { try await inner.look(at: cases) }

    func putBack(_ cases: [ReturningCase], noting notes: [AuditNote]) async throws(LedgerError) -> PutBack {
      guard sizes.all.count < pages else { throw .unavailable("the disk is full") }
      sizes.add(cases.count)
      return try await inner.putBack(cases, noting: notes)
    }
  }

  private func empty(_ maker: LedgerMaker, _ folder: String) throws -> any Ledger & ArchiveLedger & AuditLedger {
    switch maker {
    case .memory: return MemoryLedger()
    case .sqlite: return try SQLiteLedger(path: folder + "/ledger.db")
    }
  }

  /// An archive of so many cases, from a ledger of its own.
  private func archive(_ count: Int, in folder: String) async throws -> (reader: ArchiveReader, ids: [CaseID]) {
    let ledger = MemoryLedger()
    let scarves = try await ScarfCases(in: ledger)
    for number in 1...count { try await scarves.open("C-\(100_000 + number)", isFound: true) }
    let ids = await ledger.listCases(CaseFilter(limit: count)).map(\.id)
    _ = try await ArchiveMaking(ledger).write(ids, into: folder + "/one", selection: .init(), at: days(40))
    return (try ArchiveReader(folder + "/one"), ids)
  }

  @Test(arguments: LedgerMaker.allCases)
  func `T-17 broken off, it goes on where it was, and the note goes with the last page`(maker: LedgerMaker) async throws {
    try await withFolder { folder async throws in
      let (reader, ids) = try await archive(230, in: folder)
      let ledger = try empty(maker, folder)
      let first = Unsteady(inner: ledger, pages: 1)
      await #expect(throws: ArchiveError.ledger(.unavailable("the disk is full"))) { try await reader.putBack(into: first, noting: note) }
      #expect(first.sizes.all == [100])
      #expect(try await ledger.readAudit(after: 0, limit: 9).isEmpty, "it hasn't come back")
      let second = Unsteady(inner: ledger, pages: 9)
      let back = try await reader.putBack(into: second, noting: note)
      #expect(second.sizes.all == [100, 30] && back.returned.count == 130 && back.present.count == 100 && back.conflicts.isEmpty)
      #expect(Set(back.returned + back.present) == Set(ids))
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note) == [note])
      let third = Unsteady(inner: ledger, pages: 9)
      #expect(try await reader.putBack(into: third, noting: note).present.count == 230)
      #expect(third.sizes.all.isEmpty, "nothing is left to be written")
      #expect(try await ledger.readAudit(after: 0, limit: 9).count == 1)
    }
  }

  @Test(arguments: LedgerMaker.allCases)
  func `a conflict on the last page keeps the first one from coming back`(maker: LedgerMaker) async throws {
    try await withFolder { folder async throws in
      let (reader, ids) = try await archive(110, in: folder)
      let ledger = try empty(maker, folder)
      let last = try #require(ids.last)
      var other = CaseScript(last.text, subject: "ours")
      _ = try await ledger.commit([try other.entry("open", other.opening)])
      let outcome = try await reader.putBack(into: ledger, noting: note)
      #expect(outcome.returned.isEmpty && outcome.conflicts.contains(last))
      #expect(try await ledger.listCases(CaseFilter()).map(\.id) == [last])
    }
  }
}
