import Foundation
import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("Words to search on the disk")
struct BlindFileTests {
  private static let text = "鲜奶洒了一地"
  private let one = CaseID("C-000001")

  /// Every three characters of a text that lie on the disk.
  private func readable(_ text: String, _ path: String) -> [String] {
    let bytes = ["", "-wal"].reduce(into: Data()) { all, ending in all += FileManager.default.contents(atPath: path + ending) ?? Data() }
    let characters = Array(text)
    let pieces = (0...(characters.count - 3)).map { String(characters[$0..<($0 + 3)]) }
    return pieces.filter { bytes.range(of: Data($0.utf8)) != nil }
  }

  private func merging(_ ledger: SQLiteLedger) async throws -> Int? {
    try await ledger.read { db in try Int.fetchOne(db, sql: "SELECT merging FROM search_reader") }
  }

  /// A closed case, and what it said.
  private func fill(_ ledger: SQLiteLedger) async throws {
    #expect(try await ledger.commit([try PersonalStory.entry(one.text, isClosed: true)]) == [.committed])
    #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one, text: Self.text)], from: 0, to: 1))
    #expect(try await found("洒了", in: ledger) == [one.text])
  }

  @Test(arguments: [true, false])
  func `no three characters of what is found lie there, before an erasure and behind it`(isSealed: Bool) async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, keys: isSealed ? [SearchMaker.key()] : [])
      try await fill(ledger)
      #expect(readable(Self.text, path).isEmpty)
      let part = Erasure.Part(caseID: one, parties: ["customer"], fields: PersonalStory.fields)
      _ = try await ledger.erase(Erasure(person: PersonalStory.person, parts: [part], at: minutes(9)), noting: { _ in [] })
      #expect(readable(Self.text, path).isEmpty)
      #expect(try await found("洒", in: ledger).isEmpty)
      // What was left of it in the index goes with the words that are kept next, a piece at a time.
      #expect(try await merging(ledger) == 1)
      for _ in 0..<3 { #expect(try await ledger.keepSearchWords([], from: 1, to: 1)) }
      #expect(try await merging(ledger) == 0)
      try ledger.close()
      #expect(readable(Self.text, path).isEmpty)
    }
  }

  @Test func `another master key has everything read again, and nothing of before is left`() async throws {
    try await withFolder { folder in
      let (path, key, new) = (folder + "/ledger.db", try SearchMaker.key(), MasterKey())
      let ledger = try SQLiteLedger(path: path, keys: [key])
      try await fill(ledger)
      try ledger.close()
      _ = try await SQLiteLedger.changeMasterKey(of: path, from: [key], to: new)
      let changed = try SQLiteLedger(path: path, keys: [new])
      #expect(try await changed.searchPosition() == 0)
      #expect(try await found("洒了", in: changed).isEmpty)
      #expect(holdsNone(of: BlindWords(key), path))
      #expect(try await changed.keepSearchWords([SearchWords(position: 1, caseID: one, text: Self.text)], from: 0, to: 1))
      #expect(try await found("洒了", in: changed) == [one.text])
    }
  }

  @Test func `a ledger that gets its first key forgets what everybody could make, and tells whoever had it open`() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/ledger.db", try SearchMaker.key())
      let before = try SQLiteLedger(path: path)
      try await fill(before)
      #expect(!holdsNone(of: BlindWords(nil), path))
      let sealed = try SQLiteLedger(path: path, keys: [key])
      #expect(try await sealed.searchPosition() == 0)
      #expect(holdsNone(of: BlindWords(nil), path))
      let words = [SearchWords(position: 1, caseID: one, text: Self.text)]
      await #expect(throws: LedgerError.unavailable("the ledger got a master key while it was open: start again")) {
        try await before.keepSearchWords(words, from: 0, to: 1)
      }
      #expect(try await sealed.keepSearchWords(words, from: 0, to: 1))
      #expect(try await found("洒了", in: sealed) == [one.text])
      try before.close()
      try sealed.close()
      let again = try SQLiteLedger(path: path, keys: [key])
      #expect(try await again.searchPosition() == 1, "with the same key they stay")
    }
  }

  @Test func `words that were kept in the clear leave the file when the ledger is opened, and are read again`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      try writeClear(path)
      #expect(readable(Self.text, path).count == 4)
      let ledger = try SQLiteLedger(path: path)
      #expect(readable(Self.text, path).isEmpty)
      #expect(try await ledger.searchPosition() == 0)
      try await fill(ledger)
      try ledger.close()
      #expect(readable(Self.text, path).isEmpty)
    }
  }

  /// As the first program that searched did.
  private func writeClear(_ path: String) throws {
    let file = try DatabaseQueue(path: path)
    defer { try? file.close() }
    try Schema.migrator.migrate(file, upTo: "deadlines-2")
    try file.write { db in
      try db.execute(sql: "INSERT INTO search (rowid, case_id, text) VALUES (1, 'C-000001', ?)", arguments: [Self.text])
      try db.execute(sql: "UPDATE search_reader SET position = 1")
    }
  }

  /// Whether none of a text's blind words lies on the disk.
  private func holdsNone(of words: BlindWords, _ path: String) -> Bool {
    let bytes = ["", "-wal"].reduce(into: Data()) { all, ending in all += FileManager.default.contents(atPath: path + ending) ?? Data() }
    return words.blind(Self.text).split(separator: " ").allSatisfy { bytes.range(of: Data($0.utf8)) == nil }
  }
}
