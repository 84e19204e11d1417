import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Further cases of a registration at the door")
struct FurtherCaseDoorTests {
  private func problems(_ kinds: String...) -> String {
    let list = kinds.map { IntakeStage.problem($0) }.joined(separator: ",")
    return #"{"order":"A-1","persons":{"用户":"u-81"},"phone":"13800138000","phoneVerified":true,"problems":[\#(list)]}"#
  }

  @Test func `T-09 O-05 all cases of a registration hear of the order, and its status shows them`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order(kind: "picked-up")
    #expect(try await desk.register(problems("超时未达", "骑手态度")).status == 201)
    try await desk.order(kind: "refund-requested")
    try await OrderWatch(desk: desk.stage.desk, orders: desk.stage.ledger).catchUp()
    for id in ["C-000001", "C-000002"] { #expect(try await desk.state(id).facts["refund.state"]?.value == .choice("requested"), "\(id)") }
    let status = try await desk.stage.ask(.get, "/v1/orders/A-1/status", as: .agent)
    #expect(status.cases.compactMap { $0["case"] as? String } == ["C-000002", "C-000001"], "\(status.text)")
  }

  @Test func `nobody hears of an order by writing its number like that of a further case`() async throws {
    let desk = try await IntakeStage("food-delivery/merchant-cannot-reach-customer.md")
    try await desk.order(kind: "picked-up")
    for order in ["A-1/2", "A-1/food", "A-1/2/food"] {
      let body = #"{"order":"\#(order)","persons":{"商家":"m-8"},"facts":{"商家诉求":"把餐送到"}}"#
      let answer = try await desk.register(body, for: "merchant-cannot-reach-customer")
      #expect(answer.status == 422 && answer.places == ["/order"], "\(order): \(answer.text)")
    }
    let cases = await desk.cases()
    #expect(cases.isEmpty)
  }

  @Test func `a case that is opened about a further one is told what is known of the order`() async throws {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    let event = #"{"id":"e-1","order":"A-1","kind":"noted","at":1795302000000,"state":"delivering"}"#
    #expect(try await stage.ask(.post, "/v1/order-events", as: .integration, event).status == 200)
    for (index, subject) in ["A-1/2", "A-1/unverified-0f"].enumerated() {
      let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
      #expect(opened.status == 201, "\(opened.text)")
      let state = try #require(await stage.ledger.readCase(CaseID("C-00000\(index + 1)")))
      #expect(state.facts["order.state"]?.value == (index == 0 ? .choice("delivering") : nil), "\(subject)")
    }
  }
}
