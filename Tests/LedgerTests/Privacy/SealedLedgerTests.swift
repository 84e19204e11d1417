import Foundation
import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("A sealed ledger in a file")
struct SealedLedgerTests {
  private let key = MasterKey()

  /// Everything of the ledger that lies on the disk.
  private func bytes(_ path: String) -> Data {
    ["", "-wal", "-shm"].reduce(into: Data()) { all, ending in all += FileManager.default.contents(atPath: path + ending) ?? Data() }
  }

  private func holdsNone(_ secrets: [String], _ path: String) -> Bool {
    let bytes = bytes(path)
    return secrets.allSatisfy { bytes.range(of: Data($0.utf8)) == nil }
  }

  @Test func `nothing that was said lies on the disk, and all of it is read`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, keys: [key])
      let entry = try PersonalStory.entry("C-000001", persons: ["customer": PersonalStory.person])
      let message = PersonalStory.message("我的电话是 \(PersonalStory.phone)", named: "m-1", behind: entry)
      #expect(try await ledger.commit([entry, message]) == [.committed, .committed])
      #expect(holdsNone(PersonalStory.secrets, path))
      #expect(try await ledger.readCase(entry.caseID) == message.state)
      #expect(try await ledger.readEvents(of: entry.caseID, after: 0) == entry.events + message.events)
      #expect(try await ledger.readTurns(of: entry.caseID).map(\.signal) == [entry.signal, message.signal])
      #expect(try await ledger.readTurns(after: 0, limit: 9).map(\.events) == [entry.events, message.events])
      #expect(try await ledger.claimEffects(dueAt: morning, limit: 9, lease: .minutes(1), by: "desk").map(\.effect.text) == ["您的餐送到了三号楼"])
      try ledger.close()
      #expect(holdsNone(PersonalStory.secrets, path))
      let again = try SQLiteLedger(path: path, keys: [MasterKey(), key])
      #expect(try await again.readCase(entry.caseID) == message.state)
      #expect(try await again.rebuild().differences.isEmpty)
      let report = try await SQLiteVerify.report(on: path, keys: [key])
      #expect(report.isSound && report.events == message.state.eventCount)
    }
  }

  @Test func `a state that is kept is sealed, and opened again`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, keys: [key])
      var entry = try PersonalStory.entry("C-000001")
      _ = try await ledger.commit([entry])
      for number in 1...200 {
        entry = PersonalStory.message("\(PersonalStory.phone) 第 \(number) 次", named: "m-\(number)", behind: entry)
        #expect(try await ledger.commit([entry]) == [.committed])
      }
      let kept = try await ledger.read { db in try String.fetchOne(db, sql: "SELECT state FROM states") }
      #expect(kept?.hasPrefix("{\"parties\":[\"customer\",\"rider\"]") == true)
      #expect(holdsNone(PersonalStory.secrets, path))
      #expect(try await ledger.readCase(entry.caseID) == entry.state)
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }

  @Test func `without its key or with another one it isn't opened`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      #expect(try !SQLiteLedger.isSealed(path))
      try SQLiteLedger(path: path, keys: [key]).close()
      #expect(try SQLiteLedger.isSealed(path))
      #expect(try SQLiteLedger.ownKey(of: path, among: [MasterKey(), key])?.check == key.check)
      #expect(throws: LedgerError.unreadable("the personal data in it is sealed, and there is no master key")) { try SQLiteLedger(path: path) }
      #expect(throws: LedgerError.unreadable("the personal data in it is sealed, with another master key than the one that was given")) {
        try SQLiteLedger(path: path, keys: [MasterKey()])
      }
    }
  }

  @Test func `what was kept before there was a key is read as it was, and what comes is sealed`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let before = try SQLiteLedger(path: path)
      let entry = try PersonalStory.entry("C-000001")
      _ = try await before.commit([entry])
      try before.close()
      let ledger = try SQLiteLedger(path: path, keys: [key])
      let message = PersonalStory.message("从此加密的话", named: "m-1", behind: entry)
      #expect(try await ledger.commit([message]) == [.committed])
      #expect(holdsNone(["从此加密的话"], path) && !holdsNone([PersonalStory.words], path))
      #expect(try await ledger.readCase(entry.caseID) == message.state)
    }
  }

  @Test func `a party that is named takes its key with it`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", keys: [key])
      let entry = try PersonalStory.entry("C-000001")
      _ = try await ledger.commit([entry])
      func owners() async throws -> [String] {
        try await ledger.read { db in try String.fetchAll(db, sql: "SELECT party || ' ' || ifnull(person, '-') FROM case_keys ORDER BY party") }
      }
      #expect(try await owners() == ["customer -", "rider -"])
      let naming = PersonalStory.naming(["rider": PersonalStory.rider], behind: entry)
      #expect(try await ledger.commit([naming]) == [.committed])
      #expect(try await owners() == ["customer -", "rider r-7"])
      let message = PersonalStory.message("到楼下了", from: "rider", named: "m-1", behind: naming)
      #expect(try await ledger.commit([message]) == [.committed])
      let again = try SQLiteLedger(path: folder + "/ledger.db", keys: [key])
      #expect(try await again.readCase(entry.caseID) == message.state)
      #expect(try await again.casesSealed(for: PersonalStory.rider) == [entry.caseID])
    }
  }

  @Test func `of two processes that make a key for one party, the second one is told, and goes on with the first one's`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let (one, two) = (try SQLiteLedger(path: path, keys: [key]), try SQLiteLedger(path: path, keys: [key]))
      let opened = try CaseScript.opened("C-000001")
      #expect(try await one.commit([opened.entry]) == [.committed])
      let first = PersonalStory.message("第一句", named: "m-1", behind: opened.entry)
      #expect(try await two.commit([first]) == [.committed])
      // As if it had read the case just before that.
      one.keeper?.keep([:], of: opened.script.id, seeing: 0)
      let second = PersonalStory.message("第二句", named: "m-2", behind: first)
      #expect(try await one.commit([second]) == [.conflict])
      #expect(try await one.commit([second]) == [.committed])
      #expect(try await two.readCase(opened.script.id) == second.state)
      #expect(try await one.readCase(opened.script.id) == second.state)
      let keys = try await one.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM case_keys") }
      #expect(keys == 1)
    }
  }

  @Test func `a commit that fails leaves no key behind, and the next one stores it`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", keys: [key])
      let entry = try PersonalStory.entry("C-000001", persons: ["customer": PersonalStory.person])
      func keys() async throws -> Int? {
        try await ledger.read { db in try Int.fetchOne(db, sql: "SELECT (SELECT count(*) FROM case_keys) + (SELECT count(*) FROM person_keys)") }
      }
      try await ledger.write { db in try db.execute(sql: "CREATE TRIGGER no_entries BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END") }
      await #expect(throws: LedgerError.self) { try await ledger.commit([entry]) }
      #expect(try await keys() == 0)
      try await ledger.write { db in try db.execute(sql: "DROP TRIGGER no_entries") }
      #expect(try await ledger.commit([entry]) == [.committed])
      #expect(try await keys() == 3)
      let again = try SQLiteLedger(path: folder + "/ledger.db", keys: [key])
      #expect(try await again.readCase(entry.caseID) == entry.state)
    }
  }

  @Test(arguments: [
    "UPDATE entries SET events = (SELECT events FROM entries WHERE case_id = 'C-000002') WHERE case_id = 'C-000001'",
    "UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys AS other WHERE other.case_id = 'C-000002' AND other.party = case_keys.party) WHERE case_id = 'C-000001'",
    "UPDATE person_keys SET wrapped = zeroblob(60)",
    "UPDATE case_keys SET case_id = 'C-000003' WHERE case_id = 'C-000001'; UPDATE case_keys SET case_id = 'C-000001' WHERE case_id = 'C-000002'",
  ])
  func `what was moved or damaged behind its back is told, and never shown`(damage: String) async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, keys: [key])
      let (one, two) = (
        try PersonalStory.entry("C-000001", persons: ["customer": PersonalStory.person]),
        try PersonalStory.entry("C-000002", persons: ["customer": PersonID("u-99")])
      )
      _ = try await ledger.commit([one, two])
      try await ledger.write { db in try db.execute(sql: damage) }
      try ledger.close()
      let again = try SQLiteLedger(path: path, keys: [key])
      let error = await #expect(throws: LedgerError.self) { try await again.readEvents(of: one.caseID, after: 0) }
      #expect(error?.words.contains("damaged") == true, "\(error?.words ?? "")")
    }
  }

  @Test func `another master key opens what was sealed under the one before`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, keys: [key])
      let (one, two) = (try PersonalStory.entry("C-000001", persons: ["customer": PersonalStory.person]), try PersonalStory.entry("C-000002"))
      _ = try await ledger.commit([one, two])
      let new = MasterKey()
      let key = key
      await #expect(throws: LedgerError.self, "it is in use") { try await SQLiteLedger.changeMasterKey(of: path, from: [key], to: new) }
      try ledger.close()
      #expect(try await SQLiteLedger.changeMasterKey(of: path, from: [key], to: new) == 4)
      #expect(throws: LedgerError.self) { try SQLiteLedger(path: path, keys: [key]) }
      let changed = try SQLiteLedger(path: path, keys: [key, new])
      #expect(try await changed.readCase(one.caseID) == one.state)
      #expect(try await changed.readCase(two.caseID) == two.state)
    }
  }
}
