import Casework
import Desk
import Ledger
import Playbook
import Testing

@Suite("Further cases of a registration hear of their order")
struct FurtherCaseTests {
  private func open(_ subject: String, on stage: OrderStage) async throws -> CaseID {
    let plan = try await stage.desk.shelf.currentPlan(of: "overdue-order")
    let opening = Opening(playbook: plan.id, version: plan.version, subject: subject, channel: .online, facts: [])
    return try await stage.desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform).caseID
  }

  private func exception(_ id: CaseID, in stage: OrderStage) async throws -> Value? {
    try #require(try await stage.ledger.readCase(id)).facts["delivery.exception"]?.value
  }

  private func noted(_ id: String, _ order: String, _ what: String) -> OrderEvent { deed(id, "noted", 5, order, [OrderAttribute("exception", what)]) }

  @Test(arguments: LedgerKind.allCases)
  func `T-09 O-07 each case of a registration is told, once, and nobody whose order it isn't`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.accept("A-1", promised: 30)
    var theirs: [CaseID] = []
    for subject in ["A-1", "A-1/2", "A-1/food", "A-1/2/food"] { theirs.append(try await open(subject, on: stage)) }
    var others: [CaseID] = []
    for subject in ["A-1/unverified-0f", "A-1/unverified-0f/2", "A-10/2", "A-1-1"] { others.append(try await open(subject, on: stage)) }
    _ = try await stage.watch.take([noted("x", "A-1", "rider"), noted("x", "A-1", "rider")])
    try await stage.watch.catchUp()
    for id in theirs { #expect(try await exception(id, in: stage) == .choice("rider"), "\(id)") }
    for id in others { #expect(try await exception(id, in: stage) == nil, "\(id)") }
    let before = try await stage.ledger.readEvents(of: theirs[1], after: 0)
    // Killed before it was noted how far it was told.
    try await stage.ledger.moveOrderCursor("order-news", to: 0)
    try await stage.watch.catchUp()
    #expect(try await stage.ledger.readEvents(of: theirs[1], after: 0) == before)
    _ = try await stage.watch.take([deed("d", "delivered", 20, "A-1")])
    try await stage.watch.catchUp()
    for id in theirs { #expect(try await stage.ledger.readCase(id)?.phase == .closed, "\(id)") }
    for id in others { #expect(try await stage.ledger.readCase(id)?.phase == .open, "\(id)") }
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-07 an order that is called like a further case has cases of its own`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.accept("A-1", promised: 30)
    try await stage.accept("A-1/2", promised: 30)
    let id = try await open("A-1/2", on: stage)
    _ = try await stage.watch.take([noted("x", "A-1", "rider")])
    try await stage.watch.catchUp()
    #expect(try await exception(id, in: stage) == nil)
    _ = try await stage.watch.take([noted("y", "A-1/2", "lost")])
    try await stage.watch.catchUp()
    #expect(try await exception(id, in: stage) == .choice("lost"))
  }
}
