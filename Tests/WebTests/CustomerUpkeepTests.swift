import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("What customers keep current and say, through the platform's program")
struct CustomerUpkeepTests {
  @Test func `O-05 the telephone number that a customer gives anew takes the old one's place, and feedback is kept`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    let asked = #"{"facts":["contact.phone"],"reason":"the shop has to call"}"#
    #expect(try await shop.stage.ask(.post, path + "/disclosures", as: .agent, asked).text.contains("13900000000"))
    let told = try await shop.stage.ask(.post, path + "/signals", as: .integration, #"{"facts":{"Phone number":"13911111111"}}"#, key: "phone-2")
    #expect(told.status == 200, "\(told.text)")
    let shown = try await shop.stage.ask(.post, path + "/disclosures", as: .agent, asked).text
    #expect(shown.contains("13911111111") && !shown.contains("13900000000"), "\(shown)")
    let rated = try await shop.stage.ask(.post, path + "/ratings", as: .integration, #"{"score":5,"comment":"Thank you"}"#)
    #expect(rated.status == 201, "\(rated.text)")
    #expect(try await shop.stage.ask(.get, path + "/messages", as: .agent).text.contains("Thank you"))
  }

  @Test func `O-05 the emergency contact is registered with consent, as the shipped playbook has it`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/order-enquiry.md", "登记紧急联系人")
    let shown = try await door.ask(path: "/v1/cases/C-000001")
    #expect(shown.status == 200 && shown.json["phase"] == "closed", "\(shown.text)")
  }
}
