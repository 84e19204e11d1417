import HTTPTypes
import Hummingbird

/// A place that can be asked, and what answers there.
struct Address: Sendable {
  let method: HTTPRequest.Method
  /// As Hummingbird's router reads it: `/v1/cases/{case}`.
  let path: String
  /// Asked by whoever looks after the server: no limits of rate.
  var isProbe = false
  let answer: @Sendable (Request, Visit) async throws -> Response
}

/// Every address there is, in one table.
enum Addresses {
  static func all(_ health: Health) -> [Address] {
    [
      Address(method: .get, path: "/healthz", isProbe: true) { _, _ in health.isAlive() },
      Address(method: .get, path: "/readyz", isProbe: true) { _, _ in await health.isReady() },
      Address(method: .get, path: "/metrics", isProbe: true) { _, _ in health.figures() },
    ]
  }
}
