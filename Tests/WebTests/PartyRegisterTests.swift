import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registers as parties see them")
struct PartyRegisterTests {
  private static let noon = Instant(milliseconds: 1_795_305_600_000)

  /// A stage with a negotiation of one customer and one merchant, and a header for anybody.
  private func stage() async throws -> (Stage, (String, Role) async throws -> HTTPFields) {
    let issuer = try await Issuer()
    var stage = Stage()
    stage.elsewhere.programs = try await ProgramTokens(
      issuer: Issuer.name, audience: Issuer.audience, keys: Issuer.set([issuer.jwk]), clock: { Self.noon })
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    _ = try await stage.desk.shelf.publish(
      PlaybookFiles(at: root.appendingPathComponent("Playbooks/channel-shop/negotiation.md").path).sources, at: Instant(milliseconds: 0))
    for (subject, customer, merchant) in [("A-1", "u-1", "m-1"), ("A-2", "u-2", "m-1")] {
      let opened = try await stage.ask(
        .post, "/v1/cases", as: .integration,
        #"""
        {"playbook":"after-sales-negotiation","subject":"\#(subject)","persons":{"用户":"\#(customer)","商家":"\#(merchant)"},
         "facts":{"协商类型":"邀请用户取消售后","协商说明":"商品不支持无理由退货","商家留言":"鲜花不支持无理由退货","图片凭证":"图片已上传","协商处理截止":"2036-01-05T04:00:00Z","商家名称":"花店"}}
        """#)
      #expect(opened.status == 201, "\(opened.text)")
      _ = try await stage.ask(.post, "/v1/cases/\(opened.json["id"] ?? "")/messages", as: .agent, #"{"text":"内部备注：商家常这样"}"#)
    }
    let end = Double((Self.noon + .hours(1)).milliseconds / 1_000)
    return (
      stage,
      { subject, role in
        let token = try await issuer.sign([
          "iss": .text(Issuer.name), "aud": .text(Issuer.audience), "sub": .text(subject), "exp": .number(end), "gendan_role": .text(role.rawValue),
        ])
        return [.authorization: "Bearer \(token)", .contentType: "application/json", .acceptLanguage: "zh-CN"]
      }
    )
  }

  @Test("S-05 S-08 S-10 customer and merchant see the same negotiation, each its own cases only, and nothing of the desk's own")
  func own() async throws {
    let (stage, header) = try await stage()
    let customer = try await stage.ask(.get, "/v1/registers/negotiations", header("u-1", .customer))
    #expect(customer.status == 200 && customer.text.contains(#""case":"C-000001""#) && !customer.text.contains("C-000002"), "\(customer.text)")
    let merchant = try await stage.ask(.get, "/v1/registers/negotiations", header("m-1", .merchant))
    #expect(merchant.text.contains("C-000001") && merchant.text.contains("C-000002"))
    #expect(try await stage.ask(.get, "/v1/registers/negotiations", header("u-9", .customer)).text == #"{"items":[]}"#)
    #expect(try await stage.ask(.get, "/v1/registers/negotiations", header("u-1", .merchant)).text == #"{"items":[]}"#, "as whom it comes counts")

    let items = try JSONSerialization.jsonObject(with: Data(customer.text.utf8)) as? [String: Any]
    let entry = try #require((items?["items"] as? [[String: Any]])?.first?["entry"] as? String)
    let path = "/v1/registers/negotiations/C-000001/\(entry)"
    let shown = try await stage.ask(.get, path, header("u-1", .customer))
    let same = try await stage.ask(.get, path, header("m-1", .merchant))
    #expect(shown.status == 200 && shown.text == same.text, "both sides see the same")
    #expect(shown.text.contains("鲜花不支持无理由退货") && !shown.text.contains("内部备注"), "\(shown.text)")
    #expect(try await stage.ask(.get, path, header("u-2", .customer)).status == 404, "another customer's")
    #expect(try await stage.ask(.get, "/v1/registers/parties/C-000001/customer", header("u-1", .customer)).status == 404)
    for other in ["/v1/promises", "/v1/cases", "/v1/cases/C-000001", "/v1/tasks", "/v1/figures?from=2026-01-01&to=2026-01-02"] {
      #expect(try await stage.ask(.get, other, header("u-1", .customer)).status == 403, "\(other)")
    }
    let all = try await stage.ask(.get, "/v1/registers", header("u-1", .customer))
    #expect(all.text.contains("negotiations") && !all.text.contains("promises"), "\(all.text)")
    #expect(try await stage.ask(.get, "/v1/registers/promises", header("u-1", .customer)).status == 404)

    let agreed = #"{"party":"用户","values":{"协商状态":"用户同意"}}"#
    #expect(try await stage.ask(.post, path + "/answers", header("m-1", .merchant), body: agreed).status == 422, "nobody answers for the other side")
    #expect(try await stage.ask(.post, path + "/answers", header("u-2", .customer), body: agreed).status == 404)
    #expect(try await stage.ask(.post, path + "/answers", header("u-1", .customer), body: agreed).status == 200)
    #expect(try await stage.ask(.get, path, header("m-1", .merchant)).text.contains(#""state":"用户同意""#))
    #expect(try await stage.ask(.get, "/v1/registers/negotiations", as: .merchant).status == 403, "a token that names no person")
  }
}
