import Foundation
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("The end of the record in memory")
struct RecordTailTests {
  @Test func `what stands without a gap is told, and nothing where something lacks`() throws {
    let tail = RecordTail()
    var (one, two) = (CaseScript("C-000001"), CaseScript("C-000002"))
    let entries = [
      try one.entry("open-1", one.opening), try two.entry("open-2", two.opening), try one.entry("said", at: minutes(1), .factLearned(.doorIsOpen)),
    ]
    tail.take([(entries[0], 1), (entries[1], 2)])
    #expect(tail.turns(after: 0, limit: 9)?.map(\.position) == [1, 2])
    #expect(tail.turns(after: 0, limit: 1)?.map(\.position) == [1])
    #expect(tail.turns(after: 2, limit: 9) == nil)
    tail.take([(entries[2], 4)])
    #expect(tail.turns(after: 0, limit: 9) == nil, "somebody else wrote the third")
    #expect(tail.turns(after: 0, limit: 2)?.map(\.position) == [1, 2])
    #expect(tail.turns(after: 3, limit: 9)?.map(\.caseID) == [one.id])
    #expect(tail.states(of: [one.id, two.id]).mapValues(\.eventCount) == [one.id: 2, two.id: 1])
  }

  @Test func `a case that somebody else has changed is forgotten, and so is everything when words are destroyed`() throws {
    let tail = RecordTail()
    var one = CaseScript("C-000001")
    tail.take([(try one.entry("open-1", one.opening), 1)])
    tail.heard([Turn(position: 2, caseID: one.id, signal: nil, at: minutes(1), events: [])])
    #expect(tail.states(of: [one.id]).isEmpty)
    #expect(tail.turns(after: 0, limit: 1)?.count == 1 && tail.turns(after: 0, limit: 9) == nil, "there is more in the file")
    tail.forget()
    #expect(tail.turns(after: 0, limit: 1) == nil)
  }

  @Test func `two processes write, and each hears of both in order, and knows the cases as they stand`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-tail-\(UUID().uuidString).sqlite").path
    defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) } }
    let (here, there) = (try SQLiteLedger(path: path), try SQLiteLedger(path: path))
    var (one, two) = (CaseScript("C-000001"), CaseScript("C-000002"))
    _ = try await here.commit([try one.entry("open-1", one.opening)])
    _ = try await there.commit([try two.entry("open-2", two.opening)])
    _ = try await there.commit([try one.entry("said", at: minutes(1), .factLearned(.doorIsOpen))])
    _ = try await here.commit([try two.entry("said-2", at: minutes(2), .factLearned(.doorIsOpen))])
    for ledger in [here, there] {
      #expect(try await ledger.readTurns(after: 0, limit: 9).map(\.caseID) == [one.id, two.id, one.id, two.id])
      #expect(try await ledger.readTurns(after: 2, limit: 9).map(\.position) == [3, 4])
      #expect(try await ledger.knownCases([one.id, two.id]).mapValues(\.eventCount) == [one.id: 2, two.id: 2])
    }
  }
}

extension FactLearned {
  fileprivate static let doorIsOpen = FactLearned(fact: "door", value: .choice("open"), source: "platform")
}
