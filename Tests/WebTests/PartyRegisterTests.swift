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
    return (stage, { subject, role in try await issuer.header(subject, role, until: Self.noon + .hours(1)) })
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

@Suite("Errands of parties")
struct ErrandTests {
  private static let playbook = """
    ---
    id: redeliver
    locale: zh-CN
    ---
    # 重送

    ## 角色

    | id | 名称 | 渠道 |
    |---|---|---|
    | rider | 骑手 | 电话 |
    | customer | 用户 | 电话 |

    ## 动作

    | id | 名称 | 类别 | 对象 | 结果 | 限时、重试 |
    |---|---|---|---|---|---|
    | dispatch | 派单给骑手 | 任务 | 骑手 | 已受理；失败 | 10 分钟，1 次 |
    | check | 核验身份 | 任务 | 骑手 | 核验通过；失败 | 10 分钟，1 次 |

    ## 流程

    - 【派单给骑手】
      - 条件：失败
        - 转人工（物流组）
    - 【核验身份】
      - 条件：失败
        - 转人工（主管）
    """

  @Test("T-10 T-12 what a rider is asked to do is the rider's task, with a time to accept it by; who doesn't accept it hands it on")
  func dispatched() async throws {
    let noon = Instant(milliseconds: 1_795_305_600_000)
    let issuer = try await Issuer()
    var stage = Stage()
    stage.elsewhere.programs = try await ProgramTokens(
      issuer: Issuer.name, audience: Issuer.audience, keys: Issuer.set([issuer.jwk]), clock: { noon })
    _ = try await stage.desk.shelf.publish([SourceText(path: "redeliver.md", text: Self.playbook)], at: noon)
    for (subject, rider) in [("A-1", "r-1"), ("A-2", "r-2")] {
      let opened = try await stage.ask(
        .post, "/v1/cases", as: .integration, #"{"playbook":"redeliver","subject":"\#(subject)","persons":{"骑手":"\#(rider)"}}"#)
      #expect(opened.status == 201, "\(opened.text)")
    }
    func header(_ subject: String) async throws -> HTTPFields { try await issuer.header(subject, .rider, until: noon + .hours(1)) }
    let list = try await stage.ask(.get, "/v1/registers/errands?open=true", header("r-1"))
    #expect(list.status == 200 && list.text.contains("派单给骑手") && list.text.contains("C-000001") && !list.text.contains("C-000002"), "\(list.text)")
    #expect(list.text.contains(#""due":"#) && list.text.contains(#""outcomes":["已受理","失败"]"#), "\(list.text)")
    let items = try JSONSerialization.jsonObject(with: Data(list.text.utf8)) as? [String: Any]
    let entry = try #require((items?["items"] as? [[String: Any]])?.first?["entry"] as? String)
    let path = "/v1/registers/errands/C-000001/\(entry)/answers"
    #expect(try await stage.ask(.post, path, header("r-2"), body: #"{"outcome":"已受理"}"#).status == 404, "another rider's")
    #expect(try await stage.ask(.post, path, header("r-1"), body: #"{"outcome":"也许"}"#).status == 422)
    #expect(try await stage.ask(.post, path, header("r-1"), body: #"{"outcome":"已受理"}"#).status == 200)
    #expect(try await stage.ask(.post, path, header("r-1"), body: #"{"outcome":"失败"}"#).status == 409)
    // What others find out about the rider isn't the rider's to report.
    #expect(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).text.contains(#""action":"check""#))
    #expect(try await stage.ask(.get, "/v1/registers/errands?open=true", header("r-1")).text == #"{"items":[]}"#)
    let all = try await stage.ask(.get, "/v1/errands?open=false", as: .supervisor)
    #expect(all.text.contains(#""state":"已受理""#), "\(all.text)")
    let accepted = try await stage.ask(.get, "/v1/errands?state=%E5%B7%B2%E5%8F%97%E7%90%86", as: .supervisor)
    #expect(accepted.text == all.text, "asked for by what was answered")
    #expect(try await stage.ask(.get, "/v1/errands?state=%E5%A4%B1%E8%B4%A5", as: .supervisor).text == #"{"items":[]}"#)
    // The other one can't: the logistics group has it now, as the procedure says.
    let other = try await stage.ask(.get, "/v1/errands?open=true&person=r-2", as: .supervisor)
    let more = try JSONSerialization.jsonObject(with: Data(other.text.utf8)) as? [String: Any]
    let second = try #require((more?["items"] as? [[String: Any]])?.first?["entry"] as? String)
    #expect(try await stage.ask(.post, "/v1/registers/errands/C-000002/\(second)/answers", as: .integration, #"{"outcome":"失败"}"#).status == 200)
    #expect(try await stage.ask(.get, "/v1/cases/C-000002", as: .agent).text.contains(#""role":"物流组""#))
  }
}
