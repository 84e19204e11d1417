import HTTPTypes
import Desk
import Foundation
import Ledger
import Logging
import Playbook
import Synchronization
import Testing

@testable import Web

/// Where messages are sent from, with a hand-moved clock and receivers that answer as a test says: the desk, the ledger and everything between are real.
struct PostRoom {
  let stage = Stage()
  let time = MovedClock()
  let receivers = ScriptedReceivers()

  init() async throws { _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0)) }

  var ledger: MemoryLedger { stage.ledger }

  func courier(_ name: String = "test", allowsLoopback: Bool = false) -> WebhookCourier {
    let (time, receivers) = (time, receivers)
    return WebhookCourier(
      name: name, record: ledger, webhooks: ledger, sender: receivers,
      gate: WebhookGate(allowsLoopback: allowsLoopback, lookup: { try receivers.addresses(of: $0) }), retention: .hours(30 * 24),
      clock: { time.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// An endpoint that hears of everything from the beginning.
  func endpoint(
    _ id: String = "wh_a", url: String = "https://example.com/hook", kinds: Set<StoredKind> = [], playbook: String? = nil, secret: [UInt8] = [1, 2, 3]
  ) async {
    let endpoint = WebhookEndpoint(
      id: id, url: url, kinds: kinds, playbook: playbook, createdAt: time.now, createdBy: "test", position: 0, secrets: WebhookSecrets(current: secret))
    let isNew = await ledger.addWebhook(endpoint, noting: [])
    #expect(isNew)
  }

  /// Something happens: a case is opened.
  func open(_ number: Int) async throws {
    let answer = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-\#(number)"}"#)
    #expect(answer.status == 201, "\(answer.text)")
  }

  /// A case is closed.
  func close(_ number: Int) async throws {
    let id = "C-" + String(repeating: "0", count: 6 - String(number).count) + String(number)
    let answer = try await stage.ask(.post, "/v1/cases/\(id)/signals", as: .agent, #"{"choice":"Not made"}"#)
    #expect(answer.status == 200, "\(answer.text)")
  }

  func change(_ id: String = "wh_a", _ edit: (inout WebhookEndpoint) -> Void) async throws {
    var endpoint = try #require(await ledger.readWebhook(id))
    edit(&endpoint)
    let isChanged = await ledger.changeWebhook(endpoint, noting: [])
    #expect(isChanged)
  }

  func delivery(_ id: String) async throws -> WebhookDelivery { try #require(await ledger.readDelivery(id)) }
}

/// Time that a test sets.
final class MovedClock: Sendable {
  private let kept = Mutex(Instant(milliseconds: 1_795_305_600_000))

  var now: Instant { kept.withLock { $0 } }
  func advance(_ amount: Playbook.TimeAmount) { kept.withLock { $0 = $0 + amount } }
  func move(to instant: Instant) { kept.withLock { $0 = instant } }
}

/// Receivers all over the world, that answer as they are told: 204 when they are told nothing.
final class ScriptedReceivers: WebhookSender {
  private struct State {
    var sent: [WebhookRequest] = []
    var answer = WebhookAnswer.answered(status: 204, excerpt: "")
    var onReceive: (@Sendable (WebhookRequest) async -> Void)?
  }

  private let state = Mutex(State())
  private static let names = [
    "example.com": ["93.184.216.34"], "other.example": ["93.184.216.35", "93.184.216.36"], "inside.example": ["10.0.0.7"],
    "mixed.example": ["93.184.216.34", "169.254.169.254"], "self.example": ["127.0.0.1"],
  ]

  var sent: [WebhookRequest] { state.withLock { $0.sent } }
  /// The ids of what came, in order.
  var ids: [String] { sent.map { $0.header("webhook-id") } }

  func answer(_ answer: WebhookAnswer) { state.withLock { $0.answer = answer } }
  func answer(_ status: Int, _ excerpt: String = "") { answer(.answered(status: status, excerpt: excerpt)) }
  func onReceive(_ act: (@Sendable (WebhookRequest) async -> Void)?) { state.withLock { $0.onReceive = act } }

  func send(_ request: WebhookRequest) async -> WebhookAnswer {
    let (answer, act) = state.withLock { state in
      state.sent.append(request)
      return (state.answer, state.onReceive)
    }
    await act?(request)
    return answer
  }

  func addresses(of host: String) throws -> [NetworkAddress] {
    guard let known = Self.names[host] else { throw HostLookup.Fault(words: "no such name") }
    return known.compactMap { NetworkAddress($0) }
  }
}

extension WebhookRequest {
  func header(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }

  /// Why a receiver with this secret doesn't believe it; nil when it does.
  func fault(secret: [UInt8], now: Instant) -> WebhookSignature.Fault? {
    do throws(WebhookSignature.Fault) {
      try WebhookSignature.verify(
        id: header("webhook-id"), timestamp: header("webhook-timestamp"), signatures: header("webhook-signature"), body: Array(body.utf8), secrets: [secret],
        now: now)
      return nil
    } catch { return error }
  }
}
