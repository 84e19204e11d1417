import Casework
import Ledger

/// Messages to an endpoint and how sending them went, the newest first: what the part `parts/deliveries` shows.
struct DeliveryLog {
  struct Line {
    let id: String
    let madeAt: PageTimes.Stamp
    let mark: String
    let kind: String
    /// Nil for a test.
    let caseID: String?
    let attempts: String
    /// What came back last, in short.
    let result: String
    let answer: String
    let nextAt: PageTimes.Stamp?
    let body: String
    /// Nil where nothing is sent.
    let replayAPI: String?
  }

  let lines: [Line]
  let isEmpty: Bool
  /// Where the older ones are; nil when there are none.
  let olderPath: String?

  init(_ found: [WebhookDelivery], of endpoint: WebhookEndpoint, _ filter: DeliveryFilter, _ words: ConsoleWords, _ times: PageTimes) {
    lines = found.map { delivery in
      let last = delivery.last
      return Line(
        id: delivery.id, madeAt: times.stamp(delivery.madeAt), mark: words.text("webhooks-state-\(delivery.state.rawValue)"), kind: Self.kind(delivery.state),
        caseID: delivery.caseID?.text, attempts: String(delivery.attempts),
        result: last?.status.map { "HTTP \($0)" } ?? last?.error ?? "", answer: last?.answer ?? "", nextAt: delivery.nextAt.map(times.stamp),
        body: delivery.body,
        replayAPI: endpoint.disabled == nil ? "/v1/webhooks/\(endpoint.id)/deliveries/\(AdminQuery.encoded(delivery.id))/replay" : nil)
    }
    isEmpty = found.isEmpty
    let next = found.count == filter.limit ? found.last?.number : nil
    olderPath = next.map {
      AdminQuery.path("/console/webhooks/\(endpoint.id)", ["state": filter.state?.rawValue, "before": String($0)])
    }
  }

  private static func kind(_ state: WebhookDelivery.State) -> String {
    switch state {
    case .pending: "warn"
    case .delivered: "good"
    case .failed: "bad"
    }
  }
}
