import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Playbook
import Synchronization
import Testing

@testable import Web

/// Where people log in, with a clock that stands still: everything but the time and what a guess costs is real.
struct Lobby {
  static let password = "correct horse 42"
  /// A guess costs next to nothing.
  static var passwords: Passwords { Passwords(cost: .init(rounds: 16, blockSize: 1, parallelism: 1)) }

  let ledger = MemoryLedger()
  let time = StillClock()
  let logIn: LogIn

  init() {
    let time = time
    logIn = LogIn(ledger: ledger, passwords: Self.passwords, clock: { time.now })
  }

  /// Somebody who has chosen the password.
  func person(_ id: String = "li", _ role: Role = .agent) async throws { try await ledger.addPerson(id, role, at: time.now) }

  func open(
    _ id: String = "li", _ password: String = Lobby.password, code: String? = nil, newPassword: String? = nil
  ) async throws -> LogIn.Outcome {
    try await logIn.open(.init(account: id, password: password, code: code, newPassword: newPassword, client: "10.0.0.1"))
  }

  func entered(_ id: String = "li", _ password: String = Lobby.password, code: String? = nil, newPassword: String? = nil) async throws -> LogIn.Entered {
    guard case .entered(let entered) = try await open(id, password, code: code, newPassword: newPassword) else { throw NotIn() }
    return entered
  }

  /// Nil when they came in.
  func refusal(_ id: String = "li", _ password: String = Lobby.password, code: String? = nil, newPassword: String? = nil) async throws -> LogIn.Refusal? {
    guard case .refused(let refusal) = try await open(id, password, code: code, newPassword: newPassword) else { return nil }
    return refusal
  }

  func isIn(_ entered: LogIn.Entered) async throws -> Bool { try await logIn.visitor(entered.secret.request()) != nil }

  func audit() async -> [AuditAction] { await ledger.readAudit(after: 0, limit: 1_000).map(\.note.what) }

  /// A request with nothing but these headers.
  static func request(_ headers: HTTPFields, _ method: HTTPRequest.Method = .get) -> Request {
    Request(
      head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: "/", headerFields: headers),
      body: .init(buffer: ByteBuffer()))
  }

  struct NotIn: Error {}
}

/// Time that somebody else moves.
final class StillClock: Sendable {
  private let kept = Mutex(Instant(milliseconds: 1_795_305_600_000))

  var now: Instant { kept.withLock { $0 } }
  func advance(_ amount: Playbook.TimeAmount) { kept.withLock { $0 = $0 + amount } }
}

extension MemoryLedger {
  /// Somebody who has chosen `Lobby.password`.
  func addPerson(_ id: String, _ role: Role, at now: Instant) async throws {
    let account = DeskAccount(id: id, name: "Name of \(id)", role: role, createdAt: now, createdBy: "test")
    let kept = KeptAccount(account: try #require(account), password: try await Lobby.passwords.hash(Lobby.password))
    let isNew = addAccount(kept, noting: [])
    #expect(isNew)
  }
}

extension SessionSecret {
  /// A request with the cookie of this session.
  func request(_ method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:]) -> Request {
    var headers = headers
    headers[.cookie] = "theme=dark; \(cookie(seconds: 1, isSecure: false).split(separator: ";")[0])"
    return Lobby.request(headers, method)
  }
}
