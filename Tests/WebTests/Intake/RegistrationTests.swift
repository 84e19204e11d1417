import Casework
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registrations")
struct RegistrationTests {
  @Test func `T-05 T-06 T-08 a registration opens a case with the order's facts and what was told, the number out of sight`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    let answer = try await desk.register(IntakeStage.body(more: #""name":"张三","#))
    #expect(answer.status == 201 && answer.headers[.location] == "/v1/cases/C-000001", "\(answer.text)")
    #expect(answer.json["order"] == "matches" && answer.cases.first?["isNew"] as? Bool == true)
    #expect(answer.cases.first?["evidence"] as? String == "/v1/cases/C-000001/evidence")
    let facts = try await desk.state().facts
    #expect(
      facts["order.check"]?.value == .choice("ok") && facts["merchant.name"]?.value == .text("禾味小馆") && facts["order.state"]?.value == .choice("delivered"))
    #expect(facts["customer.id"]?.value == .text("u-81") && facts["customer.phone"]?.value == .text(IntakeStage.phone))
    #expect(facts["problem"]?.value == .choice("late") && facts["wish"]?.value == .choice("refund") && facts["customer.name"]?.value == .text("张三"))
    #expect(facts["happened-at"]?.value == .time(Instant(milliseconds: 1_795_320_600_000)) && facts["happened-where"]?.value == .text("公司前台"))
    let persons = try await desk.state().persons
    #expect(persons == ["customer": PersonID("u-81")])
    for view in ["", "/timeline?weight=detail", "/events"] {
      let shown = try await desk.stage.ask(.get, "/v1/cases/C-000001\(view)", as: .agent)
      #expect(!shown.text.contains(IntakeStage.phone) && !shown.text.contains("张三"), "\(view)")
    }
    #expect(!answer.text.contains(IntakeStage.phone))
  }

