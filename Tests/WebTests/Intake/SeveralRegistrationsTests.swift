import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registrations beside one another")
struct SeveralRegistrationsTests {
  private func several(_ problems: [String], order: String = "A-1") -> String {
    #"{"order":"\#(order)","persons":{"用户":"u-81"},"phone":"13800138000","phoneVerified":true,"problems":[\#(problems.joined(separator: ","))]}"#
  }

  @Test func `T-09 several problems are several cases, the gravest first, tied to it`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    let body = several([IntakeStage.problem("超时未达"), IntakeStage.problem("变质致病"), IntakeStage.problem("骑手态度")])
    let answer = try await desk.register(body, key: "k")
    #expect(answer.status == 201 && answer.cases.compactMap { $0["subject"] as? String } == ["A-1", "A-1/2", "A-1/3"], "\(answer.text)")
    #expect(answer.cases.compactMap { $0["problem"] as? String } == ["变质致病", "超时未达", "骑手态度"], "food safety first")
    let first = try await desk.state()
    #expect(first.facts["problem"]?.value == .choice("unsafe"))
    #expect(first.links.map(\.other.text) == ["C-000002", "C-000003"] && first.links.allSatisfy { $0.relation == .child })
    for id in ["C-000002", "C-000003"] {
      let state = try await desk.state(id)
      #expect(state.links == [Linked(other: CaseID("C-000001"), relation: .parent)] && state.facts["merchant.name"] != nil)
    }
    // Sent again, nothing is done twice.
    let again = try await desk.register(body, key: "k")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true" && again.cases.count == 3, "\(again.text)")
    let cases = await desk.cases()
    #expect(cases == ["A-1", "A-1/2", "A-1/3"])
    #expect(try await desk.state().links.count == 2)
  }

  @Test func `what is wrong in one of several problems says in which, and nothing is opened`() async throws {
    let desk = try await IntakeStage.takeaway()
    let answer = try await desk.register(several([IntakeStage.problem("超时未达"), IntakeStage.problem("异物"), #"{"问题小类":"月亮"}"#, "7"]))
    #expect(answer.status == 422)
    for place in ["/problems/1/foreign.colour", "/problems/2/问题小类", "/problems/2/problem.text", "/problems/3"] {
      #expect(answer.places.contains(place), "\(place) in \(answer.places)")
    }
    let cases = await desk.cases()
    #expect(cases.isEmpty)
    for problems in ["[]", "{}", "7", "[\(Array(repeating: "{}", count: 11).joined(separator: ","))]"] {
      let bad = try await desk.register(#"{"order":"A-1","phone":"13800138000","phoneVerified":true,"problems":\#(problems)}"#)
      #expect(bad.status == 422 && bad.places.contains("/problems"), "\(problems): \(bad.text)")
    }
    let both = try await desk.register(#"{"order":"A-1","phone":"13800138000","phoneVerified":true,"facts":{},"problems":[{}]}"#)
    #expect(both.status == 422 && both.places.contains("/facts"))
  }

  @Test func `an open case about the same order is joined, and says so`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    #expect(try await desk.register().status == 201)
    let second = try await desk.register()
    #expect(second.status == 200 && second.cases.first?["id"] as? String == "C-000001" && second.cases.first?["isNew"] as? Bool == false, "\(second.text)")
    #expect(try await desk.state().facts["repeat.count"]?.value == .number(0), "the case that is joined isn't an earlier one")
  }

  @Test func `the same key is one registration, another content isn't`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    #expect(try await desk.register(key: "k").status == 201)
    // More is known of the order by now, and the person has complained before.
    try await desk.order(kind: "refund-requested")
    let again = try await desk.register(key: "k")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true" && again.cases.first?["isRepeat"] as? Bool == true, "\(again.text)")
    for other in [IntakeStage.body(IntakeStage.problem("口味不符")), IntakeStage.body(order: "A-2"), IntakeStage.body(person: "u-82")] {
      let reused = try await desk.register(other, key: "k")
      #expect(reused.status == 422 && reused.json["type"] == "/problems/key-reused", "\(reused.text)")
    }
    #expect(try await desk.register(as: .integration, key: "two words").status == 400)
    let cases = await desk.cases()
    #expect(cases == ["A-1"])
  }

  @Test func `T-10 earlier complaints of the same person within 30 days are counted, several problems once`() async throws {
    let desk = try await IntakeStage.takeaway()
    for number in 1...5 { try await desk.order("A-\(number)") }
    func repeats(_ id: String) async throws -> Value? { try await desk.state(id).facts["repeat.count"]?.value }
    #expect(try await desk.register(several([IntakeStage.problem("超时未达"), IntakeStage.problem("口味不符")])).status == 201)
    #expect(try await repeats("C-000001") == .number(0))
    #expect(try await repeats("C-000002") == .number(0))
    desk.pass(.hours(24 * 10))
    #expect(try await desk.register(IntakeStage.body(order: "A-2")).status == 201)
    #expect(try await repeats("C-000003") == .number(1))
    #expect(try await desk.register(IntakeStage.body(order: "A-3")).status == 201)
    #expect(try await desk.register(IntakeStage.body(order: "A-4")).status == 201)
    #expect(try await repeats("C-000005") == .number(3), "from three on it is the supervisor's")
    desk.pass(.hours(24 * 25))
    #expect(try await desk.register(IntakeStage.body(order: "A-5")).status == 201)
    #expect(try await repeats("C-000006") == .number(3), "the first one is too long ago")
  }

  @Test func `T-10 nothing is said of earlier complaints while the register is far behind, as after a restore`() async throws {
    let desk = try await IntakeStage.takeaway()
    for number in 1...3 { try await desk.order("A-\(number)") }
    #expect(try await desk.register(IntakeStage.body(order: "A-1")).status == 201)
    let position = await desk.stage.ledger.registerPosition()
    let isBegunAnew = await desk.stage.ledger.keepRegisters([CaseID("C-000001"): []], from: position, to: 0)
    #expect(isBegunAnew)
    let plan = try await desk.stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: IntakeStage.start).plan
    for number in 1...1_600 {
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "B-\(number)", channel: .online, facts: [])
      _ = try await desk.stage.desk.open(opening, id: SignalID("b-\(number)"), sender: .platform)
    }
    let behind = try await desk.register(IntakeStage.body(order: "A-2"))
    #expect(behind.status == 201, "\(behind.text)")
    #expect(try await desk.state("C-001602").facts["repeat.count"] == nil, "there is one, and nobody knows yet")
    #expect(try await desk.stage.ask(.get, "/v1/parties", as: .agent).status == 200)
    #expect(try await desk.register(IntakeStage.body(order: "A-3")).status == 201)
    #expect(try await desk.state("C-001603").facts["repeat.count"]?.value == .number(2))
  }

  @Test func `T-10 nobody is counted who isn't known`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order("A-1", customer: nil)
    #expect(try await desk.register(IntakeStage.body(person: nil)).status == 201)
    #expect(try await desk.state().facts["repeat.count"] == nil)
  }

  @Test func `M-01 order and request decide between fulfilment and after-sales, and a person only where they don't`() async throws {
    let desk = try await IntakeStage("food-delivery/merchant-cannot-reach-customer.md")
    func register(_ order: String, _ facts: String, merchant: String = "m-9") async throws -> Answer {
      try await desk.register(
        #"{"order":"\#(order)","persons":{"商家":"\#(merchant)"},"facts":{\#(facts)}}"#, for: "merchant-cannot-reach-customer", as: .integration)
    }
    func asks(_ state: Case) -> Bool { state.tasks.values.contains { $0.text.contains("业务阶段") } }
    try await desk.order("A-1", kind: "picked-up")
    #expect(try await register("A-1", #""商家诉求":"把餐送到""#).status == 201)
    let fulfilment = try await desk.state("C-000001")
    #expect(fulfilment.facts["stage"]?.value == .choice("fulfilment") && fulfilment.facts["stage.basis"]?.value == .choice("signals") && !asks(fulfilment))
    try await desk.order("A-2", kind: "delivered")
    #expect(try await register("A-2", #""商家诉求":"售后沟通","联系原因":"发票票据""#).status == 201)
    let aftersales = try await desk.state("C-000002")
    #expect(aftersales.facts["stage"]?.value == .choice("aftersales") && !asks(aftersales))
    #expect(aftersales.facts["contact.reason"]?.value == .choice("invoice"))
    try await desk.order("A-3", kind: "picked-up")
    #expect(try await register("A-3", #""商家诉求":"售后沟通""#).status == 201)
    let unclear = try await desk.state("C-000003")
    #expect(asks(unclear), "delivering, and they speak of after-sales")
    // Somebody else's order, and a reason where none is asked for.
    let another = try await register("A-1", #""商家诉求":"把餐送到""#, merchant: "m-8")
    #expect(another.status == 422 && another.places == ["/order"], "\(another.text)")
    let reason = try await register("A-1", #""商家诉求":"把餐送到","联系原因":"评价""#)
    #expect(reason.status == 422 && reason.places == ["/facts/contact.reason"])
    #expect(try await register("A-1", #""商家诉求":"把餐送到""#).status == 200, "the merchant calls again about the same order")
    // What isn't declared isn't asked.
    let name = try await desk.register(
      #"{"order":"A-1","phone":"13800138000","name":"老板","facts":{"商家诉求":"把餐送到"}}"#, for: "merchant-cannot-reach-customer")
    #expect(name.status == 422 && Set(name.places) == ["/name", "/phone"])
  }
}
