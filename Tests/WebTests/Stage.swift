import Channels
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

@testable import Web

/// Asks a server without a socket: everything but the connection is real.
struct Stage {
  var settings = WebSettings()
  let readiness = Readiness()
  let registry = PrometheusRegistry()
  let ledger = MemoryLedger()
  var ledgerAnswers: @Sendable () async -> Bool = { true }

  var server: WebServer {
    let desk = Desk(name: "test", ledger: ledger, connectors: Connectors(default: NoWayOut()), clock: WallClock())
    return WebServer(
      settings: settings, readiness: readiness, registry: registry, tokens: ledger, orders: OrderWatch(desk: desk, orders: ledger),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      ledgerAnswers: ledgerAnswers)
  }

  func ask(
    _ method: HTTPRequest.Method = .get, _ path: String, _ headers: HTTPFields = [:], body: String = "", of responder: some HTTPResponder<Visit>
  ) async throws -> Answer {
    let request = Request(
      head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
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

  /// A token of this role, as the header that carries it.
  func token(_ role: Role) async throws -> HTTPFields {
    let text = TokenText()
    let token = APIToken(id: text.id, name: "test", role: role, createdAt: Instant(milliseconds: 0), createdBy: "test")
    try await ledger.addToken(KeptToken(token: token, digest: text.digest))
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
      text = try (try? container.decode(String.self)) ?? String(container.decode(Int.self))
    }
  }
}

/// Keeps what is written.
private final class Collector: ResponseBodyWriter {
  private let kept = Mutex("")

  var text: String { kept.withLock { $0 } }
  func write(_ buffer: ByteBuffer) async throws { kept.withLock { $0 += String(buffer: buffer) } }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Nothing goes out.
private struct NoWayOut: Connector {
  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { throw .unreachable("no way out") }
}
