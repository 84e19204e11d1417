import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registering by a link")
struct OwnRegistrationTests {
  private func visitor(_ desk: IntakeStage, person: String? = nil) async throws -> PartyVisitor {
    let body = person.map { #"{"person":"\#($0)"}"# } ?? "{}"
    let made = try await desk.stage.ask(.post, "/v1/intake-forms/takeaway-service/links", as: .integration, body)
    try #require(made.status == 201, "\(made.text)")
    return try await PartyVisitor(desk.stage, following: try #require(made.json["path"]))
  }

  private func proof(_ desk: IntakeStage, _ visitor: PartyVisitor, _ phone: String = IntakeStage.phone) async throws -> String {
    let asked = try await visitor.ask(.post, "/v1/own/phone-verifications", #"{"phone":"\#(phone)"}"#)
    let (id, code) = (try #require(asked.json["id"], "\(asked.text)"), try #require(desk.sent.codes.last))
    let proved = try await visitor.ask(.post, "/v1/own/phone-verifications/\(id)", #"{"code":"\#(code)"}"#)
    return try #require(proved.json["proof"], "\(proved.text)")
  }

  private func body(_ proof: String, order: String = "A-1", problems: String? = nil, phone: String = IntakeStage.phone, more: String = "") -> String {
    #"{"order":"\#(order)","phone":"\#(phone)","phoneProof":"\#(proof)",\#(more)"problems":\#(problems ?? "[\(IntakeStage.problem("超时未达"))]")}"#
  }

  @Test func `T-05 T-06 T-09 a customer registers several problems by a link, and goes on with a link of the case`() async throws {
    let desk = try await IntakeStage.takeaway()
    let visitor = try await visitor(desk, person: "u-81")
    let page = try await visitor.ask(.get, "/p")
    #expect(page.status == 200 && page.text.contains("data-fact=\"problem\"") && page.text.contains("capture=\"environment\""), "\(page.text)")
    #expect(try await visitor.ask(.get, "/v1/own/intake-form").json["playbook"] == "takeaway-service")
    let proof = try await proof(desk, visitor)
    let problems = "[\(IntakeStage.problem("超时未达")),\(IntakeStage.problem("骑手态度"))]"
    let taken = try await visitor.ask(.post, "/v1/own/registrations", body(proof, problems: problems), key: "r-1")
    #expect(taken.status == 201 && taken.json["path"] == "/p" && taken.cases.count == 2, "\(taken.text)")
    #expect(try await desk.state().persons == ["customer": PersonID("u-81")])
    let own = try await PartyVisitor(desk.stage, cookie: try #require(taken.headers[.setCookie]))
    let shown = try await own.ask(.get, "/v1/own/case")
    #expect(shown.status == 200 && shown.json["case"] == "C-000001", "\(shown.text)")
    let again = try await visitor.ask(.post, "/v1/own/registrations", body(proof, problems: problems), key: "r-1")
    #expect(again.status == 200 && again.headers[.setCookie] != nil && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    #expect(try await visitor.ask(.get, "/v1/own/case").status == 403, "a link for registering shows no case")
    #expect(try await visitor.ask(.get, "/v1/registers/negotiations").status == 403)
  }

  @Test func `who names the order of somebody else's case joins it at most, and isn't shown it`() async throws {
    let desk = try await IntakeStage.takeaway()
    // It is known, and whose it is; who registers isn't.
    try await desk.order("A-1", customer: "u-81")
    #expect(try await desk.register(IntakeStage.body(order: "A-1", person: nil)).status == 201)
    let visitor = try await visitor(desk)
    let proof = try await proof(desk, visitor)
    for key in ["r-1", "r-1", "r-2"] {
      let taken = try await visitor.ask(.post, "/v1/own/registrations", body(proof), key: key)
      #expect([200, 201].contains(taken.status), "\(taken.text)")
      let joined = taken.cases.contains { $0["id"] as? String == "C-000001" }
      #expect(joined && taken.headers[.setCookie] == nil && taken.json["path"] == nil, "\(taken.text)")
    }
  }

  @Test func `what the link says isn't said again, and the number has to be proved`() async throws {
    let desk = try await IntakeStage.takeaway()
    let visitor = try await visitor(desk, person: "u-81")
    let proof = try await proof(desk, visitor)
    for more in [#""persons":{"用户":"u-82"},"#, #""channel":"phone","#, #""phoneVerified":true,"#] {
      #expect(try await visitor.ask(.post, "/v1/own/registrations", body(proof, more: more)).status == 422, "\(more)")
    }
    #expect(try await visitor.ask(.post, "/v1/own/registrations", body("x.y")).places == ["/phoneProof"])
    let short = try await visitor.ask(.post, "/v1/own/registrations", body(proof, problems: "[\(IntakeStage.problem("超时未达", words: "晚了"))]"))
    #expect(short.status == 422 && short.places.contains { $0.hasSuffix("problem.text") || $0.hasSuffix("问题描述") }, "\(short.text)")
    #expect(await desk.cases().isEmpty)
    let own = try await PartyVisitor.negotiations()
    #expect(try await PartyVisitor.come(to: own).ask(.post, "/v1/own/registrations", body(proof)).status == 403, "a link of a case registers nothing")
  }

  @Test func `T-05 a link sends codes to few numbers`() async throws {
    let desk = try await IntakeStage.takeaway()
    let visitor = try await visitor(desk)
    let responder = desk.stage.server.responder()
    var headers = visitor.headers()
    headers[.contentType] = "application/json"
    var answers: [Int] = []
    for number in 0...Int(OwnRegistrations.codesPerHour) {
      answers.append(
        try await desk.stage.ask(.post, "/v1/own/phone-verifications", headers, body: #"{"phone":"1380013800\#(number)"}"#, of: responder).status)
    }
    #expect(answers == Array(repeating: 201, count: Int(OwnRegistrations.codesPerHour)) + [429])
  }

  @Test(
    "what can't be a link for registering is said",
    arguments: [#"{"person":""}"#, #"{"person":1}"#, #"{"person":"a\nb"}"#, #"{"days":31}"#, #"{"party":"customer"}"#])
  func faults(body: String) async throws {
    let desk = try await IntakeStage.takeaway()
    #expect(try await desk.stage.ask(.post, "/v1/intake-forms/takeaway-service/links", as: .integration, body).status == 422)
    #expect(try await desk.stage.ask(.post, "/v1/intake-forms/nothing/links", as: .integration, "{}").status == 404)
  }
}
