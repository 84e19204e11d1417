import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Links for registering that are given to several people")
struct RegistrationLinkTests {
  private func visitor(_ desk: IntakeStage, person: String? = nil) async throws -> PartyVisitor {
    let body = person.map { #"{"person":"\#($0)"}"# } ?? "{}"
    let made = try await desk.stage.ask(.post, "/v1/intake-forms/takeaway-service/links", as: .integration, body)
    return try await PartyVisitor(desk.stage, following: try #require(made.json["path"], "\(made.text)"))
  }

  private func register(_ desk: IntakeStage, _ visitor: PartyVisitor, order: String, phone: String, key: String) async throws -> Answer {
    let asked = try await visitor.ask(.post, "/v1/own/phone-verifications", #"{"phone":"\#(phone)"}"#)
    let (id, code) = (try #require(asked.json["id"], "\(asked.text)"), try #require(desk.sent.codes.last))
    let proved = try await visitor.ask(.post, "/v1/own/phone-verifications/\(id)", #"{"code":"\#(code)"}"#)
    let proof = try #require(proved.json["proof"], "\(proved.text)")
    let body = #"{"order":"\#(order)","phone":"\#(phone)","phoneProof":"\#(proof)","problems":[\#(IntakeStage.problem("超时未达"))]}"#
    return try await visitor.ask(.post, "/v1/own/registrations", body, key: key)
  }

  @Test func `what is sent by one link isn't what was sent by another, though nobody says who either is`() async throws {
    let desk = try await IntakeStage.takeaway()
    let (one, other) = (try await visitor(desk), try await visitor(desk))
    #expect(one.cookie != other.cookie, "made in the same second")
    let first = try await register(desk, one, order: "A-1", phone: "13800138001", key: "r-1")
    #expect(first.status == 201, "\(first.text)")
    let second = try await register(desk, other, order: "A-2", phone: "13800138002", key: "r-1")
    #expect(second.status == 201 && second.headers[.idempotencyReplayed] == nil, "\(second.text)")
    let own = try await PartyVisitor(desk.stage, cookie: try #require(second.headers[.setCookie]))
    #expect(try await own.ask(.get, "/v1/own/case").json["case"] == second.cases.first?["id"] as? String)
    #expect(first.cases.first?["id"] as? String != second.cases.first?["id"] as? String)
  }

  @Test func `each client of a link has its own share, and all together a larger one`() {
    let (rate, now) = (LinkRate(perHour: 2), ContinuousClock.now)
    for _ in 0..<2 { #expect(rate.refuses("l", "a", at: now) == nil) }
    #expect(rate.refuses("l", "a", at: now) != nil)
    #expect(rate.refuses("l", "b", at: now) == nil && rate.refuses("m", "a", at: now) == nil)
    for client in 0..<17 { #expect(rate.refuses("l", "c\(client)", at: now) == nil) }
    #expect(rate.refuses("l", "d", at: now) != nil, "twenty of them")
    #expect(rate.refuses("m", "d", at: now) == nil)
  }

  @Test func `a link registers so often an hour`() async throws {
    let desk = try await IntakeStage.takeaway()
    let visitor = try await visitor(desk)
    let responder = desk.stage.server.responder()
    var headers = visitor.headers()
    headers[.contentType] = "application/json"
    var answers: [Int] = []
    for _ in 0...Int(RegistrationRates.registrationsPerHour) {
      answers.append(try await desk.stage.ask(.post, "/v1/own/registrations", headers, body: "{}", of: responder).status)
    }
    #expect(answers == Array(repeating: 422, count: Int(RegistrationRates.registrationsPerHour)) + [429])
  }

  @Test func `links that were taken back aren't given again to whoever registers again`() async throws {
    let desk = try await IntakeStage.takeaway()
    let visitor = try await visitor(desk, person: "u-81")
    let first = try await register(desk, visitor, order: "A-1", phone: IntakeStage.phone, key: "r-1")
    #expect(first.status == 201 && first.headers[.setCookie] != nil, "\(first.text)")
    let joined = try await register(desk, visitor, order: "A-1", phone: IntakeStage.phone, key: "r-2")
    #expect(joined.status == 200 && joined.headers[.setCookie] != nil, "it is theirs, and nothing was taken back: \(joined.text)")
    #expect(try await desk.stage.ask(.delete, "/v1/cases/C-000001/links", as: .agent).status == 204)
    for key in ["r-2", "r-3"] {
      let again = try await register(desk, visitor, order: "A-1", phone: IntakeStage.phone, key: key)
      #expect(again.status == 200 && again.headers[.setCookie] == nil && again.json["path"] == nil, "\(key): \(again.text)")
      desk.pass(.hours(2))
    }
    let next = try await register(desk, visitor, order: "A-7", phone: IntakeStage.phone, key: "r-4")
    #expect(next.status == 201 && next.headers[.setCookie] != nil, "another case's links weren't taken back: \(next.text)")
  }
}
