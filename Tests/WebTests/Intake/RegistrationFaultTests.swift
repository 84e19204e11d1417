import Playbook
import Casework
import Foundation
import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("Registrations that can't be taken")
struct RegistrationFaultTests {
  private static let script = "<script>alert('x')</script>"

  /// Members of a registration, and where it is wrong.
  private static let wrong: [(members: String, place: String)] = [
    (#""order":7"#, "/order"), (#""order":["A-1"]"#, "/order"), (#""order":"A-1\nA-2""#, "/order"), (#""order":"\u0000""#, "/order"),
    (#""order":"A-1","phone":13800138000"#, "/phone"), (#""order":"A-1","phone":"138001380""#, "/phone"), (#""order":"A-1","phone":"12800138000""#, "/phone"),
    (#""order":"A-1","phone":"1380013800x""#, "/phone"), (#""order":"A-1","phone":"+1 38001380001""#, "/phone"),
    (#""order":"A-1","phone":"１３８００１３８０００""#, "/phone"),
    (#""order":"A-1","phone":"00861380013800013""#, "/phone"), (#""order":"A-1","name":7"#, "/name"), (#""order":"A-1","name":"a\tb""#, "/name"),
    (#""order":"A-1","channel":"pigeon""#, "/channel"), (#""order":"A-1","channel":7"#, "/channel"), (#""order":"A-1","persons":"u-81""#, "/persons"),
    (#""order":"A-1","persons":{"用户":7}"#, "/persons/用户"), (#""order":"A-1","persons":{"邻居":"u-81"}"#, "/persons/邻居"),
    (#""order":"A-1","persons":{"用户":""}"#, "/persons/用户"), (#""order":"A-1","persons":{"用户":"u\n1"}"#, "/persons/用户"),
    (#""order":"A-1","phoneVerified":"yes""#, "/phoneVerified"), (#""order":"A-1","phoneProof":7"#, "/phoneProof"), (#""order":"A-1","more":1"#, "/more"),
    (#""order":"A-1","facts":[]"#, "/facts"), (#""order":"A-1","facts":"x""#, "/facts"), (#""order":"A-1","facts":{"天气":"晴"}"#, "/facts/天气"),
    (#""order":"A-1","facts":{"订单核验":"核验一致"}"#, "/facts/订单核验"), (#""order":"A-1","facts":{"近 30 天投诉次数":0}"#, "/facts/近 30 天投诉次数"),
    (#""order":"A-1","facts":{"手机号":"13800138000"}"#, "/facts/手机号"), (#""order":"A-1","facts":{"严重程度":"轻微"}"#, "/facts/严重程度"),
    (#""order":"A-1","facts":{"问题小类":"月亮"}"#, "/facts/问题小类"), (#""order":"A-1","facts":{"问题小类":7}"#, "/facts/问题小类"),
    (#""order":"A-1","facts":{"问题小类":{"a":1}}"#, "/facts/问题小类"), (#""order":"A-1","facts":{"发生时间":"昨天"}"#, "/facts/发生时间"),
    (#""order":"A-1","facts":{"问题小类":"变质致病","不适人数":"很多"}"#, "/facts/不适人数"), (#""order":"A-1","facts":{"wish":"refund","期望方案":"要退款"}"#, "/facts/期望方案"),
    (#""order":"A-1","facts":{"问题描述":["a"]}"#, "/facts/问题描述"), (#""order":"A-1","facts":{"a/b":"c"}"#, "/facts/a"),
  ]

  /// Whatever is wrong is told with its place; nothing was opened, and nothing of the number is said.
  private func refused(_ desk: IntakeStage, _ body: String, _ places: [String], for playbook: String = "takeaway-service") async throws {
    let answer = try await desk.register(body, for: playbook)
    #expect(answer.status == 422 && places.allSatisfy(answer.places.contains), "\(body.prefix(200)): \(answer.status) \(answer.places)")
    #expect(answer.text.utf8.count < 20_000 && !answer.text.contains(IntakeStage.phone))
    let cases = await desk.cases()
    #expect(cases.isEmpty)
  }

  @Test(arguments: wrong)
  func `T-05 T-06 the wrong type, the wrong value and unknown keys say where`(members: String, place: String) async throws {
    let desk = try await IntakeStage.takeaway()
    let phone = members.contains("\"phone\"") ? "" : #","phone":"13800138000""#
    let verified = members.contains("phoneVerified") ? "" : #","phoneVerified":true"#
    let answer = try await desk.register("{\(members)\(phone)\(verified)}")
    #expect(answer.status == 422 && answer.places.contains { $0.hasPrefix(place) }, "\(answer.status) \(answer.text)")
    #expect(!answer.text.contains(IntakeStage.phone))
    let cases = await desk.cases()
    #expect(cases.isEmpty)
  }

  @Test func `a hundred thousand characters are refused in every field, and not said again`() async throws {
    let desk = try await IntakeStage.takeaway()
    let long = String(repeating: "长", count: 100_000)
    let shared = #""phone":"13800138000","phoneVerified":true"#
    for (body, place) in [
      (#"{"order":"\#(long)",\#(shared),"facts":{}}"#, "/order"), (#"{"order":"A-1","phone":"\#(long)","facts":{}}"#, "/phone"),
      (#"{"order":"A-1",\#(shared),"name":"\#(long)","facts":{}}"#, "/name"), (#"{"order":"A-1",\#(shared),"channel":"\#(long)","facts":{}}"#, "/channel"),
      (#"{"order":"A-1",\#(shared),"persons":{"用户":"\#(long)"},"facts":{}}"#, "/persons/用户"),
      (#"{"order":"A-1",\#(shared),"phoneProof":"\#(long)","facts":{}}"#, "/phoneProof"),
    ] { try await refused(desk, body, [place]) }
    for fact in ["问题描述", "问题小类", "期望方案", "发生时间", "发生地点"] {
      try await refused(desk, #"{"order":"A-1",\#(shared),"facts":{"\#(fact)":"\#(long)"}}"#, ["/facts/\(fact)"])
    }
    let name = String(repeating: "n", count: 100_000)
    let unknown = try await desk.register(#"{"order":"A-1",\#(shared),"facts":{"\#(name)":"x"}}"#)
    #expect(unknown.status == 422 && unknown.text.utf8.count < 20_000)
  }

  @Test func `script in every field is text, and stays what it is`() async throws {
    let desk = try await IntakeStage.takeaway()
    let words = IntakeStage.words + Self.script
    let facts =
      #"{"问题小类":"异物","问题描述":"\#(words)","期望方案":"要退款","发生时间":"2026-11-22T04:10:00Z","发生地点":"\#(Self.script)","#
      + #""异物颜色":"\#(Self.script)","异物形状":"'; DROP TABLE cases; --","异物大小":"{问题小类}"}"#
    let answer = try await desk.register(
      #"{"order":"\#(Self.script)","name":"\#(Self.script)","persons":{"用户":"\#(Self.script)"},"phone":"+86 138-0013-8000","phoneVerified":true,"facts":\#(facts)}"#
    )
    #expect(answer.status == 201 && answer.headers[.contentType] == "application/json", "\(answer.text)")
    let state = try await desk.state()
    #expect(state.facts["foreign.colour"]?.value == .text(Self.script) && state.facts["foreign.shape"]?.value == .text("'; DROP TABLE cases; --"))
    #expect(state.facts["problem.text"]?.value == .text(words) && state.facts["customer.phone"]?.value == .text(IntakeStage.phone))
    #expect(state.subject.hasPrefix("\(Self.script)/unverified-"))
    let shown = try await desk.stage.ask(.get, "/v1/cases/C-000001", as: .agent)
    #expect(shown.headers[.contentType] == "application/json" && (try? JSONSerialization.jsonObject(with: Data(shown.text.utf8))) != nil)
  }

  @Test func `what isn't JSON, or no object, isn't understood`() async throws {
    let desk = try await IntakeStage.takeaway()
    for body in ["", "[]", "7", "{", "null", "{\"a\":"] { #expect([400, 415].contains(try await desk.register(body).status), "\(body)") }
    var headers = try await desk.stage.token(.integration)
    headers[.contentType] = "text/plain"
    #expect(try await desk.stage.ask(.post, "/v1/intake-forms/takeaway-service/registrations", headers, body: IntakeStage.body()).status == 415)
  }

  @Test func `blank is nothing, null is nothing`() async throws {
    let desk = try await IntakeStage.takeaway()
    try await refused(
      desk,
      #"{"order":"  ","phone":" ","phoneVerified":true,"facts":{"问题描述":"\#(String(repeating: " ", count: 200))","发生地点":"  ","发生时间":null,"期望方案":null}}"#,
      ["/order", "/phone", "/facts/problem.text", "/facts/happened-where", "/facts/happened-at", "/facts/wish"])
  }
}
