import Casework
import Desk
import Ledger
import Playbook
import Testing

@Suite("Opening cases")
struct OpeningTests {
  @Test(arguments: LedgerKind.allCases)
  func `cases are numbered as they open`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let first = try await stage.open("A-1")
    let second = try await stage.open("A-2")
    #expect([first.caseID.text, second.caseID.text] == ["C-000001", "C-000002"])
    let state = try await stage.state(first.caseID)
    #expect(state.subject == "A-1")
    #expect(state.eventCount == first.events.count)
  }

  @Test(arguments: LedgerKind.allCases)
  func `the same opening again gives the same case and changes nothing`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let first = try await stage.open("A-1")
    let before = try await stage.state(first.caseID)
    let again = try await stage.open("A-1")
    #expect(again.caseID == first.caseID)
    #expect(again.wasAlreadyReceived)
    #expect(try await stage.state(first.caseID) == before)
    #expect(try await stage.ledger.highestCaseNumber() == 1)
  }

  @Test(arguments: LedgerKind.allCases)
  func `a second opening of a subject joins the open case`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let first = try await stage.open("A-1", id: SignalID("platform-1"))
    let second = try await stage.open("A-1", id: SignalID("merchant-1"))
    #expect(second.caseID == first.caseID)
    #expect(second.events.contains { if case .joined = $0.kind { true } else { false } })
  }

  @Test func `a subject whose case is closed gets a new case`() async throws {
    let stage = try await Stage()
    let first = try await stage.open("A-1", facts: ["stock": "gone"], id: SignalID("one"))
    #expect(try await stage.state(first.caseID).phase == .closed)
    let second = try await stage.open("A-1", id: SignalID("two"))
    #expect(second.caseID.text == "C-000002")
    let repeated = try await stage.open("A-1", facts: ["stock": "gone"], id: SignalID("one"))
    #expect(repeated.caseID == first.caseID)
    #expect(repeated.wasAlreadyReceived)
  }

  @Test func `a version that isn't on the shelf opens nothing`() async throws {
    let stage = try await Stage()
    let opening = Opening(playbook: "shop", version: "0000", subject: "A-1", channel: .online, facts: [])
    await #expect(throws: DeskError.unknownPlaybook("0000")) { try await stage.desk.open(opening, id: SignalID("open"), sender: .platform) }
    #expect(try await stage.ledger.highestCaseNumber() == 0)
  }

  @Test func `a new desk goes on numbering where the ledger stands`() async throws {
    let stage = try await Stage(.sqlite)
    try await stage.open("A-1")
    let next = Desk(name: "desk-2", ledger: stage.ledger, connectors: .init(default: stage.connector), clock: stage.clock)
    let receipt = try await next.open(stage.opening("A-2", facts: ["stock": "left"]), id: SignalID("open-2"), sender: .platform)
    #expect(receipt.caseID.text == "C-000002")
  }

  @Test(arguments: LedgerKind.allCases)
  func `two desks on one ledger never give a number or a subject twice`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let other = Desk(name: "desk-2", ledger: stage.ledger, connectors: .init(default: stage.connector), clock: stage.clock)
    let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
      for number in 1...40 {
        for (desk, name) in [(stage.desk, "one"), (other, "two")] {
          group.addTask {
            try await desk.open(stage.opening("A-\(number)", facts: ["stock": "left"]), id: SignalID("\(name)-\(number)"), sender: .platform)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(receipts.count == 80)
    #expect(Set(receipts.map(\.caseID)).count == 40)
    #expect(try await stage.ledger.highestCaseNumber() == 40)
  }
}
