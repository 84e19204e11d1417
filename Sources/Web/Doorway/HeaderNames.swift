import HTTPTypes

/// Headers that the library has no names for.
extension HTTPField.Name {
  // A name that can't be read has nothing to stand for it: `HeaderTests` sees to it that it can.
  static let requestID = HTTPField.Name("X-Request-Id") ?? .via
  static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .via
  static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .via
  /// htmx asks, for a part of a page.
  static let hxRequest = HTTPField.Name("HX-Request") ?? .via
  /// Leads the whole page somewhere else.
  static let hxRedirect = HTTPField.Name("HX-Redirect") ?? .via
  /// `true` on the answer to a request that was taken before.
  static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed") ?? .via
}
