import Casework
@testable import Desk
import Ledger
import Playbook
import Testing

@Suite("What happens to an order reaches its cases")
struct OrderNewsTests {
  private func opened(_ stage: OrderStage) async throws -> CaseID {
    try await stage.accept("A-1", promised: 30)
    let plan = try await stage.desk.shelf.currentPlan(of: "overdue-order")
    let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-1", channel: .online, facts: [])
    return try await stage.desk.open(opening, id: SignalID("open"), sender: .platform).caseID
  }

  private func kinds(_ stage: OrderStage, _ id: CaseID) async throws -> [String] {
    try await stage.ledger.readEvents(of: id, after: 0).compactMap { event in
      switch event.kind {
      case .happened(let happened): happened.name
      case .factLearned(let learned) where learned.fact != "result": learned.fact
      default: nil
      }
    }
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-07 an event is told once, however often it comes`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    let id = try await opened(stage)
    let delivered = deed("d", "delivered", 35, "A-1")
    let late = deed("x", "noted", 5, "A-1", [OrderAttribute("exception", "rider"), OrderAttribute("colour", "red")])
    try await stage.whileWatching {
      _ = try await stage.watch.take([late, late])
      try await eventually("the exception is known") { try await stage.openCase("A-1")?.facts["delivery.exception"] != nil }
      _ = try await stage.watch.take([delivered, delivered, late])
      _ = try await stage.watch.take([delivered])
      try await eventually("the case has ended") { try await stage.ledger.readCase(id)?.phase == .closed }
    }
    let told = try await kinds(stage, id)
    #expect(told.filter { $0 == "order.delivered" }.count == 1 && told.filter { $0 == "delivery.exception" }.count == 1)
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-07 what a later event has overtaken isn't told as news`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    let id = try await opened(stage)
    try await stage.whileWatching {
      // The withdrawal overtook the request on its way.
      _ = try await stage.watch.take([deed("w", "refund-withdrawn", 12, "A-1")])
      try await eventually("the withdrawal is known") { try await stage.openCase("A-1")?.facts["refund.state"]?.value == .choice("withdrawn") }
      _ = try await stage.watch.take([deed("r", "refund-requested", 10, "A-1")])
      _ = try await stage.watch.take([deed("n", "noted", 13, "A-1", [OrderAttribute("exception", "lost")])])
      try await eventually("what came after is known") { try await stage.openCase("A-1")?.facts["delivery.exception"] != nil }
    }
    #expect(try await kinds(stage, id).contains("refund.requested") == false)
    #expect(try await stage.openCase("A-1")?.facts["refund.state"]?.value == .choice("withdrawn"))
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-07 a crash between telling and remembering tells nothing twice`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    let id = try await opened(stage)
    _ = try await stage.watch.take([deed("n", "noted", 13, "A-1", [OrderAttribute("exception", "lost")])])
    let news = OrderNews(desk: stage.desk, orders: stage.ledger, book: OrderBook(), mapping: .standard, bell: Bell())
    let concern = try await news.concerned()
    #expect(try await news.tellOnce(concern))
    let before = try await stage.ledger.readEvents(of: id, after: 0)
    try await stage.ledger.moveOrderCursor("order-news", to: 0)
    #expect(try await news.tellOnce(concern))
    #expect(try await stage.ledger.readEvents(of: id, after: 0) == before)
    #expect(before.contains { if case .factLearned(let learned) = $0.kind { learned.fact == "delivery.exception" } else { false } })
  }
}
