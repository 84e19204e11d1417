import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("What parties do in their own case")
struct OwnDoorTests {
  @Test func `T-12 T-13 a customer answers what is asked, writes and rates, and sees nothing of the desk's own`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    _ = try await shop.stage.ask(.post, path + "/messages", as: .agent, #"{"text":"Note: complains often"}"#)
    _ = try await shop.stage.ask(.post, path + "/messages", as: .agent, #"{"to":"Customer","text":"A new bouquet is on its way"}"#)
    _ = try await shop.stage.ask(.post, path + "/messages", as: .integration, #"{"from":"Shop","text":"They always do"}"#)
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let shown = try await visitor.ask(.get, "/v1/own/case", language: "en")
    #expect(shown.status == 200 && shown.json["standing"] == "yours", "\(shown.text)")
    #expect(shown.text.contains("A new bouquet is on its way") && shown.text.contains("a new bouquet was sent") && shown.text.contains(#""fact":"solved""#))
    for hidden in ["complains often", "They always do", "agent one", "13900000000"] { #expect(!shown.text.contains(hidden), "\(hidden)") }
    #expect(try await visitor.ask(.post, "/v1/own/messages", #"{"text":"Thank you"}"#, key: "m").status == 200)
    let again = try await visitor.ask(.post, "/v1/own/messages", #"{"text":"Thank you"}"#, key: "m")
    #expect(again.headers[.idempotencyReplayed] == "true" && again.text.contains(#""events":[]"#), "\(again.text)")
    #expect(try await shop.stage.ask(.get, path + "/messages", as: .agent).text.contains(#""from":"customer""#))
    let answered = try await visitor.ask(.post, "/v1/own/answers", #"{"fact":"solved","value":"yes"}"#, key: "a")
    #expect(answered.status == 200 && answered.text.contains(#""events":[]"#), "\(answered.text)")
    #expect(try await visitor.ask(.post, "/v1/own/answers", #"{"fact":"solved","value":"yes"}"#, key: "a").status == 200)
    #expect(try await visitor.ask(.post, "/v1/own/answers", #"{"fact":"solved","value":"no"}"#).status == 409, "nobody asks any more")
    // The promise is still open.
    let rated = try await visitor.ask(.post, "/v1/own/ratings", #"{"score":5,"comment":"Quick"}"#)
    #expect(rated.status == 201 && rated.text.contains(#""events":[]"#), "\(rated.text)")
    #expect(try await visitor.ask(.get, "/v1/own/case").text.contains(#""score":5"#))
    try await shop.send(path)
    // The message is on its way until somebody reports that it went out.
    let waiting = try await shop.stage.ask(.get, path, as: .integration)
    for effect in waiting.text.matches(of: /"key":"([^"]+)"/) {
      let report = try StoredJSON.text(["report": ["effect": String(effect.1), "outcome": "sent"]])
      #expect(try await shop.stage.ask(.post, path + "/signals", as: .integration, report).status == 200)
    }
    let over = try await visitor.ask(.get, "/v1/own/case")
    #expect(over.json["standing"] == "closed", "\(over.text)")
    let late = try await visitor.ask(.post, "/v1/own/messages", #"{"text":"One more thing"}"#)
    #expect(late.status == 409 && !late.text.contains("/v1/"), "\(late.text)")
  }

  @Test(
    "what isn't asked isn't taken, whatever it is",
    arguments: [
      #"{"fact":"problem","value":"faded"}"#, #"{"fact":"closed-by","value":"confirmed"}"#, #"{"fact":"solved"}"#, #"{"fact":"solved","value":"perhaps"}"#,
      #"{"fact":"solved","value":["yes"]}"#, #"{"fact":"nothing","value":"yes"}"#, #"{"event":"bouquet.sent"}"#, #"{"event":"customer.rated"}"#,
      #"{"event":"customer.confirmed"}"#, #"{"fact":"solved","value":"yes","source":"agent"}"#, #"{}"#,
    ])
  func refused(body: String) async throws {
    let shop = try await FlowerShop()
    _ = try await shop.complain()
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let before = await shop.stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).count
    let answer = try await visitor.ask(.post, "/v1/own/answers", body)
    #expect([409, 422].contains(answer.status), "\(answer.status) \(answer.text)")
    #expect(await shop.stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).count == before)
  }

  @Test func `T-07 a party's files are its own: sent under its name, and shown to nobody else by a link`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let (customer, merchant) = (try await PartyVisitor.come(to: stage), try await PartyVisitor.come(to: stage, as: "merchant"))
    func send(_ visitor: PartyVisitor, _ text: String, _ query: String = "") async throws -> Answer {
      var headers = visitor.headers()
      headers[.contentType] = "text/plain"
      headers[.contentLength] = String(text.utf8.count)
      return try await stage.ask(.post, "/v1/own/evidence\(query)", headers, body: text)
    }
    let added = try await send(customer, "订单没有送到。\n")
    #expect(added.status == 201 && added.json["party"] == "customer" && added.json["file"] == "/v1/own/evidence/E-1", "\(added.text)")
    #expect(try await send(customer, "冒名\n", "?party=merchant").status == 422)
    let same = try await send(merchant, "订单没有送到。\n")
    #expect(same.status == 409 && !same.text.contains("E-1"), "\(same.text)")
    #expect(try await customer.ask(.get, "/v1/own/evidence/E-1").text == "订单没有送到。\n")
    #expect(try await merchant.ask(.get, "/v1/own/evidence/E-1").status == 404)
    #expect(try await merchant.ask(.get, "/v1/own/evidence").text == #"{"items":[]}"#)
    #expect(try await customer.ask(.get, "/v1/cases/C-000001/evidence/E-1").status == 403)
  }

  @Test func `O-05 a customer keeps the emergency contact current, with consent, and it is masked`() async throws {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "parcel.md", text: Self.parcel)], at: Instant(milliseconds: 0))
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"parcel","subject":"A-1","facts":{"手机号":"13800138000"}}"#)
    let visitor = try await PartyVisitor.come(to: stage)
    func put(_ body: String) async throws -> Answer { try await visitor.ask(.put, "/v1/own/contact", body) }
    for body in [
      #"{"emergency":{"phone":"13911112222","isAdult":true}}"#, #"{"emergency":{"phone":"13911112222","consent":true}}"#,
      #"{"emergency":{"phone":"13800138000","isAdult":true,"consent":true}}"#, #"{"emergency":{"phone":"110","isAdult":true,"consent":true}}"#,
      #"{"emergency":"13911112222"}"#, #"{"emergency":{"phone":"13911112222","isAdult":true,"consent":true,"more":1}}"#, #"{}"#, #"{"phone":1}"#,
    ] { #expect(try await put(body).status == 422, "\(body)") }
    let kept = try await put(#"{"emergency":{"name":"家人","phone":"139 1111 2222","isAdult":true,"consent":true}}"#)
    #expect(kept.status == 200, "\(kept.text)")
    let facts = try #require(await stage.ledger.readCase(CaseID("C-000001"))).facts
    #expect(facts["emergency.phone"]?.value == .text("13911112222") && facts["consent.emergency"]?.value == .flag(true))
    #expect(facts["emergency.same-number"]?.value == .flag(false) && facts["emergency.record"]?.value == .choice("valid"))
    let shown = try await visitor.ask(.get, "/v1/own/case")
    #expect(shown.text.contains("2222") && !shown.text.contains("13911112222"), "\(shown.text)")
    #expect(try await visitor.ask(.get, "/p").text.contains("2222"))
    #expect(try await !stage.ask(.get, "/v1/cases/C-000001", as: .agent).text.contains("13911112222"))
    #expect(try await put(#"{"emergency":null}"#).status == 200)
    let after = try #require(await stage.ledger.readCase(CaseID("C-000001"))).facts
    #expect(after["emergency.phone"]?.value == nil && after["consent.emergency"]?.value == .flag(false) && after["emergency.record"]?.value == .choice("none"))
    #expect(try await put(#"{"phone":"13700001111"}"#).status == 200)
    let last = try #require(await stage.ledger.readCase(CaseID("C-000001"))).facts
    #expect(last["customer.phone"]?.value == .text("13700001111"))
    // A playbook that declares none of it keeps none of it.
    let other = try await PartyVisitor.come(to: try await PartyVisitor.negotiations())
    #expect(try await other.ask(.put, "/v1/own/contact", #"{"phone":"13700001111"}"#).status == 422)
  }

  private static let parcel = """
    ---
    id: parcel
    locale: zh-CN
    ---
    # 包裹

    ## 角色

    | id | 名称、别名 | 渠道 |
    |---|---|---|
    | customer | 用户 | 电话 |

    ## 事实

    | id | 名称、别名 | 类型 | 取值（别名） | 来源 | 个人信息 |
    |---|---|---|---|---|---|
    | customer.phone | 手机号 | 文字 | | 订单信号 | 是 |
    | emergency.phone | 紧急联系人手机号 | 文字 | | 订单信号 | 是 |
    | emergency.name | 紧急联系人姓名 | 文字 | | 订单信号 | 是 |
    | emergency.adult | 紧急联系人成年 | 是否 | | 订单信号 | |
    | emergency.same-number | 与下单人同号 | 是否 | | 订单信号 | |
    | emergency.record | 紧急联系人登记 | 单选 | valid 有效; none 未登记 | 订单信号 | |
    | consent.emergency | 紧急联系授权 | 是否 | yes 同意; no 不同意 | 订单信号 | |

    ## 流程

    - 看一下包裹在哪里
    """

  @Test func `O-05 the order is shown to whoever's it is, and to nobody who only names it`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.complain()
    let event = #"{"id":"e-1","order":"A-1","kind":"picked-up","at":\#(shop.time.now().milliseconds),"merchant":"m-1"}"#
    #expect(try await shop.stage.ask(.post, "/v1/order-events", as: .integration, event).status == 200)
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let status = try await visitor.ask(.get, "/v1/orders/A-1/status", language: "en")
    #expect(status.status == 200 && status.text.contains(#""isOverdue":false"#), "\(status.text)")
    #expect(try await visitor.ask(.get, "/v1/own/case").text.contains(#""order":"A-1""#))
    #expect(try await visitor.ask(.get, "/v1/orders/A-2/status").status == 404)
    let owned = #"{"id":"e-2","order":"A-1","kind":"delivered","at":\#(shop.time.now().milliseconds),"customer":"u-1"}"#
    #expect(try await shop.stage.ask(.post, "/v1/order-events", as: .integration, owned).status == 200)
    #expect(try await visitor.ask(.get, "/v1/orders/A-1/status").status == 404, "it is u-1's, and nobody says that this is u-1")
  }
}
