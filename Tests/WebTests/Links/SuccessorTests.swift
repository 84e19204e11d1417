import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Who becomes a party in the place of somebody else")
struct SuccessorTests {
  private func name(_ persons: String, in stage: Stage) async throws {
    let named = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, #"{"persons":{\#(persons)}}"#)
    #expect(named.status == 200, "\(named.text)")
  }

  private func send(_ text: String, _ visitor: PartyVisitor) async throws -> Answer {
    var headers = visitor.headers()
    headers[.contentType] = "text/plain"
    headers[.contentLength] = String(text.utf8.count)
    return try await visitor.stage.ask(.post, "/v1/own/evidence", headers, body: text)
  }

  @Test func `neither the words nor the files of whoever was the party before are shown`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let before = try await PartyVisitor.come(to: stage)
    #expect(try await before.ask(.post, "/v1/own/messages", #"{"text":"我住三号楼"}"#).status == 200)
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, #"{"to":"用户","text":"三号楼收到"}"#).status == 200)
    #expect(try await send("三号楼的收条\n", before).json["id"] == "E-1")
    #expect(try await before.ask(.get, "/v1/own/case").text.contains("三号楼"))

    try await name(#""用户":"u-9""#, in: stage)
    let after = try await PartyVisitor.come(to: stage)
    for path in ["/v1/own/case", "/v1/own/evidence", "/p", "/p/part/talk"] {
      let shown = try await after.ask(.get, path)
      #expect(shown.status == 200 && !shown.text.contains("三号楼") && !shown.text.contains("evidence/E-1"), "\(path): \(shown.text)")
    }
    #expect(try await after.ask(.get, "/v1/own/evidence/E-1").status == 404)
    let same = try await send("三号楼的收条\n", after)
    #expect(same.status == 409 && !same.text.contains("E-1"), "\(same.text)")
    #expect(try await after.ask(.post, "/v1/own/messages", #"{"text":"我是新来的"}"#).status == 200)
    #expect(try await send("新的收条\n", after).json["id"] == "E-2")
    let own = try await after.ask(.get, "/v1/own/case")
    #expect(own.text.contains("我是新来的") && own.text.contains("evidence/E-2"), "\(own.text)")
    #expect(try await after.ask(.get, "/v1/own/evidence/E-2").text == "新的收条\n")
    #expect(try await stage.ask(.get, "/v1/cases/C-000001/evidence", as: .agent).text.contains("E-1"), "the desk sees all")
  }

  @Test func `who is named for the first time was there before, and another party's change is nobody else's`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.complain()
    let before = try await PartyVisitor.come(to: shop.stage)
    #expect(try await before.ask(.post, "/v1/own/messages", #"{"text":"Still faded"}"#).status == 200)
    try await name(#""Customer":"u-1""#, in: shop.stage)
    try await name(#""Shop":"m-1""#, in: shop.stage)
    try await name(#""Shop":"m-2""#, in: shop.stage)
    let named = try await PartyVisitor.come(to: shop.stage)
    #expect(try await named.ask(.get, "/v1/own/case").text.contains("Still faded"))
    #expect(try await named.ask(.post, "/v1/own/answers", #"{"fact":"solved","value":"yes"}"#).status == 200)
    #expect(try await named.ask(.post, "/v1/own/ratings", #"{"score":5}"#).status == 201)
    #expect(try await named.ask(.get, "/v1/own/case").text.contains(#""score":5"#))
    try await name(#""Customer":"u-2""#, in: shop.stage)
    let other = try await PartyVisitor.come(to: shop.stage).ask(.get, "/v1/own/case")
    #expect(other.status == 200 && !other.text.contains(#""score":5"#) && !other.text.contains("Still faded"), "\(other.text)")
  }
}
