import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOEmbedded
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Personal data is masked, and shown to whoever has a reason")
struct DisclosureTests {
  private static let phone = "13812345678"
  private let path = "/v1/cases/C-000001/disclosures"
  private let asking = #"{"facts":["customer.phone","Name"],"reason":"the rider stands at the door"}"#

  private func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0))
    let opening = #"{"playbook":"personal-meal","subject":"A-1","facts":{"customer.phone":"\#(Self.phone)","Merchant":"m-1"}}"#
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    #expect(opened.status == 201 && !opened.text.contains(Self.phone), "\(opened.text)")
    return stage
  }

  private func unmasked(_ stage: Stage) async -> [AuditNote] {
    await stage.ledger.readAudit(after: 0, limit: 1_000).map(\.note).filter { $0.what == .unmasked }
  }

  @Test func `masked everywhere, and shown to an agent with a reason, who stands in the audit without the values`() async throws {
    let stage = try await stage()
    for (view, role) in [("", Role.agent), ("/timeline?weight=detail", .supervisor), ("/events", .quality), ("/messages", .integration)] {
      let shown = try await stage.ask(.get, "/v1/cases/C-000001\(view)", as: role)
      #expect(shown.status == 200 && !shown.text.contains(Self.phone), "\(view)")
    }
    let answer = try await stage.ask(.post, path, as: .agent, asking)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.text == #"{"facts":[{"fact":"customer.phone","name":"Phone","value":"\#(Self.phone)"},{"fact":"customer.name","name":"Name"}]}"#)
    #expect(answer.headers[.cacheControl] == "no-store")
    let notes = await unmasked(stage)
    #expect(notes.count == 1 && notes.first?.about == "case:C-000001" && notes.first?.who.hasPrefix("token:") == true)
    #expect(notes.first?.detail == "customer.phone, customer.name: the rider stands at the door")
    let audit = try await stage.ask(.get, "/v1/audit", as: .quality)
    #expect(audit.text.contains(#""what":"unmasked""#) && audit.text.contains("the rider stands at the door") && !audit.text.contains(Self.phone))
    #expect(try await stage.ask(.post, path, as: .supervisor, asking).status == 200)
  }

  @Test(arguments: [Role.integration, .quality, .administrator, .author, .approver, .publisher, .merchant, .rider, .customer])
  func `others aren't shown anything, whatever the reason`(role: Role) async throws {
    let stage = try await stage()
    let answer = try await stage.ask(.post, path, as: role, asking)
    #expect(answer.status == 403 && !answer.text.contains(Self.phone))
    let notes = await unmasked(stage)
    #expect(notes.isEmpty)
  }

  @Test(arguments: [
    (#"{"facts":["customer.phone"]}"#, "/reason"), (#"{"facts":["customer.phone"],"reason":""}"#, "/reason"),
    (#"{"facts":["customer.phone"],"reason":"why"}"#, "/reason"), (#"{"facts":["customer.phone"],"reason":"    a    b   "}"#, "/reason"),
    (#"{"facts":["customer.phone"],"reason":"two\nlines of it"}"#, "/reason"), (#"{"facts":["customer.phone"],"reason":"\u0007 rings a bell"}"#, "/reason"),
    (#"{"facts":["customer.phone"],"reason":7}"#, "/reason"), (#"{"reason":"they asked"}"#, "/facts"), (#"{"facts":[],"reason":"they asked"}"#, "/facts"),
    (#"{"facts":"customer.phone","reason":"they asked"}"#, "/facts"), (#"{"facts":["Merchant"],"reason":"they asked"}"#, "/facts/0"),
    (#"{"facts":["customer.phone","nobody.knows"],"reason":"they asked"}"#, "/facts/1"), (#"{"facts":[null],"reason":"they asked"}"#, "/facts/0"),
    (#"{"facts":["customer.phone"],"reason":"they asked","all":true}"#, "/all"),
  ])
  func `what can't be asked for says where it is wrong, and nothing is shown or noted`(body: String, pointer: String) async throws {
    let stage = try await stage()
    let answer = try await stage.ask(.post, path, as: .agent, body)
    #expect(answer.status == 422 && answer.text.contains(#""pointer":"\#(pointer)""#) && !answer.text.contains(Self.phone), "\(answer.text)")
    let notes = await unmasked(stage)
    #expect(notes.isEmpty)
  }

  @Test func `too much at once, too long a reason, no such case, no JSON`() async throws {
    let stage = try await stage()
    let many = Array(repeating: #""customer.phone""#, count: 21).joined(separator: ",")
    #expect(try await stage.ask(.post, path, as: .agent, #"{"facts":[\#(many)],"reason":"they asked"}"#).status == 422)
    let long = String(repeating: "r", count: 501)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"facts":["customer.phone"],"reason":"\#(long)"}"#).status == 422)
    let fits = try await stage.ask(.post, path, as: .agent, #"{"facts":["customer.phone","Phone"],"reason":"\#(long.dropLast())"}"#)
    #expect(fits.status == 200 && fits.text.split(separator: Self.phone).count == 2, "the same fact once")
    #expect(try await stage.ask(.post, "/v1/cases/C-000009/disclosures", as: .agent, asking).status == 404)
    #expect(try await stage.ask(.post, path, as: .agent, "facts").status == 400)
  }

  @Test func `a caller is answered sixty times an hour, and others all the same`() async throws {
    let stage = try await stage()
    let responder = stage.server.responder()
    var (agent, supervisor) = (try await stage.token(.agent), try await stage.token(.supervisor))
    (agent[.contentType], supervisor[.contentType]) = ("application/json", "application/json")
    // A minute gives one more back: on a slow machine a few more than sixty are answered.
    var answered = 0
    var refused = try await stage.ask(.post, path, agent, body: asking, of: responder)
    while refused.status == 200, answered < 2 * Int(Disclosures.perHour) {
      answered += 1
      refused = try await stage.ask(.post, path, agent, body: asking, of: responder)
    }
    #expect(answered >= Int(Disclosures.perHour))
    let wait = Int(refused.headers[.retryAfter] ?? "") ?? 0
    #expect(refused.status == 429 && (1...60).contains(wait) && !refused.text.contains(Self.phone))
    #expect(try await stage.ask(.post, path, supervisor, body: asking, of: responder).status == 200)
    let notes = await unmasked(stage)
    #expect(notes.count == answered + 1, "what wasn't shown isn't in the audit")
  }

  @Test func `who has gone away before the answer is in the audit, and no value is in a log`() async throws {
    let stage = try await stage()
    let lines = Lines()
    var headers = try await stage.token(.agent)
    headers[.contentType] = "application/json"
    let request = Request(
      head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: path, headerFields: headers),
      body: .init(buffer: ByteBuffer(string: asking)))
    let visit = Visit(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in lines }))
    let response = try await stage.server.responder().respond(to: request, context: visit)
    await #expect(throws: Gone.self) { () async throws in try await response.body.write(HungUp()) }
    let notes = await unmasked(stage)
    #expect(notes.count == 1 && !lines.text.isEmpty && !lines.text.contains(Self.phone))
  }

  @Test func `nothing is shown that can't be noted`() async throws {
    let stage = try await stage()
    let door = Disclosures(desk: stage.desk, audit: ClosedBook(), rates: Disclosures.rates(), clock: { Instant(milliseconds: 0) })
    var visit = Visit(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    visit.caller = Caller(id: "account:li", name: "Li", role: .agent)
    visit.bodyLimit = 10_000
    visit.coreContext.parameters = ["case": "C-000001"]
    let request = Request(
      head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: path, headerFields: [.contentType: "application/json"]),
      body: .init(buffer: ByteBuffer(string: asking)))
    let asked = visit
    do {
      _ = try await door.disclose(request, asked)
      Issue.record("it was shown")
    } catch let problem as Problem { #expect(problem.kind == .unavailable) }
  }

  @Test func `what parties wrote is read whole by who works on the case, and without numbers by others`() async throws {
    let stage = try await stage()
    let text = "call 138-1234-5678 or 13812345678, mail zhang.san@example.org, card 11010519900307123X, order 20261122140500"
    _ = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .integration, #"{"from":"customer","text":"\#(text)"}"#)
    for view in ["messages", "timeline"] {
      #expect(try await stage.ask(.get, "/v1/cases/C-000001/\(view)", as: .agent).text.contains(text), "\(view)")
      let shown = try await stage.ask(.get, "/v1/cases/C-000001/\(view)", as: .quality).text
      #expect(shown.contains("call ••• or •••, mail •••, card •••, order 20261122140500"), "\(shown)")
    }
  }

  @Test func `what platforms tell of an order beyond what is asked for is masked where it is a person's`() async throws {
    let stage = Stage()
    let event =
      #"{"id":"e-1","order":"A-1","kind":"accepted","at":1795305600000,"receiverPhone":"7","delivery_address":"Nanjing Rd 1","customer-name":"Zhang","收货人":"张三","note":"ring 13812345678","gate":"north"}"#
    var headers = try await stage.token(.integration)
    headers[.contentType] = "application/json"
    #expect(try await stage.ask(.post, "/v1/order-events", headers, body: event).status == 200)
    let shown = try await stage.ask(.get, "/v1/orders/A-1/events", as: .agent).text
    for word in ["\"7\"", "Nanjing", "Zhang", "张三", "13812345678"] { #expect(!shown.contains(word), "\(word) in \(shown)") }
    #expect(shown.contains(#""gate":"north""#) && shown.contains(#""note":"ring •••""#) && shown.contains(#""receiverPhone":"•••""#))
  }
}

/// Keeps what is logged.
private struct Lines: LogHandler {
  private final class Kept: Sendable { let text = Mutex("") }

  private let kept = Kept()
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]

  var text: String { kept.text.withLock { $0 } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { kept.text.withLock { $0 += "\(event.message) \(metadata) \(event.metadata ?? [:])\n" } }
}

private struct Gone: Error {}

/// A client that isn't there any more.
private struct HungUp: ResponseBodyWriter {
  mutating func write(_ buffer: ByteBuffer) async throws { throw Gone() }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws { throw Gone() }
}

/// An audit that can't be written.
private struct ClosedBook: AuditLedger {
  func appendAudit(_ notes: [AuditNote]) async throws(LedgerError) -> [AuditEntry] { throw .unavailable("the disk is full") }
  func readAudit(after number: Int, limit: Int) async throws(LedgerError) -> [AuditEntry] { [] }
  func listAudit(_ filter: AuditFilter) async throws(LedgerError) -> [AuditEntry] { [] }
  func auditHead() async throws(LedgerError) -> AuditEntry? { nil }
}
