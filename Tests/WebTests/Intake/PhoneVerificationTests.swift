import Casework
import Channels
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Telephone numbers")
struct PhoneVerificationTests {
  private func ask(_ desk: IntakeStage, _ phone: String = IntakeStage.phone, key: String? = nil) async throws -> Answer {
    try await desk.stage.ask(.post, "/v1/phone-verifications", as: .agent, #"{"phone":"\#(phone)"}"#, key: key)
  }

  private func prove(_ desk: IntakeStage, _ id: String, _ code: String) async throws -> Answer {
    try await desk.stage.ask(.post, "/v1/phone-verifications/\(id)", as: .agent, #"{"code":"\#(code)"}"#)
  }

  private func wrong(_ code: String) -> String { code == "000000" ? "111111" : "000000" }

  private func register(_ desk: IntakeStage, proof: String?, phone: String = IntakeStage.phone, key: String? = nil) async throws -> Answer {
    let proof = proof.map { #","phoneProof":"\#($0)""# } ?? ""
    return try await desk.register(#"{"order":"A-1","phone":"\#(phone)"\#(proof),"facts":\#(IntakeStage.problem("超时未达"))}"#, as: .agent, key: key)
  }

  @Test func `T-05 a code goes to the number by text message; who tells it has a proof, and registers`() async throws {
    let desk = try await IntakeStage.takeaway()
    let asked = try await ask(desk, "138 0013-8000")
    let id = try #require(asked.json["id"])
    #expect(asked.status == 201 && asked.headers[.location] == "/v1/phone-verifications/\(id)", "\(asked.text)")
    let errand = try #require(desk.sent.all.first)
    let code = try #require(errand.arguments["code"])
    #expect(errand.channel == "sms" && errand.arguments["phone"] == IntakeStage.phone && errand.text?.contains(code) == true)
    #expect(code.count == 6 && code.allSatisfy { $0.isASCII && $0.isNumber } && !asked.text.contains(code))
    #expect(!errand.key.contains(code) && !errand.key.contains(IntakeStage.phone) && !errand.subject.contains(IntakeStage.phone))
    let proved = try await prove(desk, id, code)
    let proof = try #require(proved.json["proof"])
    #expect(proved.status == 200 && !proved.text.contains(IntakeStage.phone))
    let registered = try await register(desk, proof: proof, phone: "+86 13800138000")
    #expect(registered.status == 201, "\(registered.text)")
    #expect(try await desk.state().facts["customer.phone"]?.value == .text(IntakeStage.phone))
    let kept = try #require(await desk.stage.ledger.readVerification(id))
    #expect(kept.code != Array(code.utf8) && kept.phone != Array(IntakeStage.phone.utf8) && !String(describing: kept).contains(IntakeStage.phone))
    let audit = await desk.stage.ledger.readAudit(after: 0, limit: 100)
    #expect(!String(describing: audit).contains(IntakeStage.phone))
  }

  @Test func `T-05 without a proof nobody but the platform's program says that a number is theirs`() async throws {
    let desk = try await IntakeStage.takeaway()
    let bare = try await register(desk, proof: nil)
    #expect(bare.status == 422 && bare.places == ["/phone"] && bare.text.contains("/v1/phone-verifications"), "\(bare.text)")
    let said = try await desk.register(IntakeStage.body(), as: .agent)
    #expect(said.status == 422 && said.places.contains("/phoneVerified"))
    let denied = try await desk.register(IntakeStage.body().replacing(#""phoneVerified":true"#, with: #""phoneVerified":false"#))
    #expect(denied.status == 422 && denied.places == ["/phone"])
    for proof in ["x", "a.b", "..", "0.\(String(repeating: "0", count: 64))", String(repeating: ".", count: 100)] {
      let answer = try await register(desk, proof: proof)
      #expect(answer.status == 422 && answer.places == ["/phoneProof"], "\(proof): \(answer.text)")
    }
    #expect(!bare.text.contains(IntakeStage.phone))
  }

  @Test func `T-05 a proof is of one number, and for half an hour`() async throws {
    let desk = try await IntakeStage.takeaway()
    let id = try #require(try await ask(desk).json["id"])
    let code = try #require(desk.sent.codes.first)
    let proof = try #require(try await prove(desk, id, code).json["proof"])
    let other = try await register(desk, proof: proof, phone: "13900139000")
    #expect(other.status == 422 && other.places == ["/phoneProof"] && !other.text.contains("13900139000"), "\(other.text)")
    // Another verification's name before the same secret.
    let second = try #require(try await ask(desk, "13900139000").json["id"])
    let moved = "\(second).\(proof.split(separator: ".").last ?? "")"
    #expect(try await register(desk, proof: moved, phone: "13900139000").places == ["/phoneProof"])
    desk.pass(.minutes(29))
    #expect(try await register(desk, proof: proof, key: "k").status == 201)
    desk.pass(.minutes(1))
    #expect(try await register(desk, proof: proof).places == ["/phoneProof"])
    // What was taken is answered again, though the proof has run out.
    #expect(try await register(desk, proof: proof, key: "k").headers[.idempotencyReplayed] == "true")
  }

  @Test func `T-05 a code may be tried five times, within ten minutes, for its own number`() async throws {
    let desk = try await IntakeStage.takeaway()
    let one = try #require(try await ask(desk).json["id"])
    let other = try #require(try await ask(desk, "13900139000").json["id"])
    let code = try #require(desk.sent.codes.first)
    for left in (1...4).reversed() {
      let answer = try await prove(desk, one, wrong(code))
      #expect(answer.status == 422 && answer.text.contains(left == 1 ? "one try is left" : "\(left) tries are left"), "\(answer.text)")
    }
    #expect(try await prove(desk, one, wrong(code)).status == 422)
    #expect(try await prove(desk, one, code).status == 409, "guessed too often")
    let foreign = try #require(desk.sent.codes.last)
    if foreign != code { #expect(try await prove(desk, other, code).status == 422, "another number's code") }
    desk.pass(.minutes(10))
    #expect(try await prove(desk, other, foreign).status == 409, "it has expired")
    #expect(try await prove(desk, "nothing", code).status == 404)
    for bad in ["12345", "1234567", "12345a", "１２３４５６", ""] { #expect(try await prove(desk, other, bad).status == 422, "\(bad)") }
  }

  @Test func `T-05 a number gets three codes an hour, and others all the same`() async throws {
    let desk = try await IntakeStage.takeaway()
    for _ in 1...3 { #expect(try await ask(desk).status == 201) }
    let fourth = try await ask(desk)
    #expect(fourth.status == 429 && fourth.headers[.retryAfter] == "3600" && !fourth.text.contains(IntakeStage.phone), "\(fourth.text)")
    #expect(try await ask(desk, "+8613800138000").status == 429, "however it is written")
    #expect(try await ask(desk, "13900139000").status == 201)
    #expect(desk.sent.all.count == 4)
    desk.pass(.minutes(59))
    #expect(try await ask(desk).headers[.retryAfter] == "60")
    desk.pass(.minutes(2))
    #expect(try await ask(desk).status == 201)
  }

  @Test func `the same key is one message, and another number isn't the same`() async throws {
    let desk = try await IntakeStage.takeaway()
    let first = try await ask(desk, key: "k")
    let again = try await ask(desk, key: "k")
    #expect(first.status == 201 && again.status == 201 && again.headers[.idempotencyReplayed] == "true" && again.json["id"] == first.json["id"])
    #expect(desk.sent.all.count == 1)
    let reused = try await ask(desk, "13900139000", key: "k")
    #expect(reused.status == 422 && reused.json["type"] == "/problems/key-reused" && !reused.text.contains("13900139000"))
  }

  @Test func `a code that didn't go out isn't counted`() async throws {
    let desk = try await IntakeStage("food-delivery/takeaway-service.md", connector: NoWayOut())
    for _ in 1...5 {
      let answer = try await ask(desk, key: "k")
      #expect(answer.status == 503 && answer.headers[.retryAfter] != nil && !answer.text.contains(IntakeStage.phone), "\(answer.text)")
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"phone":null}"#, #"{"phone":13800138000}"#, #"{"phone":""}"#, #"{"phone":"110"}"#, #"{"phone":"23800138000"}"#, #"{"phone":"138001380001"}"#,
    #"{"phone":"13800138000","more":1}"#, #"{"phone":"<script>13800138000</script>"}"#, #"{"phone":["13800138000"]}"#,
  ])
  func `what isn't a mobile number gets no code`(body: String) async throws {
    let desk = try await IntakeStage.takeaway()
    let answer = try await desk.stage.ask(.post, "/v1/phone-verifications", as: .agent, body)
    #expect(answer.status == 422 && !answer.text.contains(IntakeStage.phone), "\(answer.text)")
    #expect(desk.sent.all.isEmpty)
  }
}
