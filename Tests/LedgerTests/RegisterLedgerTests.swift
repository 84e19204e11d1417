import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("Registers in ledgers")
struct RegisterLedgerTests {
  private func row(
    _ caseID: String, _ id: String, register: String = "promises", at: Int64 = 0, state: String = "open", person: String? = nil, due: Int64? = nil,
    ended: Int64? = nil
  ) -> RegisterRow {
    RegisterRow(
      register: register, caseID: CaseID(caseID), id: id, state: state, party: person.map { _ in "customer" }, person: person.map { PersonID($0) },
      due: due.map(minutes), openedAt: minutes(at), endedAt: ended.map(minutes), opened: 3)
  }

  @Test("entries of a case take the place of those it had, and one reader at a time keeps them", arguments: LedgerMaker.allCases)
  func replaced(maker: LedgerMaker) async throws {
    try await maker.withRegisters { ledger async throws in
      #expect(try await ledger.registerPosition() == 0)
      let first = CaseID("C-000001")
      #expect(try await ledger.keepRegisters([first: [row("C-000001", "a"), row("C-000001", "b")]], from: 0, to: 4))
      #expect(try await !ledger.keepRegisters([first: []], from: 0, to: 9), "another one has read that")
      #expect(try await ledger.listRegister(RegisterFilter(register: "promises", limit: 9)).map(\.id) == ["b", "a"])
      #expect(try await ledger.keepRegisters([first: [row("C-000001", "a", state: "kept", ended: 2)]], from: 4, to: 5))
      #expect(try await ledger.listRegister(RegisterFilter(register: "promises", limit: 9)) == [row("C-000001", "a", state: "kept", ended: 2)])
      #expect(try await ledger.registerPosition() == 5)
    }
  }

  @Test("lists are filtered, newest first, page by page", arguments: LedgerMaker.allCases)
  func listed(maker: LedgerMaker) async throws {
    try await maker.withRegisters { ledger async throws in
      let rows = [
        row("C-000001", "a", at: 1, person: "u-1", due: 10), row("C-000001", "b", at: 3, state: "kept", person: "u-2", due: 50, ended: 4),
        row("C-000002", "a", at: 3), row("C-000002", "z", register: "rulings", at: 9),
      ]
      _ = try await ledger.keepRegisters(Dictionary(grouping: rows, by: \.caseID), from: 0, to: 1)
      func found(_ change: (inout RegisterFilter) -> Void) async throws -> [String] {
        var filter = RegisterFilter(register: "promises", limit: 10)
        change(&filter)
        return try await ledger.listRegister(filter).map { "\($0.caseID)/\($0.id)" }
      }
      #expect(try await found { _ in } == ["C-000002/a", "C-000001/b", "C-000001/a"])
      #expect(try await found { $0.isOpen = true } == ["C-000002/a", "C-000001/a"])
      #expect(try await found { $0.isOpen = false } == ["C-000001/b"])
      #expect(try await found { $0.states = ["kept"] } == ["C-000001/b"])
      #expect(try await found { $0.states = ["kept", "open"] } == ["C-000002/a", "C-000001/b", "C-000001/a"])
      #expect(try await found { $0.states = [] } == [])
      #expect(try await found { $0.party = "customer" } == ["C-000001/b", "C-000001/a"])
      #expect(try await found { $0.person = PersonID("u-1") } == ["C-000001/a"])
      #expect(try await found { $0.caseID = CaseID("C-000002") } == ["C-000002/a"])
      #expect(try await found { $0.dueBefore = minutes(50) } == ["C-000001/a"])
      #expect(try await found { $0.before = rows[2].place } == ["C-000001/b", "C-000001/a"])
      #expect(try await found { $0.before = rows[0].place } == [])
      #expect(try await found { $0.isByDue = true } == ["C-000001/a", "C-000001/b"])
      #expect(try await ledger.openParties(of: .promises) == ["customer"])
      #expect(try await ledger.openParties(of: .rulings).isEmpty)
      var short = RegisterFilter(register: "promises", limit: 1)
      short.before = rows[2].place
      #expect(try await ledger.listRegister(short).map(\.id) == ["b"])
    }
  }
}

extension LedgerMaker {
  fileprivate func withRegisters(_ use: (any RegisterLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
