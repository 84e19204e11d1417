import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("Keys that the memory has dropped")
struct ForgottenKeysTests {
  @Test func `a case that is dropped within its own group is sealed again, and its state holds no plain word`() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/ledger.db", MasterKey())
      let ledger = try SQLiteLedger(path: path, ordersBehind: 100, keys: [key], casesKnown: 2)
      var entry = try PersonalStory.entry("C-000001")
      #expect(try await ledger.commit([entry]) == [.committed])
      while entry.state.eventCount < PreparedEntry.eventsBetweenStates - 1 {
        entry = PersonalStory.message("第 \(entry.state.eventCount) 句", named: "m-\(entry.state.eventCount)", behind: entry)
        #expect(try await ledger.commit([entry]) == [.committed])
      }
      // It says nothing that is sealed, and the state is kept behind it.
      let naming = PersonalStory.naming(["rider": PersonalStory.rider], behind: entry)
      let others = try (2...4).map { try PersonalStory.entry("C-00000\($0)") }
      #expect(try await ledger.commit(others + [naming]) == [.committed, .committed, .committed, .conflict])
      #expect(try await ledger.commit([naming]) == [.committed])

      let kept = try #require(try await ledger.read { db in try String.fetchOne(db, sql: "SELECT state FROM states") })
      #expect(kept.hasPrefix("{\"parties\":[\"customer\",\"rider\"]"))
      for secret in PersonalStory.secrets { #expect(!kept.contains(secret), "\(secret)") }
      let owners = try await ledger.read { db in
        try String.fetchAll(db, sql: "SELECT party || ' ' || ifnull(person, '-') FROM case_keys WHERE case_id = 'C-000001' ORDER BY party")
      }
      #expect(owners == ["customer -", "rider r-7"], "the key goes over to whoever was named")
      let again = try SQLiteLedger(path: path, keys: [key])
      #expect(try await again.readCase(entry.caseID) == naming.state)
      for other in others { #expect(try await again.readCase(other.caseID) == other.state) }
      #expect(try await again.rebuild().differences.isEmpty)
    }
  }
}
