import Channels
import Desk
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOEmbedded
import Playbook
import Synchronization

@testable import Web

/// Everything that a server keeps.
typealias StageLedger = Ledger & DoorLedger & OrderLedger & RoutingLedger

/// Asks a server without a socket: everything but the connection is real.
struct Stage {
  var settings = WebSettings()
  let readiness = Readiness()
  let registry = PrometheusRegistry()
  /// What it stands on, unless it was given another one: then this one stays empty.
  let ledger: MemoryLedger
  private let store: any StageLedger
  let desk: Desk
  let work: WorkRouter
  let evidence: EvidenceIntake
  private let scratch = Scratch()
  var folder: String { scratch.path }
  var ledgerAnswers: @Sendable () async -> Bool = { true }
  var elsewhere = KnownElsewhere()
  var imprint = Imprint()
  private let tokens = KnownTokens()

  init(connector: any Connector = NoWayOut(), clock: any DeskClock = WallClock(), on store: (any StageLedger)? = nil) {
    ledger = MemoryLedger()
    self.store = store ?? ledger
    desk = Desk(name: "test", ledger: self.store, connectors: Connectors(default: connector), clock: clock)
    work = WorkRouter(desk: desk, store: self.store)
    evidence = EvidenceIntake(folder: scratch.path + "/evidence")
  }

  var server: WebServer {
    WebServer(
      settings: settings, readiness: readiness, registry: registry, tokens: store, elsewhere: elsewhere, imprint: imprint, desk: desk,
      orders: OrderWatch(desk: desk, orders: store), work: work, evidence: evidence,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      ledgerAnswers: ledgerAnswers)
  }

  func ask(
    _ method: HTTPRequest.Method = .get, _ path: String, _ headers: HTTPFields = [:], body: String = "", of responder: some HTTPResponder<Visit>,
    host: String? = "localhost"
  ) async throws -> Answer {
    let request = Request(
      head: HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers),
      body: .init(buffer: ByteBuffer(string: body)))
    let visit = Visit(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let response = try await responder.respond(to: request, context: visit)
    let collector = Collector()
    let writer: any ResponseBodyWriter = collector
    try await response.body.write(writer)
    return Answer(status: response.status.code, headers: response.headers, text: collector.text)
  }

  func ask(_ method: HTTPRequest.Method = .get, _ path: String, _ headers: HTTPFields = [:], body: String = "") async throws -> Answer {
    try await ask(method, path, headers, body: body, of: server.responder())
  }

  /// Asks as somebody with this role, with a body of JSON.
  func ask(_ method: HTTPRequest.Method = .get, _ path: String, as role: Role, _ body: String = "", key: String? = nil, ifMatch: String? = nil) async throws
    -> Answer
  {
    var headers = try await token(role)
    if !body.isEmpty { headers[.contentType] = "application/json" }
    headers[.idempotencyKey] = key
    headers[.ifMatch] = ifMatch
    headers[.acceptLanguage] = "en"
    return try await ask(method, path, headers, body: body)
  }

  /// A token of this role, as the header that carries it; the same one each time.
  func token(_ role: Role) async throws -> HTTPFields {
    if let known = tokens.kept.withLock({ $0[role] }) { return [.authorization: "Bearer \(known)"] }
    let text = TokenText()
    tokens.kept.withLock { $0[role] = text.text }
    let token = APIToken(id: text.id, name: "\(role.rawValue) one", role: role, createdAt: Instant(milliseconds: 0), createdBy: "test")
    try await store.addToken(KeptToken(token: token, digest: text.digest), noting: [])
    return [.authorization: "Bearer \(text.text)"]
  }
}

struct Answer {
  let status: Int
  let headers: HTTPFields
  let text: String

  var json: [String: String] { (try? JSONDecoder().decode([String: Loose].self, from: Data(text.utf8)))?.mapValues(\.text) ?? [:] }

  private struct Loose: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text =
        (try? container.decode(String.self)) ?? (try? container.decode(Int.self)).map { String($0) } ?? (try? container.decode(Bool.self)).map { String($0) }
        ?? ""
    }
  }
}

/// A folder, gone with the stage.
private final class Scratch: Sendable {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-stage-\(UUID().uuidString)").path
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The texts of tokens that were made, by role.
private final class KnownTokens: Sendable {
  let kept = Mutex<[Role: String]>([:])
}

/// Keeps what is written.
private final class Collector: ResponseBodyWriter {
  private let kept = Mutex("")

  var text: String { kept.withLock { $0 } }
  func write(_ buffer: ByteBuffer) async throws { kept.withLock { $0 += String(buffer: buffer) } }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Nothing goes out.
struct NoWayOut: Connector {
  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { throw .unreachable("no way out") }
}
