import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Links for parties")
struct LinkDoorTests {
  @Test func `O-05 S-10 a link is made, followed and kept as a cookie, and stands in no address then`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let made = try await stage.ask(.post, "/v1/cases/C-000001/links", as: .integration, #"{"party":"用户"}"#, key: "l-1")
    #expect(made.status == 201 && made.json["party"] == "customer" && made.json["expiresAt"]?.isEmpty == false, "\(made.text)")
    let again = try await stage.ask(.post, "/v1/cases/C-000001/links", as: .integration, #"{"party":"用户"}"#, key: "l-1")
    #expect(again.text == made.text && again.headers[.idempotencyReplayed] == "true")
    let path = try #require(made.json["path"])
    let followed = try await stage.ask(.get, path)
    let cookie = followed.headers[.setCookie] ?? ""
    #expect(followed.status == 303 && followed.headers[.location] == "/p" && followed.headers[.referrerPolicy] == "no-referrer")
    #expect(cookie.hasPrefix("gendan_party=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/;"), "\(cookie)")
    #expect(!cookie.contains("Secure"))
    var behindTLS = stage
    behindTLS.settings.isBehindTLS = true
    #expect(try await behindTLS.ask(.get, path).headers[.setCookie]?.contains("; Secure") == true)
    let visitor = try await PartyVisitor(stage, cookie: cookie)
    let current = try await visitor.ask(.get, "/v1/links/current")
    #expect(current.json["case"] == "C-000001" && current.json["party"] == "customer" && current.json["expiresAt"] == made.json["expiresAt"])
    let audit = await stage.ledger.readAudit(after: 0, limit: 100).map(\.note)
    let token = String(path.dropFirst("/p/".count))
    #expect(audit.contains { $0.what == .linkMade && $0.about == "case:C-000001" } && !String(describing: audit).contains(token))
    let left = try await visitor.ask(.delete, "/v1/links/current")
    #expect(left.status == 204 && left.headers[.setCookie]?.contains("Max-Age=0") == true)
  }

  @Test("links are made by agents, supervisors and the platform's programs only", arguments: Role.allCases)
  func rights(role: Role) async throws {
    let stage = try await PartyVisitor.negotiations()
    let may = [Role.agent, .supervisor, .integration].contains(role)
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/links", as: role, #"{"party":"customer"}"#).status == (may ? 201 : 403))
    #expect(try await stage.ask(.delete, "/v1/cases/C-000001/links", as: role).status == (may ? 204 : 403))
  }

  @Test(
    "what can't be a link is said, and none is made",
    arguments: [
      #"{}"#, #"{"party":""}"#, #"{"party":"nobody"}"#, #"{"party":1}"#, #"{"party":"customer","days":0}"#, #"{"party":"customer","days":31}"#,
      #"{"party":"customer","days":1.5}"#, #"{"party":"customer","days":"7"}"#, #"{"party":"customer","person":"u-9"}"#, #"{"party":"客服"}"#,
    ])
  func faults(body: String) async throws {
    let stage = try await PartyVisitor.negotiations()
    let answer = try await stage.ask(.post, "/v1/cases/C-000001/links", as: .agent, body)
    #expect(answer.status == 422, "\(answer.text)")
    #expect(await stage.ledger.readAudit(after: 0, limit: 9).isEmpty)
  }

  @Test func `a link that is forged, or of another desk, lets nobody in`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let path = try await PartyVisitor.link(stage)
    let parts = path.dropFirst("/p/".count).split(separator: ".").map(String.init)
    let claims: [String: Claims.Value] = [
      "iss": .text("gendan"), "aud": .text("gendan-link"), "exp": .number(4e9), "role": .text("customer"), "sub": .text("u-2"), "case": .text("C-000002"),
      "generation": .number(0),
    ]
    let payload = Base64URL.text(try JSONEncoder().encode(Claims(claims)))
    let other = try await PartyVisitor.link(try await PartyVisitor.negotiations())
    let tokens = [
      try Issuer.forged(#"{"alg":"none","typ":"JWT"}"#, claims), try Issuer.forged(#"{"alg":"HS256","typ":"JWT"}"#, claims, signature: parts[2]),
      "\(parts[0]).\(payload).\(parts[2])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", "x", "%00", String(repeating: "a", count: 20_000),
      String(other.dropFirst("/p/".count)),
    ]
    for token in tokens {
      let followed = try await stage.ask(.get, "/p/\(token)")
      #expect(followed.status == 401 && followed.headers[.setCookie] == nil, "\(token.prefix(80)): \(followed.status)")
      let asked = try await stage.ask(.get, "/v1/own/case", [.cookie: "gendan_party=\(token)"])
      #expect(asked.status == 401 && !asked.text.contains("C-00000"), "\(token.prefix(80))")
    }
    // As a program's token it is nothing.
    #expect(try await stage.ask(.get, "/v1/own/case", [.authorization: "Bearer \(parts.joined(separator: "."))"]).status == 401)
  }

  @Test func `a link is over when its time is, or it was taken back; a new one is good`() async throws {
    let clock = StandingClock()
    let stage = try await PartyVisitor.negotiations(clock: clock)
    let visitor = try await PartyVisitor.come(to: stage, days: 1)
    let other = try await PartyVisitor.come(to: stage, "C-000002", days: 2)
    clock.move(to: clock.now() + .hours(23))
    #expect(try await visitor.ask(.get, "/v1/own/case").status == 200)
    clock.move(to: clock.now() + .hours(1))
    #expect(try await visitor.ask(.get, "/v1/own/case").status == 401)
    let page = try await visitor.ask(.get, "/p")
    #expect(page.status == 401 && page.text.contains("链接打不开了") && page.headers[.location] == nil, "\(page.text)")
    let second = try await PartyVisitor.come(to: stage)
    #expect(try await stage.ask(.delete, "/v1/cases/C-000001/links", as: .agent).status == 204)
    #expect(try await second.ask(.get, "/v1/own/case").status == 401)
    #expect(try await other.ask(.get, "/v1/own/case").status == 200, "another case's stays")
    #expect(try await PartyVisitor.come(to: stage).ask(.get, "/v1/own/case").status == 200)
    let audit = await stage.ledger.readAudit(after: 0, limit: 100)
    #expect(audit.contains { $0.note.what == .linksRevoked && $0.note.about == "case:C-000001" })
  }

  @Test func `S-05 a link opens its case for its party, and no other case, person or party`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let customer = try await PartyVisitor.come(to: stage)
    let merchant = try await PartyVisitor.come(to: stage, as: "merchant")
    let list = try await customer.ask(.get, "/v1/registers/negotiations")
    #expect(list.text.contains("C-000001") && !list.text.contains("C-000002"), "\(list.text)")
    let own = try await merchant.ask(.get, "/v1/registers/negotiations")
    #expect(own.text.contains("C-000001") && !own.text.contains("C-000002"), "the merchant's other case isn't this link's: \(own.text)")
    #expect(try await merchant.ask(.get, "/v1/registers/negotiations?case=C-000002").text == #"{"items":[]}"#)
    let items = try JSONSerialization.jsonObject(with: Data(list.text.utf8)) as? [String: Any]
    let entry = try #require((items?["items"] as? [[String: Any]])?.first?["entry"] as? String)
    let agreed = #"{"party":"用户","values":{"协商状态":"用户同意"}}"#
    #expect(try await merchant.ask(.get, "/v1/registers/negotiations/C-000002/\(entry)").status == 404)
    #expect(try await customer.ask(.post, "/v1/registers/negotiations/C-000002/\(entry)/answers", agreed).status == 404)
    #expect(try await merchant.ask(.post, "/v1/registers/negotiations/C-000001/\(entry)/answers", agreed).status == 422, "nobody answers for the other side")
    for path in ["/v1/cases", "/v1/cases/C-000001", "/v1/cases/C-000001/messages", "/v1/tasks", "/v1/audit", "/console/work", "/v1/events"] {
      let answer = try await customer.ask(.get, path)
      #expect([401, 403, 404].contains(answer.status), "\(path)")
    }
    #expect(try await customer.ask(.post, "/v1/cases/C-000001/links", #"{"party":"merchant"}"#).status == 403)
    #expect(try await customer.ask(.post, "/v1/registers/negotiations/C-000001/\(entry)/answers", agreed).status == 200)
    // The platform says that somebody else is the merchant.
    let named = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, #"{"persons":{"商家":"m-2"}}"#)
    #expect(named.status == 200, "\(named.text)")
    #expect(try await merchant.ask(.get, "/v1/own/case").status == 401)
    #expect(try await customer.ask(.get, "/v1/own/case").status == 200)
  }