  @Test func `T-05 C-01 an order that is unknown or somebody else's is told to the case, which explains and asks to come back`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order("A-1", customer: "u-81")
    try await desk.order("A-2", customer: "u-99")
    _ = try await desk.register()
    for (number, order) in ["A-2", "A-404"].enumerated() {
      let answer = try await desk.register(IntakeStage.body(order: order))
      #expect(answer.status == 201 && answer.json["order"] == "differs", "which of the two isn't said: \(answer.text)")
      try await desk.greet("C-00000\(number + 2)")
      let state = try await desk.state("C-00000\(number + 2)")
      #expect(state.facts["order.check"]?.value == .choice("mismatch") && state.subject.hasPrefix("\(order)/unverified-"))
      #expect(state.facts["merchant.name"] == nil && state.facts["order.state"] == nil, "nothing of the order is told")
      #expect(state.effects.values.contains { $0.text?.contains("复制订单号") == true }, "\(state.effects.values.map(\.text))")
    }
    // Whose order it is has a case of their own: nobody joined it by naming the number.
    let theirs = try await desk.register(IntakeStage.body(order: "A-2", person: "u-99"))
    #expect(theirs.status == 201 && theirs.json["order"] == "matches" && theirs.cases.first?["id"] as? String == "C-000004")
    // The same person with the same number comes back to the same case.
    let again = try await desk.register(IntakeStage.body(order: "A-2"))
    #expect(again.status == 200 && again.cases.first?["id"] as? String == "C-000002")
  }

  @Test func `T-05 whose order it is stays open where nobody knows, and the procedure checks it`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order("A-1", customer: nil)
    let answer = try await desk.register(IntakeStage.body())
    #expect(answer.status == 201 && answer.json["order"] == "unsettled", "\(answer.text)")
    try await desk.greet()
    let state = try await desk.state()
    #expect(state.facts["order.check"] == nil && state.facts["merchant.name"] != nil && state.effects.values.contains { $0.action == "check-order" })
    try await desk.order("A-2", customer: "u-1")
    #expect(try await desk.register(IntakeStage.body(order: "A-2", person: nil)).json["order"] == "unsettled")
  }

  @Test func `T-05 T-06 what is missing is told at once, with what to do`() async throws {
    let desk = try await IntakeStage.takeaway()
    let answer = try await desk.register(#"{"facts":{"问题小类":"超时未达"}}"#)
    #expect(answer.status == 422)
    #expect(
      Set(answer.places) == ["/order", "/phone", "/facts/problem.text", "/facts/wish", "/facts/happened-at", "/facts/happened-where"], "\(answer.places)")
    #expect(answer.text.contains("Copy the number from the order's page"))
    let cases = await desk.cases()
    #expect(cases.isEmpty)
  }

  @Test func `T-06 a description has a hundred characters on the web, and as many as it has by phone and chat`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    for words in ["晚了", String(repeating: "晚", count: 99), String(repeating: "晚 ", count: 99) + String(repeating: " ", count: 50)] {
      let answer = try await desk.register(IntakeStage.body(IntakeStage.problem("超时未达", words: words)))
      #expect(answer.status == 422 && answer.places == ["/facts/问题描述"], "\(answer.text)")
    }
    for channel in ["phone", "im", "wechat"] {
      let answer = try await desk.register(#"{"channel":"\#(channel)","order":"A-1","phone":"13800138000","phoneVerified":true,"facts":{"问题描述":"晚了"}}"#)
      #expect([200, 201].contains(answer.status), "\(channel): \(answer.text)")
    }
    #expect(try await desk.register(IntakeStage.body(IntakeStage.problem("超时未达", words: String(repeating: "晚", count: 100)))).status == 200)
  }

  @Test func `T-07 a foreign object has colour, shape and size, which aren't asked of anything else`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await desk.order()
    let bare = try await desk.register(IntakeStage.body(IntakeStage.problem("异物")))
    #expect(bare.status == 422 && Set(bare.places) == ["/facts/foreign.colour", "/facts/foreign.shape", "/facts/foreign.size"], "\(bare.text)")
    let form = #""异物颜色":"黑","异物形状":"丝","异物大小":"2 cm","#
    let late = try await desk.register(IntakeStage.body(IntakeStage.problem("超时未达", form)))
    #expect(late.status == 422 && late.places.contains("/facts/foreign.colour"), "\(late.text)")
    #expect(try await desk.register(IntakeStage.body(IntakeStage.problem("异物", form))).status == 201)
    let facts = try await desk.state().facts
    #expect(facts["foreign.colour"]?.value == .text("黑") && facts["foreign.size"]?.value == .text("2 cm"))
    // The agent at the telephone may leave it to the procedure.
    try await desk.order("A-2")
    let phone = try await desk.register(IntakeStage.body(#"{"问题小类":"异物","问题描述":"有头发"}"#, order: "A-2", more: #""channel":"phone","#))
    #expect(phone.status == 201, "\(phone.text)")
  }

  @Test func `T-09 the person's choice wins; words decide where they speak of one thing; else it stays open`() async throws {
    let desk = try await IntakeStage.takeaway()
    for number in 1...4 { try await desk.order("A-\(number)") }
    func told(_ number: Int, _ kind: String?, _ words: String) async throws -> KnownFact? {
      let answer = try await desk.register(IntakeStage.body(IntakeStage.problem(kind, words: IntakeStage.words + words), order: "A-\(number)"))
      #expect(answer.status == 201, "\(answer.text)")
      return try await desk.state("C-00000\(number)").facts["problem"]
    }
    let chosen = try await told(1, "口味不符", "馊了")
    #expect(chosen?.value == .choice("taste") && chosen?.source == "platform")
    let heard = try await told(2, nil, "打开一看，馊了")
    #expect(heard?.value == .choice("unsafe") && heard?.source == "rule")
    let both = try await told(3, nil, "洒了，而且馊了")
    #expect(both?.value == nil)
    let neither = try await told(4, nil, "说不清楚")
    #expect(neither?.value == nil)
  }

  @Test func `C-01 a complaint about a page or a price is recorded without an order, others aren't`() async throws {
    let desk = try await IntakeStage.grocery()
    func body(_ kind: String, _ more: String = "") -> String {
      #"{\#(more)"phone":"13800138000","phoneVerified":true,"facts":{"投诉类型":"\#(kind)","投诉内容":"价格写错了"}}"#
    }
    let parts = try await desk.register(body("遗漏构成品"), for: "grocery-complaint-intake")
    #expect(parts.status == 422 && parts.places == ["/order"] && parts.text.contains("Without an order we still take"), "\(parts.text)")
    for (number, kind) in ["价格不满", "网站信息不符"].enumerated() {
      let answer = try await desk.register(body(kind), for: "grocery-complaint-intake")
      #expect(answer.status == 201 && answer.json["order"] == "none", "\(answer.text)")
      let state = try await desk.state("C-00000\(number + 1)")
      #expect(state.facts["order.check"]?.value == .choice("none") && state.subject.hasPrefix("no-order/"))
    }
    let wrong = try await desk.register(body("遗漏构成品", #""order":"A-404","#), for: "grocery-complaint-intake")
    #expect(wrong.status == 201 && wrong.json["order"] == "differs")
    #expect(try await desk.state("C-000003").facts["order.check"]?.value == .choice("mismatched"))
  }
}
