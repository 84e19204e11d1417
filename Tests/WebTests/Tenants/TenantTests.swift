import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Tenants behind one port")
struct TenantTests {
  private let acme = Stage()
  private let wok = Stage()
  private let opening = #"{"playbook":"late-meal","subject":"A-1","facts":{"Merchant":"m-1"}}"#

  private func door() throws -> TenantDoor {
    TenantDoor(
      [
        try #require(Tenant(name: "acme", hosts: ["acme.example", "www.acme.example"], server: acme.server)),
        try #require(Tenant(name: "wok", hosts: ["Wok.Example."], server: wok.server)),
      ], settings: WebSettings())
  }

  private func ask(
    _ door: TenantDoor, _ host: String?, _ method: HTTPRequest.Method = .get, _ path: String, _ headers: HTTPFields = [:], _ body: String = ""
  ) async throws -> Answer {
    var headers = headers
    headers[.acceptLanguage] = "en"
    if !body.isEmpty { headers[.contentType] = "application/json" }
    return try await acme.ask(method, path, headers, body: body, of: door, host: host)
  }

  @Test func `a token and a session of one are nothing to the other`() async throws {
    let door = try door()
    let token = try await acme.token(.agent)
    for host in ["acme.example", "ACME.example:8080", "www.acme.example.", "acme.example."] {
      #expect(try await ask(door, host, .get, "/v1/orders/A-1", token).status == 404, "let in at \(host), and there is no such order")
    }
    #expect(try await ask(door, "wok.example", .get, "/v1/orders/A-1", token).status == 401)
    try await acme.ledger.addPerson("li", .agent, at: acme.now)
    try await wok.ledger.addPerson("li", .administrator, at: wok.now)
    let logIn = #"{"account":"li","password":"\#(Lobby.password)"}"#
    let (here, there) = (
      try Inside(try await ask(door, "acme.example", .post, "/v1/sessions", [:], logIn)),
      try Inside(try await ask(door, "wok.example", .post, "/v1/sessions", [:], logIn))
    )
    #expect(try await ask(door, "acme.example", .get, "/v1/sessions/current", here.looking).json["role"] == "agent")
    #expect(try await ask(door, "wok.example", .get, "/v1/sessions/current", there.looking).json["role"] == "administrator")
    #expect(try await ask(door, "wok.example", .get, "/v1/sessions/current", here.looking).status == 401)
    #expect(try await ask(door, "acme.example", .get, "/v1/accounts", there.looking).status == 401)
    let (mine, theirs) = (await acme.ledger.readAudit(after: 0, limit: 10), await wok.ledger.readAudit(after: 0, limit: 10))
    #expect(mine.count == 1 && theirs.count == 1 && mine.first?.note.about == "account:li")
  }

