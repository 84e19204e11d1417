import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Orders at the door")
struct OrderDoorTests {
  private let event =
    #"{"id":"e-1","order":"A-1","kind":"accepted","at":1795305600000,"merchant":"m-1","rider":"r-1","promised":1795309200000,"note":"door code 12"}"#

  private func tell(_ stage: Stage, _ body: String, type: String = "application/json", role: Role = .integration) async throws -> Answer {
    var headers = try await stage.token(role)
    headers[.contentType] = type
    return try await stage.ask(.post, "/v1/order-events", headers, body: body)
  }

  @Test func `O-07 an event is told once, whoever tells it again, and its order is shown`() async throws {
    let stage = Stage()
    let first = try await tell(stage, event)
    #expect(first.status == 200 && first.text == #"{"receipts":[{"id":"e-1","order":"A-1","position":1,"status":"stored"}]}"#)
    #expect(try await tell(stage, " [ \(event) ] ").text == #"{"receipts":[{"id":"e-1","order":"A-1","position":1,"status":"already-heard"}]}"#)
    let delivered = event.replacing("e-1", with: "e-2").replacing("accepted", with: "delivered").replacing("1795305600000", with: "1795308000000")
    #expect(try await tell(stage, "[\(delivered),\(event)]").status == 200)
    let shown = try await stage.ask(.get, "/v1/orders/A-1", stage.token(.agent))
    #expect(
      shown.status == 200 && shown.text.contains(#""state":"delivered""#) && shown.text.contains(#""deliveredAt":"2026-11-22T"#)
        && shown.text.contains(#""events":2"#))
    let tag = try #require(shown.headers[.eTag])
    var again = try await stage.token(.agent)
    again[.ifNoneMatch] = tag
    #expect(try await stage.ask(.get, "/v1/orders/A-1", again).status == 304)
    let events = try await stage.ask(.get, "/v1/orders/A-1/events", stage.token(.agent))
    #expect(events.text.contains(#""id":"e-1""#) && events.text.contains(#""note":"door code 12""#))
    #expect(try await stage.ask(.get, "/v1/orders/A-2", stage.token(.agent)).status == 404)
  }

  @Test(arguments: [("A/1", "A%2F1"), ("订单 7", "%E8%AE%A2%E5%8D%95%207"), ("50%25", "50%2525"), ("..", "%2E%2E")])
  func `an order is found whatever its number is made of`(order: String, path: String) async throws {
    let stage = Stage()
    #expect(try await tell(stage, event.replacing("A-1", with: order)).status == 200)
    let shown = try await stage.ask(.get, "/v1/orders/\(path)", stage.token(.agent))
    #expect(shown.status == 200 && shown.text.contains("\"id\":\"\(order)\""), "\(shown.text)")
  }

  @Test func `O-06 a merchant's days are shown to who looks after them`() async throws {
    let stage = Stage()
    _ = try await tell(stage, event)
    let path = "/v1/order-figures/merchant/m-1?from=2026-11-01&to=2026-11-30"
    let figures = try await stage.ask(.get, path, stage.token(.supervisor))
    #expect(figures.status == 200 && figures.text.contains(#""orders":1"#) && figures.text.contains(#""day":"2026-11-2"#))
    #expect(try await stage.ask(.get, path, stage.token(.agent)).status == 403)
    for bad in ["?from=2026-11-01", "?from=2026-02-30&to=2026-03-01", "?from=2026-11-02&to=2026-11-01", "?from=2020-01-01&to=2026-11-01", "?from=x&to=y"] {
      let status = try await stage.ask(.get, "/v1/order-figures/merchant/m-1\(bad)", stage.token(.supervisor)).status
      #expect([400, 422].contains(status), "\(bad)")
    }
    #expect(try await stage.ask(.get, "/v1/order-figures/carrier/m-1?from=2026-11-01&to=2026-11-30", stage.token(.supervisor)).status == 404)
  }

  @Test func `CloudEvents are order events, one or many`() async throws {
    let stage = Stage()
    let cloud =
      #"{"specversion":"1.0","id":"7","source":"/platform/eu","type":"cn.example.order.accepted","subject":"B-1","time":"2026-11-22T08:00:00+08:00","data":{"merchant":"m-2","promised":1795309200000,"fragile":true,"weight":1.5}}"#
    let one = try await tell(stage, cloud, type: "application/cloudevents+json; charset=utf-8")
    #expect(one.text == #"{"receipts":[{"id":"/platform/eu|7","order":"B-1","position":1,"status":"stored"}]}"#)
    let many = try await tell(stage, "[\(cloud),\(cloud.replacing("/eu", with: "/us"))]", type: "application/cloudevents-batch+json")
    #expect(many.text.contains("already-heard") && many.text.contains(#""position":2"#), "another source's event of the same id is another one")
    let events = try await stage.ask(.get, "/v1/orders/B-1/events", stage.token(.agent))
    #expect(events.text.contains(#""fragile":"true""#) && events.text.contains(#""at":"2026-11-22T00:00:00.000Z""#))
  }

  @Test(arguments: [
    (#""data":{"at":1795305600000}"#, "/data/at"), (#""data":{"at":"noon"}"#, "/data/at"), (#""data":{"order":"B-9"}"#, "/data/order"),
    (#""data":{"kind":"paid"}"#, "/data/kind"), (#""data":{"id":5}"#, "/data/id"), (#""data":{"rider":{"name":"x"}}"#, "/data/rider"),
    (#""data":{"promised":"soon"}"#, "/data/promised"), (#""data":[1]"#, "/data"), (#""data_base64":"e30=""#, "/data_base64"),
    (#""datacontenttype":"text/xml","data":{}"#, "/datacontenttype"), (#""data":{"note":"\#(String(repeating: #"\n"#, count: 20_000))"}"#, ""),
  ])
  func `a CloudEvent that couldn't be read again is refused`(more: String, place: String) async throws {
    let stage = Stage()
    let body = #"{"specversion":"1.0","id":"7","source":"/eu","type":"order.paid","subject":"B-1","time":"2026-11-22T08:00:00Z",\#(more)}"#
    let answer = try await tell(stage, body, type: "application/cloudevents+json")
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(await stage.ledger.lastOrderPosition() == 0)
  }

  @Test(arguments: [
    ("2026-11-22T08:00:00Z", true), ("2026-11-22T08:00:00.5+08:00", true), ("2026-11-22T08:00:00Zxyz", false), ("2026-11-22", false), ("", false),
  ])
  func `times are RFC 3339`(text: String, isTime: Bool) { #expect((Instant(rfc3339: text) != nil) == isTime) }

  @Test func `times are written as Foundation writes them`() {
    var chance = SystemRandomNumberGenerator()
    var style = Date.ISO8601FormatStyle()
    style.timeZone = .gmt
    // From 1600 on: before, Foundation goes by the calendar of the time, and the standard doesn't.
    let first: Int64 = -11_676_096_000_000
    let some: [Int64] = [0, -1, 1, 951_782_399_999, 951_782_400_000, 253_402_300_799_999, first]
    for milliseconds in some + (0..<2_000).map({ _ in Int64.random(in: first...253_402_300_799_999, using: &chance) }) {
      let thousandths = ((milliseconds % 1_000) + 1_000) % 1_000
      let second = Date(timeIntervalSince1970: Double((milliseconds - thousandths) / 1_000))
      let own = Instant(milliseconds: milliseconds).rfc3339
      #expect(own == second.formatted(style).dropLast() + String(format: ".%03dZ", thousandths))
      #expect(Instant(rfc3339: own) == Instant(milliseconds: milliseconds))
    }
    #expect(Instant(milliseconds: -62_135_596_800_000).rfc3339 == "0001-01-01T00:00:00.000Z")
  }

  @Test(arguments: [
    (#"[{"id":"e","order":"A","kind":"paid","at":1},{"id":"f","order":"A","at":1},{"id":7,"order":"A","kind":"paid","at":1}]"#, ["/1/kind", "/2/id"]),
    (#"{"id":"e","order":"A","kind":"paid","at":"noon"}"#, ["/at"]), ("[1]", ["/0"]), (#""text""#, [""]),
  ])
  func `what can't be read is named with its place, and nothing is taken`(body: String, places: [String]) async throws {
    let stage = Stage()
    let answer = try await tell(stage, body)
    #expect(answer.status == 422)
    struct Body: Decodable {
      struct Fault: Decodable { let pointer: String }
      let errors: [Fault]
    }
    #expect(try JSONDecoder().decode(Body.self, from: Data(answer.text.utf8)).errors.map(\.pointer) == places)
    #expect(await stage.ledger.lastOrderPosition() == 0)
  }

  @Test(arguments: [("[", 400), ("[{}", 400), ("[{}]]", 400), ("[{}}", 400), ("", 422), ("{", 422), ("[]", 200)])
  func `a body that isn't whole`(body: String, status: Int) async throws { #expect(try await tell(Stage(), body).status == status) }

  @Test func `bodies of another kind, too large, or no text`() async throws {
    var stage = Stage()
    #expect(try await tell(stage, event, type: "text/plain").headers[.accept]?.contains("application/json") == true)
    #expect(try await tell(stage, event, type: "text/plain").status == 415)
    #expect(try await tell(stage, #"{"specversion":"0.3","id":"1","source":"s","type":"t"}"#, type: "application/cloudevents+json").status == 422)
    stage.settings.bodyLimit = 1_024
    #expect(try await tell(stage, "[\(Array(repeating: event, count: 20).joined(separator: ","))]").status == 413)
  }

  @Test func `only who has the right comes in`() async throws {
    let stage = Stage()
    let open = try await stage.ask(.post, "/v1/order-events", body: event)
    #expect(open.status == 401 && open.headers[.wwwAuthenticate] == #"Bearer realm="gendan""#)
    for bad in ["Basic x", "Bearer", "Bearer gdn_x_y", "Bearer \(TokenText().text)", TokenText().text] {
      #expect(try await stage.ask(.post, "/v1/order-events", [.authorization: bad], body: event).status == 401, "\(bad)")
    }
    for role in Role.allCases where role != .integration {
      #expect(try await tell(stage, event, role: role).status == 403, "\(role)")
    }
    let token = try await stage.token(.integration)
    let id = try #require(TokenText((token[.authorization] ?? "").dropFirst(7))).id
    #expect(await stage.ledger.revokeToken(id, at: Instant(milliseconds: 1), noting: []))
    #expect(try await stage.ask(.get, "/v1/orders/A-1", token).status == 401)
    #expect(await stage.ledger.lastOrderPosition() == 0)
  }

  @Test func `an address with a name in it says which methods it takes`() async throws {
    let answer = try await Stage().ask(.delete, "/v1/orders/A-1")
    #expect(answer.status == 405 && answer.headers[.allow] == "GET")
  }

  @Test func `a token is read as it was written, and never twice the same`() throws {
    let token = TokenText()
    let read = try #require(TokenText(token.text))
    #expect(read.text == token.text && read.digest == token.digest && read.digest.count == 32)
    #expect(TokenText().text != token.text)
    for bad in ["", "gdn", "gdn__", token.text + "a", token.text.replacing("gdn", with: "gdx"), token.text.uppercased()] { #expect(TokenText(bad) == nil) }
  }
}
