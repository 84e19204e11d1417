import HTTPTypes
import Hummingbird

/// A place that can be asked, and what answers there.
struct Address: Sendable {
  let method: HTTPRequest.Method
  /// As Hummingbird's router reads it: `/v1/orders/{order}`.
  let path: String
  /// What whoever asks must be allowed; nil is open to everybody.
  var right: Right?
  let answer: @Sendable (Request, Visit) async throws -> Response

  /// Asked by whoever looks after the server: open, and without limits of rate.
  var isProbe: Bool { right == nil }

  /// Whether a request's path is this one's.
  func matches(_ asked: String) -> Bool {
    let (own, asked) = (path.split(separator: "/"), asked.split(separator: "/"))
    return own.count == asked.count && zip(own, asked).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }
}

/// Every address there is, in one table.
enum Addresses {
  static func all(_ health: Health, _ orders: Orders, _ cases: Cases) -> [Address] {
    [
      Address(method: .get, path: "/healthz") { _, _ in health.isAlive() },
      Address(method: .get, path: "/readyz") { _, _ in await health.isReady() },
      Address(method: .get, path: "/metrics") { _, _ in health.figures() },

      Address(method: .post, path: "/v1/order-events", right: .tellOrders, answer: orders.tell),
      Address(method: .get, path: "/v1/orders/{order}", right: .seeOrders, answer: orders.show),
      Address(method: .get, path: "/v1/orders/{order}/events", right: .seeOrders, answer: orders.events),
      Address(method: .get, path: "/v1/order-figures/{party}/{who}", right: .seeFigures, answer: orders.figures),

      Address(method: .post, path: "/v1/cases", right: .openCases, answer: cases.open),
      Address(method: .get, path: "/v1/cases", right: .seeCases, answer: cases.list),
      Address(method: .get, path: "/v1/cases/{case}", right: .seeCases, answer: cases.show),
      Address(method: .get, path: "/v1/cases/{case}/timeline", right: .seeCases, answer: cases.timeline),
      Address(method: .get, path: "/v1/cases/{case}/events", right: .seeCases, answer: cases.events),
      Address(method: .get, path: "/v1/cases/{case}/messages", right: .seeCases, answer: cases.messages),
      Address(method: .post, path: "/v1/cases/{case}/messages", right: .tellCases, answer: cases.write),
      Address(method: .post, path: "/v1/cases/{case}/signals", right: .seeCases, answer: cases.signal),
    ]
  }
}
