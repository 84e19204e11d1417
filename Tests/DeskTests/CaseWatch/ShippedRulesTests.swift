import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

/// The three rules of the takeaway platform, on SQLite, from the playbooks as they are shipped.
@Suite("Rules over cases of the takeaway platform")
struct ShippedRulesTests {
  private func staged() async throws -> WatchStage {
    let stage = try WatchStage(.sqlite)
    try await stage.publishShipped("takeaway-service", "food-safety-emergency", "repeat-complaint", "merchant-talk")
    return stage
  }

  private func complaint(_ stage: WatchStage, _ number: Int, _ facts: [String: String?]) async throws -> CaseID {
    let all: [String: String?] = ["商家名称": "禾味小馆", "客服称呼": "小宁"]
    return try await stage.open("takeaway-service", "order/\(number)", all.merging(facts) { $1 })
  }

  @Test func `T-16 three customers ill from one merchant within a day: the emergency is under way, the fourth joins`() async throws {
    let stage = try await staged()
    for number in 1...2 {
      _ = try await complaint(stage, number, ["商家编号": "M-7", "用户编号": "U-\(number)", "不适人数": "1 人"])
      stage.clock.advance(.hours(8))
    }
    try await stage.catchUp()
    #expect(try await stage.cases(of: "food-safety-emergency").isEmpty)
    let third = try await complaint(stage, 3, ["商家编号": "M-7", "用户编号": "U-3", "不适人数": "1 人"])
    try await stage.catchUp()
    let parent = try #require(try await stage.cases(of: "food-safety-emergency").first)
    #expect(parent.subject == "merchant/M-7")
    #expect(stage.number("same-shop.count", of: parent) == 3 && stage.number("ill.count", of: parent) == 3)
    #expect(parent.facts["merchant.name"]?.value == .text("禾味小馆"))
    #expect(parent.facts["emergency.stands"]?.value == .choice("yes"))
    // Under way: the merchant is being stopped.
    #expect(parent.effects.values.contains { $0.action == "stop-merchant" })
    #expect(try await stage.state(third).links == [Linked(other: parent.id, relation: .parent)])
    _ = try await complaint(stage, 4, ["商家编号": "M-7", "用户编号": "U-4", "不适人数": "2 人"])
    try await stage.catchUp()
    let again = try await stage.cases(of: "food-safety-emergency")
    #expect(again.count == 1 && again[0].links.count == 4)
    #expect(stage.number("same-shop.count", of: again[0]) == 4)
  }

  @Test func `T-10 a customer's third complaint goes to the supervisor in a case of its own`() async throws {
    let stage = try await staged()
    for number in 1...2 { _ = try await complaint(stage, number, ["用户编号": "U-1", "商家编号": "M-\(number)"]) }
    _ = try await complaint(stage, 8, ["用户编号": "U-2", "商家编号": "M-1"])
    try await stage.catchUp()
    #expect(try await stage.cases(of: "repeat-complaint").isEmpty)
    stage.clock.advance(.hours(24 * 20))
    _ = try await complaint(stage, 3, ["用户编号": "U-1", "商家编号": "M-3"])
    try await stage.catchUp()
    let parent = try #require(try await stage.cases(of: "repeat-complaint").first)
    #expect(parent.subject == "customer/U-1")
    #expect(stage.number("repeat.count", of: parent) == 3)
    #expect(parent.tasks.count == 1)
    #expect(parent.links.count == 3)
  }

  @Test func `T-14 food complaints over 5 % call the merchant in, of at least a hundred orders`() async throws {
    let stage = try await staged()
    let now = stage.clock.now()
    func orders(_ numbers: ClosedRange<Int>, of merchant: String) async throws {
      try await stage.desk.countOrders(numbers.map { CountedOrder(id: "\(merchant)-\($0)", merchant: merchant, at: now) })
    }
    try await orders(1...100, of: "M-7")
    try await orders(50...100, of: "M-7")
    try await orders(1...99, of: "M-8")
    let facts = ["问题大类": "食品问题", "核实结果": "属实"]
    for number in 1...5 { _ = try await complaint(stage, number, facts.merging(["商家编号": "M-7", "用户编号": "U-\(number)"]) { $1 }) }
    for number in 11...16 { _ = try await complaint(stage, number, facts.merging(["商家编号": "M-8", "用户编号": "U-\(number)"]) { $1 }) }
    try await stage.catchUp()
    #expect(try await stage.cases(of: "merchant-talk").isEmpty, "exactly 5 % of the one, too few orders of the other")
    _ = try await complaint(stage, 6, facts.merging(["商家编号": "M-7", "用户编号": "U-6"]) { $1 })
    try await stage.catchUp()
    let parent = try #require(try await stage.cases(of: "merchant-talk").first)
    #expect(parent.subject == "merchant/M-7")
    #expect(stage.number("food-complaint-rate", of: parent) == 6)
    #expect(stage.number("food-complaint.count", of: parent) == 6 && stage.number("orders-30-days", of: parent) == 100)
    #expect(parent.effects.values.contains { $0.action == "call-in" })
    #expect(parent.links.count == 6)
    // The hundredth order of the other: six of a hundred.
    try await stage.desk.countOrder("M-8-100", merchant: "M-8", at: now)
    try await stage.catchUp()
    #expect(try await stage.cases(of: "merchant-talk").map(\.subject) == ["merchant/M-7", "merchant/M-8"])
  }
}
