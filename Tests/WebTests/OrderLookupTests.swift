import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Orders as customers look them up")
struct OrderLookupTests {
  @Test("O-05 a customer is told how the order stands and what is promised about it, and nothing of another's order")
  func lookedUp() async throws {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    let start = clock.now()
    func tell(_ id: String, _ order: String, _ kind: String, _ more: String = "") async throws {
      let event =
        #"{"id":"\#(id)","order":"\#(order)","kind":"\#(kind)","at":\#(start.milliseconds),"merchant":"m-1","promised":\#((start + .minutes(30)).milliseconds)\#(more)}"#
      #expect(try await stage.ask(.post, "/v1/order-events", as: .integration, event).status == 200)
    }
    try await tell("e-1", "A-1", "picked-up", #","customer":"u-1""#)
    let early = try await stage.ask(.get, "/v1/orders/A-1/status?person=u-1", as: .integration)
    #expect(early.status == 200 && early.text.contains(#""isOverdue":false"#) && early.text.contains("due by"), "\(early.text)")
    clock.move(to: start + .minutes(31))
    let late = try await stage.ask(.get, "/v1/orders/A-1/status?person=u-1", as: .integration)
    #expect(late.text.contains(#""isOverdue":true"#) && late.text.contains("is late"), "\(late.text)")
    #expect(try await stage.ask(.get, "/v1/orders/A-1/status?person=u-2", as: .integration).status == 404)
    #expect(try await stage.ask(.get, "/v1/orders/A-9/status?person=u-1", as: .integration).status == 404)
    #expect(try await stage.ask(.get, "/v1/orders/A-1/status", as: .administrator).status == 403)
    #expect(try await stage.ask(.get, "/v1/orders/A-1/status", as: .merchant).status == 403, "a token that names no person")
    try await tell("e-2", "A-1", "delivered")
    let done = try await stage.ask(.get, "/v1/orders/A-1/status", as: .agent)
    #expect(done.text.contains(#""isOverdue":false"#) && done.text.contains("was delivered"), "\(done.text)")
  }

  @Test func `parties with the platform's JWT see their own, with its cases`() async throws {
    let noon = Instant(milliseconds: 1_795_305_600_000)
    let issuer = try await Issuer()
    var stage = Stage(clock: StandingClock(noon))
    stage.elsewhere.programs = try await ProgramTokens(
      issuer: Issuer.name, audience: Issuer.audience, keys: Issuer.set([issuer.jwk]), clock: { noon })
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: noon)
    let event = #"{"id":"e-1","order":"A-1","kind":"picked-up","at":\#(noon.milliseconds),"merchant":"m-1","customer":"u-1"}"#
    #expect(try await stage.ask(.post, "/v1/order-events", as: .integration, event).status == 200)
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1","persons":{"Customer":"u-1"}}"#)
    func ask(_ subject: String, _ role: Role) async throws -> Answer {
      try await stage.ask(.get, "/v1/orders/A-1/status", issuer.header(subject, role, until: noon + .hours(1)))
    }
    let customer = try await ask("u-1", .customer)
    #expect(customer.status == 200 && customer.text.contains("A meal is late"), "\(customer.text)")
    let merchant = try await ask("m-1", .merchant)
    #expect(merchant.status == 200 && merchant.text.contains(#""cases":[]"#), "the case names no merchant: \(merchant.text)")
    #expect(try await ask("u-2", .customer).status == 404)
    #expect(try await ask("r-1", .rider).status == 404)
  }
}
