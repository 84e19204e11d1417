import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with archives: one suite, run for each `LedgerMaker`.
@Suite("Archive exercise")
struct ArchiveExercise {
  private let note = AuditNote(at: morning, who: "operator:test", what: .casesTakenOut, about: "archive:one")

  @Test(arguments: LedgerMaker.allCases)
  func `T-17 archived, taken out and put back, cases are what they were, byte for byte`(maker: LedgerMaker) async throws {
    try await maker.withArchives { ledger, folder async throws in
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000001", isFound: true)
      try await scarves.open("C-000002", isFound: false)
      try await scarves.tell("C-000002", "wrote", .wrote(.note("a “note”\nof two lines")), at: minutes(1))
      try await scarves.close("C-000002", at: minutes(2))
      try await scarves.tell("C-000001", "tie", .link(CaseID("C-000002"), .reopenedBy), at: minutes(3))
      try await scarves.open("C-000003", isFound: false, at: minutes(4))
      let ids = [CaseID("C-000002"), CaseID("C-000001")]
      var before: [CaseID: [PlacedTurn]] = [:]
      for id in ids { before[id] = try await ledger.readPlacedTurns(of: id) }
      let states = [try await ledger.readCase(ids[0]), try await ledger.readCase(ids[1])]

      let manifest = try await ArchiveMaking(ledger).write(ids, into: folder + "/one", selection: .init(), at: days(40))
      #expect(manifest.cases == 2 && manifest.turns == 5 && manifest.name == "one")
      #expect(try await ledger.readCase(ids[0]) == states[0], "cases stay unless they are taken out")
      let reader = try ArchiveReader(folder + "/one")
      try reader.check()

      let (left, stayed) = try await reader.takeOut(of: ledger, at: days(40)) { _ in note }
      #expect(left == 2 && stayed.isEmpty)
      #expect(try await ledger.readCase(ids[0]) == nil)
      #expect(try await ledger.readTurns(of: ids[1]).isEmpty)
      #expect(try await ledger.listCases(CaseFilter()).map(\.id) == [CaseID("C-000003")])
      let mark = try #require(try await ledger.archivedCase(ids[0]))
      #expect(mark.archive == "one" && mark.subject == "A-C-000002" && mark.closedAt == minutes(2) && mark.recordClass == .complaint)
      #expect(try await ledger.caseOfSignal(SignalID("wrote")) == ids[0], "a signal that comes again is still known")
      #expect(try await ledger.rebuild().differences.isEmpty)
      #expect(try await ledger.readTurns(after: 0, limit: 9).map(\.caseID) == [CaseID("C-000003")])
      let (again, none) = try await reader.takeOut(of: ledger, at: days(40)) { _ in note }
      #expect(again == 0 && none.isEmpty)

      let back = try await reader.putBack(into: ledger, noting: note)
      #expect(Set(back.returned) == Set(ids) && back.present.isEmpty && back.conflicts.isEmpty)
      for id in ids { #expect(try await ledger.readPlacedTurns(of: id) == before[id]) }
      #expect([try await ledger.readCase(ids[0]), try await ledger.readCase(ids[1])] == states)
      #expect(try await ledger.archivedCase(ids[0]) == nil)
      #expect(try await ledger.rebuild().differences.isEmpty)
      #expect(try await ledger.readTurns(after: 0, limit: 9).map(\.position) == [1, 2, 3, 4, 5, 6])

      let twice = try await reader.putBack(into: ledger, noting: note)
      #expect(twice.returned.isEmpty && Set(twice.present) == Set(ids))
      #expect(try await ledger.readTurns(after: 0, limit: 9).count == 6)
    }
  }

  @Test(arguments: LedgerMaker.allCases)
  func `the number of an archived case isn't given again`(maker: LedgerMaker) async throws {
    try await maker.withArchives { ledger, folder async throws in
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000009", isFound: true)
      try await scarves.open("C-000001", isFound: false)
      _ = try await ArchiveMaking(ledger).write([CaseID("C-000009")], into: folder + "/one", selection: .init(), at: days(40))
      let (left, _) = try await ArchiveReader(folder + "/one").takeOut(of: ledger, at: days(40)) { _ in note }
      #expect(left == 1)
      #expect(try await ledger.highestCaseNumber() == 9)
    }
  }

  @Test(arguments: LedgerMaker.allCases)
  func `what is young, has changed since, or has the newest entry stays`(maker: LedgerMaker) async throws {
    try await maker.withArchives { ledger, folder async throws in
      let scarves = try await ScarfCases(in: ledger)
      for number in 1...3 { try await scarves.open("C-00000\(number)", isFound: true, at: days(number == 1 ? 0 : 1)) }
      let ids = try await ledger.listCases(CaseFilter()).map(\.id)
      _ = try await ArchiveMaking(ledger).write(ids, into: folder + "/one", selection: .init(), at: days(2))
      let reader = try ArchiveReader(folder + "/one")
      let young = try await reader.takeOut(of: ledger, at: days(31)) { _ in note }
      #expect(young.left == 1 && young.stayed.map(\.text) == ["C-000002", "C-000003"], "31 days behind the closing")
      try await scarves.tell("C-000002", "tie", .link(CaseID("C-000003"), .child), at: days(32))
      let changed = try await reader.takeOut(of: ledger, at: days(60)) { _ in note }
      #expect(changed.left == 1 && changed.stayed.map(\.text) == ["C-000002"])
      // It has all that the archive has, and the newest entry too.
      _ = try await ArchiveMaking(ledger).write([CaseID("C-000002")], into: folder + "/two", selection: .init(), at: days(60))
      let newest = try await ArchiveReader(folder + "/two").takeOut(of: ledger, at: days(90)) { _ in note }
      #expect(newest.left == 0 && newest.stayed.map(\.text) == ["C-000002"])
    }
  }

  @Test(arguments: LedgerMaker.allCases)
  func `a conflict refuses the whole archive`(maker: LedgerMaker) async throws {
    try await maker.withArchives { ledger, folder async throws in
      let other = MemoryLedger()
      let theirs = try await ScarfCases(in: other)
      for number in 1...2 { try await theirs.open("C-00000\(number)", isFound: true) }
      _ = try await ArchiveMaking(other).write(
        [CaseID("C-000001"), CaseID("C-000002")], into: folder + "/theirs", selection: .init(), at: days(1))
      let reader = try ArchiveReader(folder + "/theirs")
      let ours = try await ScarfCases(in: ledger)
      try await ours.open("C-000002", isFound: false)
      let outcome = try await reader.putBack(into: ledger, noting: note)
      #expect(outcome.conflicts.map(\.text).contains("C-000002") && outcome.returned.isEmpty)
      #expect(try await ledger.readCase(CaseID("C-000001")) == nil)
      #expect(try await ledger.listCases(CaseFilter()).count == 1)
      let empty = MemoryLedger()
      #expect(try await reader.putBack(into: empty, noting: note).returned.count == 2, "an empty ledger takes it")
      #expect(await empty.readPlaybook(version: ours.plan.version) != nil, "with the playbook")
    }
  }

  @Test func `a ledger's file is sound behind it, and its audit knows`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path)
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000001", isFound: true)
      try await scarves.open("C-000002", isFound: false)
      _ = try await ArchiveMaking(ledger).write([CaseID("C-000001")], into: folder + "/one", selection: .init(), at: days(40))
      let reader = try ArchiveReader(folder + "/one")
      _ = try await reader.takeOut(of: ledger, at: days(40)) { _ in note }
      #expect(try await SQLiteVerify.report(on: path).isSound)
      _ = try await reader.putBack(into: ledger, noting: note)
      #expect(try await SQLiteVerify.report(on: path).isSound)
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note) == [note, note])
      try ledger.close()
    }
  }
}

extension LedgerMaker {
  /// An empty ledger and a folder for archives, both thrown away afterwards.
  fileprivate func withArchives(_ use: (any ArchiveMaking.Store, String) async throws -> Void) async throws {
    try await withFolder { folder in
      switch self {
      case .memory: try await use(MemoryLedger(), folder)
      case .sqlite: try await use(try SQLiteLedger(path: folder + "/ledger.db"), folder)
      }
    }
  }
}
