import HTTPTypes
import Hummingbird

/// A place that can be asked, and what answers there.
struct Address: Sendable {
  let method: HTTPRequest.Method
  /// As Hummingbird's router reads it: `/v1/orders/{order}`.
  let path: String
  let gate: Gate
  let answer: @Sendable (Request, Visit) async throws -> Response

  /// Who is let in.
  enum Gate: Hashable, Sendable {
    /// Whoever looks after the server: everybody, and without limits of rate.
    case probe
    case everybody
    /// Whoever the door knows, whatever they may do.
    case known
    case having(Right)
  }

  init(_ method: HTTPRequest.Method, _ path: String, _ gate: Gate, answer: @escaping @Sendable (Request, Visit) async throws -> Response) {
    self.method = method
    self.path = path
    self.gate = gate
    self.answer = answer
  }

  /// Whether a request's path is this one's.
  func matches(_ asked: String) -> Bool {
    let (own, asked) = (path.split(separator: "/"), asked.split(separator: "/"))
    return own.count == asked.count && zip(own, asked).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }
}

/// Every address there is, in one table.
enum Addresses {
  static func all(
    _ health: Health, _ document: APIDocument, _ orders: Orders, _ cases: Cases, _ events: EventStream, _ sessions: Sessions, _ accounts: Accounts,
    _ audit: AuditEntries
  ) -> [Address] {
    [
      Address(.get, "/healthz", .probe) { _, _ in health.isAlive() },
      Address(.get, "/readyz", .probe) { _, _ in await health.isReady() },
      Address(.get, "/metrics", .probe) { _, _ in health.figures() },

      Address(.get, "/v1", .everybody, answer: document.page),
      Address(.get, "/v1/api.css", .everybody, answer: document.style),
      Address(.get, "/v1/openapi.yaml", .everybody, answer: document.yaml),

      Address(.post, "/v1/order-events", .having(.tellOrders), answer: orders.tell),
      Address(.get, "/v1/orders/{order}", .having(.seeOrders), answer: orders.show),
      Address(.get, "/v1/orders/{order}/events", .having(.seeOrders), answer: orders.events),
      Address(.get, "/v1/order-figures/{party}/{who}", .having(.seeFigures), answer: orders.figures),

      Address(.post, "/v1/cases", .having(.openCases), answer: cases.open),
      Address(.get, "/v1/cases", .having(.seeCases), answer: cases.list),
      Address(.get, "/v1/cases/{case}", .having(.seeCases), answer: cases.show),
      Address(.get, "/v1/cases/{case}/timeline", .having(.seeCases), answer: cases.timeline),
      Address(.get, "/v1/cases/{case}/events", .having(.seeCases), answer: cases.events),
      Address(.get, "/v1/cases/{case}/messages", .having(.seeCases), answer: cases.messages),
      Address(.post, "/v1/cases/{case}/messages", .having(.tellCases), answer: cases.write),
      Address(.post, "/v1/cases/{case}/signals", .having(.seeCases), answer: cases.signal),
      Address(.get, "/v1/events", .having(.seeCases), answer: events.open),

      Address(.post, "/v1/sessions", .everybody, answer: sessions.logIn),
      Address(.get, "/v1/sessions/current", .known, answer: sessions.me),
      Address(.delete, "/v1/sessions/current", .known, answer: sessions.logOut),
      Address(.put, "/v1/accounts/me/password", .known, answer: sessions.changePassword),
      Address(.post, "/v1/accounts/me/totp", .known, answer: sessions.enableTOTP),
      Address(.post, "/v1/accounts/me/totp/confirm", .known, answer: sessions.confirmTOTP),
      Address(.get, "/v1/accounts", .having(.manageAccounts), answer: accounts.list),
      Address(.post, "/v1/accounts", .having(.manageAccounts), answer: accounts.add),
      Address(.get, "/v1/accounts/{account}", .having(.manageAccounts), answer: accounts.show),
      Address(.patch, "/v1/accounts/{account}", .having(.manageAccounts), answer: accounts.change),
      Address(.get, "/v1/audit", .having(.seeAudit), answer: audit.list),
    ]
  }
}
