import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Closing, through the door")
struct ClosingDoorTests {
  @Test func `T-12 a case closes when the customer confirms, and not before the promise is kept`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    #expect(try await shop.phase(path) == "open")
    #expect(try await shop.answerSolved(path).status == 200)
    #expect(try await shop.phase(path) == "settling", "the customer is content, the bouquet is still owed")
    let shown = try await shop.stage.ask(.get, path, as: .agent)
    #expect(shown.text.contains("a new bouquet was sent"), "\(shown.text)")
    try await shop.send(path)
    #expect(try await shop.phase(path) == "closed")
    #expect(try await shop.stage.ask(.get, path, as: .agent).text.contains(#""text":"Confirmed""#))
  }

  @Test func `T-12 T-13 48 hours after it was asked it closes without an answer, and not a second earlier`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    try await shop.send(path)
    try await shop.pass(.hours(48))
    // Everything due by then has rung: the question's own limit too.
    #expect(try await shop.phase(path) == "closed")
    #expect(try await shop.stage.ask(.get, path, as: .agent).text.contains(#""text":"Expired""#))
    let other = try await shop.complain(about: "A-2")
    try await shop.send(other)
    try await shop.pass(Playbook.TimeAmount(seconds: 48 * 3_600 - 1))
    #expect(try await shop.phase(other) == "open")
    try await shop.pass(Playbook.TimeAmount(seconds: 1))
    #expect(try await shop.phase(other) == "closed")
  }

  @Test func `T-12 a promise that was broken holds the case until its consequence has ended`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    #expect(try await shop.answerSolved(path).status == 200)
    try await shop.pass(.hours(24))
    #expect(try await shop.phase(path) == "settling", "the shop is being reminded")
    let effect = try #require(await shop.stage.ledger.readCase(CaseID("C-000001"))?.effects.values.first)
    let report = #"{"report":{"effect":"\#(effect.receiverKey)","outcome":"done"}}"#
    #expect(try await shop.stage.ask(.post, path + "/signals", as: .integration, report).status == 200)
    #expect(try await shop.phase(path) == "closed")
  }

  @Test func `T-12 who writes to a closed case is told how to go on`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.closed()
    let wrote = try await shop.stage.ask(.post, path + "/messages", as: .integration, #"{"from":"customer","text":"they faded again"}"#)
    #expect(wrote.status == 409 && wrote.json["type"] == "/problems/refused")
    #expect(wrote.text.contains("is closed") && wrote.text.contains("POST \(path)/reopen"), "\(wrote.text)")
  }
}