  @Test func `nothing is changed by a page of somebody else's: the token is asked for, and the link's own`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let (one, two) = (try await PartyVisitor.come(to: stage), try await PartyVisitor.come(to: stage, "C-000002"))
    var headers: HTTPFields = [.cookie: one.cookie, .contentType: "application/json"]
    #expect(try await stage.ask(.post, "/v1/own/messages", headers, body: #"{"text":"在吗"}"#).status == 403)
    headers[.csrfToken] = two.csrf
    #expect(try await stage.ask(.post, "/v1/own/messages", headers, body: #"{"text":"在吗"}"#).status == 403)
    headers[.csrfToken] = one.csrf
    #expect(try await stage.ask(.post, "/v1/own/messages", headers, body: #"{"text":"在吗"}"#).status == 200)
    #expect(one.csrf != two.csrf && !one.cookie.contains(one.csrf))
  }

  @Test func `a party with the platform's JWT has no link, and is told so`() async throws {
    let noon = Instant(milliseconds: 1_795_305_600_000)
    let issuer = try await Issuer()
    var stage = try await PartyVisitor.negotiations()
    stage.elsewhere.programs = try await ProgramTokens(
      issuer: Issuer.name, audience: Issuer.audience, keys: Issuer.set([issuer.jwk]), clock: { noon })
    for path in ["/v1/own/case", "/v1/links/current", "/v1/own/intake-form"] {
      #expect(try await stage.ask(.get, path, issuer.header("u-1", .customer, until: noon + .hours(1))).status == 403, "\(path)")
    }
  }
}