  @Test func `both have cases, webhooks and words of their own, under the same names`() async throws {
    let door = try door()
    for (stage, host, merchant) in [(acme, "acme.example", "north gate"), (wok, "wok.example", "south gate")] {
      _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
      let opened = try await ask(door, host, .post, "/v1/cases", stage.token(.integration), opening.replacing("m-1", with: merchant))
      #expect(opened.status == 201 && opened.headers[.location] == "/v1/cases/C-000001", "\(opened.text)")
    }
    let shown = try await ask(door, "wok.example", .get, "/v1/cases/C-000001", wok.token(.agent))
    #expect(shown.text.contains("south gate") && !shown.text.contains("north gate"))
    for (words, host, stage, count) in [("north", "acme.example", acme, 1), ("north", "wok.example", wok, 0), ("south", "wok.example", wok, 1)] {
      let found = try await ask(door, host, .get, "/v1/cases?q=\(words)", stage.token(.agent))
      #expect(found.text.split(separator: "C-000001").count - 1 == count, "\(words) at \(host)")
    }
    let note = try await ask(door, "acme.example", .post, "/v1/cases/C-000001/messages", acme.token(.agent), #"{"text":"only ours"}"#)
    #expect(note.status == 200)
    #expect(try await ask(door, "wok.example", .get, "/v1/cases/C-000001/messages", wok.token(.agent)).text.contains("only ours") == false)
    let hook = try await ask(door, "acme.example", .post, "/v1/webhooks", acme.token(.administrator), #"{"url":"https://crm.example/in"}"#)
    #expect(hook.status == 201)
    let path = try #require(hook.headers[.location])
    #expect(try await ask(door, "wok.example", .get, path, wok.token(.administrator)).status == 404)
    #expect(try await ask(door, "wok.example", .get, "/v1/webhooks", wok.token(.administrator)).text == #"{"items":[]}"#)
  }

  @Test(arguments: [
    nil, "", "localhost", "127.0.0.1", "evil.example", "acme.example.evil.example", "acme.example:80:80", "acme.example:port", "acme.example:123456", "acme",
    "xacme.example", "acme.example/../wok.example", "acme.example@wok.example", "acme.example, wok.example", "[::1]",
    "[acme.example]", "acme..example", ".", "*", "acme.exämple", String(repeating: "a", count: 70_000),
  ])
  func `a host that is nobody's is told so, and nothing else`(host: String?) async throws {
    let door = try door()
    let answer = try await ask(door, host, .get, "/v1/orders/A-1", acme.token(.agent))
    #expect(answer.status == 421 && answer.json["type"] == "/problems/misdirected", "\(answer.text)")
    #expect(answer.headers[.requestID]?.isEmpty == false && !answer.text.contains("evil"))
    #expect(try await ask(door, host, .get, "/v1").status == 421)
  }

  @Test func `two hosts in one request are nobody's`() async throws {
    let door = try door()
    var headers = try await acme.token(.agent)
    headers[try #require(HTTPField.Name("Host"))] = "wok.example"
    #expect(try await ask(door, "acme.example", .get, "/v1/orders/A-1", headers).status == 421)
  }

  @Test func `health stands for all of them, at any host`() async throws {
    let door = try door()
    for host in ["acme.example", "10.0.0.1:8080", nil] {
      #expect(try await ask(door, host, .get, "/healthz").status == 200)
      #expect(try await ask(door, host, .get, "/metrics").status == 200)
      #expect(try await ask(door, host, .post, "/healthz").status == 405)
    }
    acme.readiness.become(.ready)
    let starting = try await ask(door, "acme.example", .get, "/readyz")
    #expect(starting.status == 503 && starting.json["status"] == "starting", "the other one isn't ready")
    wok.readiness.become(.ready)
    #expect(try await ask(door, "acme.example", .get, "/readyz").status == 200)
    wok.readiness.become(.stopping)
    let stopping = try await ask(door, "acme.example", .get, "/readyz")
    #expect(stopping.status == 503 && stopping.json["status"] == "stopping")
  }

  @Test func `one ledger that doesn't answer is told`() async throws {
    var silent = Stage()
    silent.ledgerAnswers = { false }
    for stage in [acme, silent] { stage.readiness.become(.ready) }
    let tenants = [
      try #require(Tenant(name: "acme", hosts: ["acme.example"], server: acme.server)),
      try #require(Tenant(name: "silent", hosts: ["silent.example"], server: silent.server)),
    ]
    let answer = try await ask(TenantDoor(tenants, settings: WebSettings()), "acme.example", .get, "/readyz")
    #expect(answer.status == 503 && answer.json["ledger"] == "silent")
  }

  @Test(
    arguments: [
      ("acme.example", "acme.example"), ("ACME.Example.", "acme.example"), ("a", "a"), ("[::1]", "[::1]"), ("10.0.0.1", "10.0.0.1"), ("acme.example:80", nil),
      ("http://acme.example", nil), ("acme.example/", nil), ("", nil), ("ä", nil), ("xn--4ca.example", "xn--4ca.example"),
    ] as [(String, String?)])
  func `hosts as settings say them`(text: String, host: String?) { #expect(TenantHost.read(text) == host) }

  @Test func `a tenant has a host`() {
    #expect(Tenant(name: "acme", hosts: [], server: acme.server) == nil)
    #expect(Tenant(name: "acme", hosts: ["acme.example", "not a host"], server: acme.server) == nil)
  }
}
