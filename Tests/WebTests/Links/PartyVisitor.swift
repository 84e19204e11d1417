import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// Somebody whose browser has followed a link.
struct PartyVisitor {
  let stage: Stage
  /// As the browser sends it.
  let cookie: String
  let csrf: String

  /// - Parameter path: as the answer to a link that was made has it.
  init(_ stage: Stage, following path: String) async throws {
    let followed = try await stage.ask(.get, path)
    try #require(followed.status == 303 && followed.headers[.location] == "/p", "\(followed.status) \(followed.text)")
    try await self.init(stage, cookie: try #require(followed.headers[.setCookie]))
  }

  init(_ stage: Stage, cookie: String) async throws {
    self.stage = stage
    let kept = String(cookie.prefix { $0 != ";" })
    self.cookie = kept
    let current = try await stage.ask(.get, "/v1/links/current", [.cookie: kept])
    csrf = try #require(current.json["csrf"], "\(current.text)")
  }

  /// Has a link made for the case by an agent, and follows it.
  static func come(to stage: Stage, _ id: String = "C-000001", as party: String = "customer", days: Int = 7) async throws -> PartyVisitor {
    try await PartyVisitor(stage, following: try await link(stage, id, party, days: days))
  }

  /// - Returns: its path.
  static func link(_ stage: Stage, _ id: String = "C-000001", _ party: String = "customer", days: Int = 7) async throws -> String {
    let made = try await stage.ask(.post, "/v1/cases/\(id)/links", as: .agent, #"{"party":"\#(party)","days":\#(days)}"#)
    try #require(made.status == 201, "\(made.text)")
    return try #require(made.json["path"])
  }

  func headers(_ language: String = "zh-CN") -> HTTPFields { [.cookie: cookie, .acceptLanguage: language, .csrfToken: csrf] }

  func ask(_ method: HTTPRequest.Method = .get, _ path: String, _ body: String = "", language: String = "zh-CN", key: String? = nil) async throws -> Answer {
    var headers = headers(language)
    if !body.isEmpty { headers[.contentType] = "application/json" }
    headers[.idempotencyKey] = key
    return try await stage.ask(method, path, headers, body: body)
  }

  /// Two negotiations of one merchant: `C-000001` with the customer u-1, `C-000002` with u-2.
  static func negotiations(clock: any DeskClock = WallClock()) async throws -> Stage {
    let stage = Stage(clock: clock)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    _ = try await stage.desk.shelf.publish(
      PlaybookFiles(at: root.appendingPathComponent("Playbooks/channel-shop/negotiation.md").path).sources, at: Instant(milliseconds: 0))
    for (subject, customer) in [("A-1", "u-1"), ("A-2", "u-2")] {
      let opened = try await stage.ask(
        .post, "/v1/cases", as: .integration,
        #"""
        {"playbook":"after-sales-negotiation","subject":"\#(subject)","persons":{"用户":"\#(customer)","商家":"m-1"},
         "facts":{"协商类型":"邀请用户取消售后","协商说明":"商品不支持无理由退货","商家留言":"鲜花不支持无理由退货","图片凭证":"图片已上传","协商处理截止":"2036-01-05T04:00:00Z","商家名称":"花店"}}
        """#)
      try #require(opened.status == 201, "\(opened.text)")
    }
    return stage
  }
}
