import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("A ledger that gets its key while somebody has it open")
struct LateKeyTests {
  @Test func `whoever opened it before neither stores in the clear nor sends what is sealed`() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/ledger.db", MasterKey())
      let before = try SQLiteLedger(path: path)
      let entry = try PersonalStory.entry("C-000001")
      #expect(try await before.commit([entry]) == [.committed])
      let sealed = try SQLiteLedger(path: path, keys: [key])
      let message = PersonalStory.message("从此加密的话", named: "m-1", behind: entry)
      let told = LedgerError.unavailable("the ledger got a master key while it was open: start again")
      await #expect(throws: told) { try await before.commit([message]) }
      await #expect(throws: told) { try await before.claimEffects(dueAt: morning, limit: 9, lease: .minutes(1), by: "old") }
      #expect(try await sealed.commit([message]) == [.committed])
      #expect(try await sealed.claimEffects(dueAt: morning, limit: 9, lease: .minutes(1), by: "new").map(\.effect.text) == ["您的餐送到了三号楼"])
    }
  }
}
