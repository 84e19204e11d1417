import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registers at the door")
struct RegisterDoorTests {
  /// A stage with a shipped playbook.
  private func stage(_ path: String) async throws -> Stage {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let stage = Stage()
    _ = try await stage.desk.shelf.publish(PlaybookFiles(at: root.appendingPathComponent("Playbooks/\(path)").path).sources, at: Instant(milliseconds: 0))
    return stage
  }

  /// Reports on what goes out until nothing does. - Parameter outcomes: by action; the first outcome where nothing is said.
  private func settle(_ stage: Stage, _ outcomes: [String: String] = [:]) async throws {
    for _ in 0..<20 {
      let shown = try await stage.ask(.get, "/v1/cases/C-000001", as: .agent)
      let object = try JSONSerialization.jsonObject(with: Data(shown.text.utf8)) as? [String: Any]
      guard let effect = (object?["effects"] as? [[String: Any]])?.first, let key = effect["key"] as? String else { return }
      let outcome = outcomes[effect["action"] as? String ?? ""] ?? (effect["outcomes"] as? [String])?.first ?? "done"
      let told = try await stage.ask(
        .post, "/v1/cases/C-000001/signals", as: .integration, #"{"report":{"effect":"\#(key)","outcome":"\#(outcome)"}}"#)
      #expect(told.status == 200, "\(told.text)")
    }
    Issue.record("it doesn't come to rest")
  }

  @Test("S-05 S-06 S-07 a negotiation has type, explanation, message and pictures, a time to answer by, and a history; the customer's answer ends it")
  func negotiation() async throws {
    let stage = try await stage("channel-shop/negotiation.md")
    let opened = try await stage.ask(
      .post, "/v1/cases", as: .integration,
      #"""
      {"playbook":"after-sales-negotiation","subject":"A-1","facts":{"协商类型":"邀请用户取消售后","协商说明":"商品不支持无理由退货","商家留言":"鲜花不支持无理由退货，补一束可以吗",
       "图片凭证":"图片已上传","协商处理截止":"2036-01-05T04:00:00Z","售后进展":"处理中","商家名称":"禾味小馆"}}
      """#)
    #expect(opened.status == 201, "\(opened.text)")
    try await settle(stage)
    let listed = try await stage.ask(.get, "/v1/registers/negotiations?open=true", as: .agent)
    #expect(listed.status == 200 && listed.text.contains("鲜花不支持无理由退货") && listed.text.contains("邀请用户取消售后"), "\(listed.text)")
    #expect(listed.text.contains(#""due":"2036-01-05T04:00:00.000Z""#) && !listed.text.contains("history"))
    let items = try JSONSerialization.jsonObject(with: Data(listed.text.utf8)) as? [String: Any]
    let entry = try #require((items?["items"] as? [[String: Any]])?.first?["entry"] as? String)
    let path = "/v1/registers/negotiations/C-000001/\(entry)"

    // Only who may, and only what may be.
    let answers = path + "/answers"
    #expect(try await stage.ask(.post, answers, as: .integration, #"{"party":"商家","values":{"协商状态":"用户同意"}}"#).status == 422)
    let wrong = try await stage.ask(.post, answers, as: .integration, #"{"party":"用户","values":{"协商状态":"已撤回","协商说明":"没有"}}"#)
    #expect(wrong.status == 422 && wrong.text.contains("/values"), "\(wrong.text)")
    #expect(try await stage.ask(.post, answers, as: .integration, #"{"party":"用户","values":{}}"#).status == 422)
    #expect(try await stage.ask(.post, answers, as: .integration, #"{"party":"用户","values":{"协商状态":"用户同意"},"more":1}"#).status == 422)
    #expect(try await stage.ask(.post, answers, as: .quality, #"{"party":"用户","values":{"协商状态":"用户同意"}}"#).status == 403)

    let agreed = #"{"party":"用户","values":{"协商状态":"用户同意"}}"#
    let answered = try await stage.ask(.post, answers, as: .integration, agreed, key: "a-1")
    #expect(answered.status == 200, "\(answered.text)")
    try await settle(stage)
    #expect(try await stage.ask(.post, answers, as: .integration, agreed, key: "a-1").headers[.idempotencyReplayed] == "true")
    #expect(try await stage.ask(.post, answers, as: .integration, agreed, key: "a-2").status == 409, "it has ended")
    let shown = try await stage.ask(.get, path, as: .quality)
    #expect(shown.status == 200 && shown.text.contains(#""state":"用户同意""#) && shown.text.contains("endedAt"), "\(shown.text)")
    // What was submitted and what came of it, in order, with the sentences.
    #expect(shown.text.contains(#""history":[{"#) && shown.text.contains("提交售后协商") && shown.text.contains(#""file":"negotiation.md""#), "\(shown.text)")
    #expect(try await stage.ask(.get, "/v1/registers/negotiations?open=true", as: .agent).text == #"{"items":[]}"#)
  }

  @Test("T-14 a talk with a merchant is a promise with an owner, listed until it is kept")
  func talk() async throws {
    let stage = try await stage("food-delivery/merchant-talk.md")
    _ = try await stage.ask(
      .post, "/v1/cases", as: .integration,
      #"{"playbook":"merchant-talk","subject":"merchant/M-7","facts":{"商家编号":"M-7","商家名称":"禾味小馆","商家食品投诉率":"6%"},"persons":{"商家":"M-7"}}"#)
    try await settle(stage)
    let open = try await stage.ask(.get, "/v1/promises?open=true&party=quality-desk", as: .supervisor)
    #expect(open.text.contains(#""state":"open""#) && open.text.contains(#""case":"C-000001""#) && open.text.contains(#""due":"#), "\(open.text)")
    #expect(try await stage.ask(.get, "/v1/registers/talks", as: .quality).text.contains("禾味小馆"))
    #expect(try await stage.ask(.get, "/v1/parties?person=M-7", as: .agent).text.contains(#""party":"merchant""#))
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, #"{"event":"约谈完成"}"#).status == 200)
    #expect(try await stage.ask(.get, "/v1/promises?state=kept", as: .supervisor).text.contains(#""case":"C-000001""#))
    #expect(try await stage.ask(.get, "/v1/promises?open=true", as: .supervisor).text == #"{"items":[]}"#)
  }

  @Test("T-19 an improvement is registered with its measure and the change that was told, and comes to an end")
  func improvement() async throws {
    let stage = try await stage("food-delivery/improvement.md")
    _ = try await stage.ask(
      .post, "/v1/cases", as: .supervisor,
      #"{"playbook":"improvement","subject":"2026-01/spoiled","facts":{"问题小类":"变质致病","本月起数":12,"上月起数":10,"环比变化":20,"改进措施":"全程测温"}}"#)
    try await settle(stage)
    let listed = try await stage.ask(.get, "/v1/registers/improvements?open=true", as: .quality)
    #expect(listed.text.contains("全程测温") && listed.text.contains("20 %"), "\(listed.text)")
    _ = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, #"{"event":"改进完成"}"#)
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"facts":{"改进效果":"有改善"}}"#).status == 200)
    #expect(try await stage.ask(.get, "/v1/registers/improvements?open=false", as: .quality).text.contains(#""state":"有改善""#))
    // Asked for by what was answered, and by nothing else.
    let shown = "%E6%9C%89%E6%94%B9%E5%96%84"
    #expect(try await stage.ask(.get, "/v1/registers/improvements?state=\(shown)", as: .quality).text.contains("全程测温"))
    for other in ["ended", "open", "%E6%97%A0%E6%94%B9%E5%96%84"] {
      #expect(try await stage.ask(.get, "/v1/registers/improvements?state=\(other)", as: .quality).text == #"{"items":[]}"#, "\(other)")
    }
  }

  @Test func `registers are listed with what may be answered; what isn't there is said`() async throws {
    let stage = try await stage("channel-shop/negotiation.md")
    let all = try await stage.ask(.get, "/v1/registers", as: .agent)
    for name in ["promises", "rulings", "postings", "incidents", "parties", "follow-ups", "negotiations"] {
      #expect(all.text.contains(#""register":"\#(name)""#), "\(name)")
    }
    #expect(all.text.contains(#""values":["用户同意","用户拒绝","用户另提方案"]"#) && all.text.contains(#""visibleTo":["customer","merchant"]"#), "\(all.text)")
    #expect(try await stage.ask(.get, "/v1/registers/nothing", as: .agent).status == 404)
    #expect(try await stage.ask(.get, "/v1/registers/promises/C-000009/x", as: .agent).status == 404)
    for query in ["limit=0", "open=perhaps", "cursor=x", "other=1", "state="] {
      #expect(try await stage.ask(.get, "/v1/promises?\(query)", as: .agent).status == 400, "\(query)")
    }
    #expect(try await stage.ask(.get, "/v1/promises?dueBefore=soon", as: .agent).status == 422)
    // 101 characters to a reader, 202 in the document that says how long a name may be.
    let accented = String(repeating: "e%CC%81", count: 101)
    #expect(try await stage.ask(.get, "/v1/promises?person=\(accented)", as: .agent).status == 400)
    #expect(try await stage.ask(.get, "/v1/promises?person=\(accented.dropLast(7))", as: .agent).status == 200)
    #expect(try await stage.ask(.get, "/v1/promises", as: .administrator).status == 403)
  }

  @Test func `playbooks are shown with their versions and texts, calendars with their days`() async throws {
    let stage = try await stage("food-delivery/merchant-talk.md")
    let list = try await stage.ask(.get, "/v1/playbooks", as: .author)
    #expect(list.text.contains(#""id":"merchant-talk""#), "\(list.text)")
    let shown = try await stage.ask(.get, "/v1/playbooks/merchant-talk", as: .author)
    let version = try #require(shown.json["version"])
    #expect(shown.text.contains("约谈商家") && shown.headers[.eTag] == "\"\(version)\"")
    var headers = try await stage.token(.author)
    headers[.ifNoneMatch] = shown.headers[.eTag]
    #expect(try await stage.ask(.get, "/v1/playbooks/merchant-talk/versions/\(version)", headers).status == 304)
    let versions = try await stage.ask(.get, "/v1/playbooks/merchant-talk/versions", as: .publisher)
    #expect(versions.text.contains(#""isCurrent":true"#) && versions.text.contains(#""openCases":0"#), "\(versions.text)")
    #expect(try await stage.ask(.get, "/v1/playbooks/none", as: .author).status == 404)
    #expect(try await stage.ask(.get, "/v1/playbooks/none/versions/\(version)", as: .author).status == 404)
    let calendars = try await stage.ask(.get, "/v1/calendars", as: .author)
    #expect(calendars.text.contains(#""id":"takeaway-service""#) && calendars.text.contains(#""utcOffset":480"#), "\(calendars.text)")
    // A working day, and the first day of the Spring Festival.
    let days = try await stage.ask(.get, "/v1/calendars/takeaway-service?from=2026-02-13&to=2026-02-17", as: .author)
    #expect(days.text.contains(#"{"day":"2026-02-13","isWorkingDay":true,"periods":["09:00-21:00"]}"#), "\(days.text)")
    #expect(days.text.contains(#"{"day":"2026-02-17","isWorkingDay":false,"periods":["08:00-22:00"]}"#))
    for query in ["?from=2026-02-13&to=2026-02-12", "?from=2026-01-01&to=2027-01-03"] {
      #expect(try await stage.ask(.get, "/v1/calendars/takeaway-service\(query)", as: .author).status == 422, "\(query)")
    }
    for query in ["", "?from=2026-02-13", "?from=2026-02-30&to=2026-03-01"] {
      #expect(try await stage.ask(.get, "/v1/calendars/takeaway-service\(query)", as: .author).status == 400, "\(query)")
    }
    #expect(try await stage.ask(.get, "/v1/calendars/none?from=2026-02-13&to=2026-02-13", as: .author).status == 404)
  }
}
