import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("How many files a link may send")
struct OwnFilesTests {
  private func headers(_ visitor: PartyVisitor, bytes: Int, key: String? = nil) -> HTTPFields {
    var headers = visitor.headers()
    headers[.contentType] = "text/plain"
    headers[.contentLength] = String(bytes)
    headers[.idempotencyKey] = key
    return headers
  }

  private func send(_ visitor: PartyVisitor, _ text: String, key: String? = nil) async throws -> Answer {
    try await visitor.stage.ask(.post, "/v1/own/evidence", headers(visitor, bytes: text.utf8.count, key: key), body: text)
  }

  @Test func `a case takes so many files of a party, and answers again for those it has`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let (customer, merchant) = (try await PartyVisitor.come(to: stage), try await PartyVisitor.come(to: stage, as: "merchant"))
    for number in 1...OwnDoor.mostFiles {
      let sent = try await send(customer, "第 \(number) 张收条。\n", key: "f-\(number)")
      try #require(sent.status == 201, "\(number): \(sent.text)")
    }
    let refused = try await send(customer, "还有一张收条。\n", key: "f-more")
    #expect(refused.status == 409 && refused.json["type"] == "/problems/conflict", "\(refused.text)")
    let again = try await send(customer, "第 3 张收条。\n", key: "f-3")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    #expect(try await send(merchant, "商家的收条。\n").status == 201)
  }

  @Test func `a link sends so many bytes an hour, as they are announced`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let (one, other) = (try await PartyVisitor.come(to: stage), try await PartyVisitor.come(to: stage, "C-000002"))
    let responder = stage.server.responder()
    let announced = Int(stage.evidence.limits.largest)
    func send(_ visitor: PartyVisitor, bytes: Int) async throws -> Int {
      try await stage.ask(.post, "/v1/own/evidence", headers(visitor, bytes: bytes), body: "短\n", of: responder).status
    }
    // None of them is whole.
    for _ in 0..<Int(OwnRates.bytesPerHour) / announced {
      let status = try await send(one, bytes: announced)
      #expect(status >= 400 && status != 429)
    }
    #expect(try await send(one, bytes: announced) == 429)
    #expect(try await send(other, bytes: announced) != 429)
    #expect(try await send(one, bytes: "短\n".utf8.count) != 429, "what is small still has room")
  }

  @Test func `a closed case refuses a file before it is received`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let sent = try await send(visitor, "A photo of flowers, in words.\n", key: "f-1")
    #expect(sent.status == 201, "\(sent.text)")
    try await shop.send(path)
    #expect(try await shop.answerSolved(path).status == 200)
    #expect(try await shop.phase(path) == "closed")
    // It announces more than it has: whoever receives it finds that first.
    let refused = try await shop.stage.ask(.post, "/v1/own/evidence", headers(visitor, bytes: 100_000), body: "late\n")
    #expect(refused.status == 409 && refused.json["type"] == "/problems/refused", "\(refused.text)")
    #expect(try await send(visitor, "A photo of flowers, in words.\n", key: "f-1").status == 200, "what was taken once is answered again")
  }

  @Test func `what is more than a bucket holds takes a full one`() {
    let (rate, now) = (RateLimit(rate: 1, burst: 100), ContinuousClock.now)
    #expect(rate.refuses("a", taking: 60, at: now) == nil)
    #expect(rate.refuses("a", taking: 60, at: now) == 20)
    #expect(rate.refuses("a", taking: 40, at: now) == nil)
    #expect(rate.refuses("b", taking: 1_000, at: now) == nil && rate.refuses("b", at: now) == 1)
    #expect(rate.refuses("c", taking: -5, at: now) == nil && rate.refuses("c", taking: 100, at: now) == nil)
  }
}
