import Foundation
import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("Intake forms at the door")
struct IntakeFormDoorTests {
  private func fields(_ answer: Answer) throws -> [String: [String: Any]] {
    let form = try #require(JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    let fields = try #require(form["fields"] as? [[String: Any]])
    return Dictionary(fields.map { ($0["field"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `T-05 T-06 T-07 T-08 the takeaway form says what is asked, what may be chosen and what is required`() async throws {
    let stage = try await IntakeStage.takeaway().stage
    let shown = try await stage.ask(.get, "/v1/intake-forms/takeaway-service", as: .agent)
    #expect(shown.status == 200, "\(shown.text)")
    let fields = try fields(shown)
    for name in ["order", "phone"] { #expect(fields[name]?["isRequired"] as? Bool == true && fields[name]?["isShared"] as? Bool == true, "\(name)") }
    #expect(fields["name"]?["isRequired"] as? Bool == false)
    #expect(fields["phone"]?["isPersonal"] as? Bool == true && fields["phone"]?["type"] as? String == "phone")
    let wishes = (fields["wish"]?["choices"] as? [[String: Any]])?.compactMap { $0["value"] as? String }
    #expect(wishes == ["refund", "redo", "compensation", "other"], "a refund is offered first")
    let description = try #require(fields["problem.text"])
    #expect(description["atLeast"] as? Int == 100 && description["channels"] as? [String] == ["online"])
    for part in ["colour", "shape", "size"] {
      let when = try #require(fields["foreign.\(part)"]?["onlyWhen"] as? [String: Any])
      #expect(when["fact"] as? String == "problem" && when["isOneOf"] as? [String] == ["foreign"], "\(part)")
    }
    #expect(fields["happened-at"]?["type"] as? String == "time" && fields["happened-where"]?["type"] as? String == "text")
    #expect(fields["order.check"] == nil && fields["repeat.count"] == nil, "nobody is asked what the desk tells")
    #expect((fields["problem"]?["choices"] as? [[String: Any]])?.count == 11)
  }

  @Test func `hints come in the caller's language, and a form that is known isn't sent again`() async throws {
    let stage = try await IntakeStage.takeaway().stage
    var headers = try await stage.token(.agent)
    headers[.acceptLanguage] = "zh-CN"
    let chinese = try await stage.ask(.get, "/v1/intake-forms/takeaway-service", headers)
    let english = try await stage.ask(.get, "/v1/intake-forms/takeaway-service", as: .agent)
    #expect(try fields(chinese)["phone"]?["hint"] as? String == "用来核验本人，结果也发到这个号码。")
    #expect(try fields(english)["phone"]?["hint"] as? String == "It shows that it is you, and the outcome is sent there.")
    #expect(chinese.headers[.eTag] != english.headers[.eTag])
    headers[.ifNoneMatch] = chinese.headers[.eTag]
    #expect(try await stage.ask(.get, "/v1/intake-forms/takeaway-service", headers).status == 304)
    headers[.ifNoneMatch] = english.headers[.eTag]
    #expect(try await stage.ask(.get, "/v1/intake-forms/takeaway-service", headers).status == 200)
  }

  @Test func `C-01 an order is required where the complaint is about one, and forms are listed`() async throws {
    let stage = try await IntakeStage("grocery/complaint-intake.md", "grocery/missing-parts.md", "food-delivery/merchant-talk.md").stage
    let list = try await stage.ask(.get, "/v1/intake-forms", as: .author)
    #expect(list.status == 200 && list.text.contains("grocery-complaint-intake") && !list.text.contains("merchant-talk"), "\(list.text)")
    #expect(list.text.contains(#""playbook":"missing-parts""#), "it begins with the intake that declares the form")
    let order = try #require(try fields(try await stage.ask(.get, "/v1/intake-forms/grocery-complaint-intake", as: .integration))["order"])
    let when = try #require(order["requiredWhen"] as? [String: Any])
    #expect(order["isRequired"] as? Bool == false && when["isOneOf"] as? [String] == ["parts", "goods", "refusal", "invoice"])
  }

  @Test func `M-01 the merchant's form asks what the merchant wants, and why where it is about after-sales`() async throws {
    let stage = try await IntakeStage("food-delivery/merchant-cannot-reach-customer.md").stage
    let fields = try fields(try await stage.ask(.get, "/v1/intake-forms/merchant-cannot-reach-customer", as: .agent))
    #expect(Set(fields.keys) == ["order", "merchant.request", "contact.reason"] && fields["merchant.request"]?["isRequired"] as? Bool == true)
    #expect((fields["contact.reason"]?["onlyWhen"] as? [String: Any])?["isOneOf"] as? [String] == ["aftersales"])
  }

  @Test func `what has no form isn't there, and not everybody may register`() async throws {
    let taken = try await IntakeStage("food-delivery/merchant-talk.md", "food-delivery/takeaway-service.md")
    let stage = taken.stage
    for path in ["merchant-talk", "nothing", "%2E%2E"] {
      #expect(try await stage.ask(.get, "/v1/intake-forms/\(path)", as: .agent).status == 404, "\(path)")
      #expect(try await taken.register(for: path).status == 404, "\(path)")
    }
    #expect(try await stage.ask(.get, "/v1/intake-forms?x=1", as: .agent).status == 400)
    #expect(try await stage.ask(.get, "/v1/intake-forms", as: .customer).status == 403)
    for role in [Role.quality, .author, .administrator, .customer] {
      #expect(try await taken.register(as: role).status == 403, "\(role)")
      #expect(try await stage.ask(.post, "/v1/phone-verifications", as: role, #"{"phone":"13800138000"}"#).status == 403, "\(role)")
    }
    #expect(taken.sent.all.isEmpty)
  }
}
