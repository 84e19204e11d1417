/// Brings one message to where it goes.
protocol WebhookSender: Sendable {
  /// One POST. It returns within the time limit, follows no redirects, and returns at once when the task is cancelled.
  func send(_ request: WebhookRequest) async -> WebhookAnswer
}

/// A message, ready to go.
struct WebhookRequest: Sendable {
  let url: WebhookURL
  /// Where to connect: one of the addresses that were checked. The name isn't looked up again.
  let address: NetworkAddress
  let headers: [(name: String, value: String)]
  /// JSON.
  let body: String
}

/// What came of it.
enum WebhookAnswer: Hashable, Sendable {
  /// - Parameter excerpt: the beginning of the answer's body.
  case answered(status: Int, excerpt: String)
  /// Why there was no answer.
  case failed(String)
}
