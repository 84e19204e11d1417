import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Cases that were put back are read again")
struct ReadingAgainTests {
  @Test func `T-17 the lists over all cases have them again, and nothing else is read`() async throws {
    let stage = try await DeadlineStage()
    var ids: [CaseID] = []
    for number in 1...3 {
      let opening = Opening(
        playbook: stage.plan.id, version: stage.plan.version, subject: "A-\(number)", channel: .online, facts: [],
        persons: ["customer": PersonID("u-\(number)")])
      ids.append(try await stage.desk.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID)
    }
    let keeper = RegisterKeeper(desk: stage.desk, store: stage.ledger)
    let filter = RegisterFilter(register: BuiltInRegister.parties.rawValue, limit: 9)
    let before = try await keeper.list(filter)
    #expect(Set(before.map(\.caseID)) == Set(ids))
    let position = await stage.ledger.registerPosition()
    // What an archive takes along, and what the reader doesn't come to any more.
    #expect(await stage.ledger.keepRegisters([ids[0]: [], ids[1]: []], from: position, to: position))
    #expect(try await keeper.list(filter).map(\.caseID) == [ids[2]])
    try await keeper.readAgain([ids[0]])
    #expect(try await keeper.list(filter).map(\.caseID).sorted() == [ids[0], ids[2]])
    try await keeper.readAgain(ids)
    try await keeper.readAgain([])
    #expect(try await keeper.list(filter) == before)
    #expect(await stage.ledger.registerPosition() == position)
  }

  @Test func `words are found once, however often they are read again`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    let search = SearchIndexer(desk: stage.desk, words: stage.ledger)
    try await search.catchUp()
    for _ in 0..<2 { try await search.readAgain([id]) }
    var filter = CaseFilter()
    filter.text = "A-1"
    #expect(await stage.ledger.listCases(filter).map(\.id) == [id])
  }
}
