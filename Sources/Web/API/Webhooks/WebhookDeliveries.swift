import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The log of an endpoint's messages, and sending them again.
extension Webhooks {
  private static let longestPage = 200

  /// `?state=failed&limit=50&cursor=…`, newest first.
  func deliveries(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let limit = query.number("limit", 1...Self.longestPage) ?? 50
    let state = query.choice("state", WebhookDelivery.State.allCases.map(\.rawValue)).flatMap { WebhookDelivery.State(rawValue: $0) }
    let before = query.number("cursor", 1...Int.max)
    try query.end()
    let endpoint = try await self.endpoint(visit)
    let filter = DeliveryFilter(endpoint: endpoint.id, state: state, before: before, limit: limit)
    let found = try await Problem.telling { try await ledger.listDeliveries(filter) }
    return try JSONBody.answer(DeliveryPage(found, limit: limit))
  }

  /// Puts a message without content into the same queue as all others.
  func test(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let (name, _) = try Self.name(request, caller, "test")
    let endpoint = try await enabled(visit)
    let made = try await Problem.telling { try WebhookMessage.test(name, for: endpoint.id, at: now) }
    let note = Self.note(.webhookTested, endpoint.id, caller, now)
    let isNew = try await Problem.telling { try await ledger.addDelivery(made, noting: [note]) }
    return try await queued(made.id, headers: isNew ? [:] : [.idempotencyReplayed: "true"])
  }

  /// Sends one message again, under its id.
  func replay(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let endpoint = try await enabled(visit)
    let id = visit.name("delivery")
    let note = Self.note(.webhookReplayed, endpoint.id, caller, now, "delivery")
    guard try await Problem.telling({ try await ledger.replayDelivery(id, of: endpoint.id, at: now, noting: [note]) }) else {
      throw Problem(
        kind: .notFound,
        detail: .init(
          "没有这条消息，或者已过保留期：用 /replay 从某处起重发。", "There is no such message, or it was kept long enough: send everything from a place on, with /replay."))
    }
    return try await queued(id, headers: [:])
  }

  /// `{"after":POSITION}` or `{"since":RFC3339}`: everything from there on is sent again, under the same ids.
  func replayAll(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let object = try await JSONObject(request, visit)
    let asked = try await place(object)
    let endpoint = try await enabled(visit)
    // What lies behind where it stands goes out anyway.
    let start = min(asked, endpoint.position)
    let note = Self.note(.webhookReplayed, endpoint.id, caller, now, "after \(start)")
    guard try await Problem.telling({ try await ledger.rewindWebhook(endpoint.id, to: start, noting: [note]) }) else { throw Self.changedMeanwhile }
    return try JSONBody.answer(Rewound(after: start), status: .accepted)
  }

  private struct Rewound: Encodable {
    /// Everything behind this place in the record is sent again.
    let after: Int
  }

  private func queued(_ id: String, headers: HTTPFields) async throws -> Response {
    guard let delivery = try await Problem.telling({ try await ledger.readDelivery(id) }) else { throw Self.changedMeanwhile }
    return try JSONBody.answer(DeliveryView(delivery), status: .accepted, headers: headers)
  }

  /// - Throws: `Problem` `.conflict` when nothing is sent there.
  private func enabled(_ visit: Visit) async throws -> WebhookEndpoint {
    let endpoint = try await self.endpoint(visit)
    guard endpoint.disabled == nil else {
      throw Problem(
        kind: .conflict, detail: .init("这个 webhook 停用了：先用 PATCH 启用。", "The webhook is disabled: enable it first, with PATCH."))
    }
    return endpoint
  }

  /// The place in the record that the request names.
  private func place(_ object: JSONObject) async throws -> Int {
    let (after, since) = (object.value("after"), object.value("since"))
    let latest = try await Problem.telling { try await record.latestPosition() }
    var place: Int?
    switch (after, since) {
    case (.number(let digits)?, nil):
      place = Int(digits).flatMap { (0...latest).contains($0) ? $0 : nil }
      if place == nil { object.note("after", .init("0 到 \(latest) 的整数", "a whole number from 0 to \(latest)")) }
    case (nil, .text(let text)?):
      if let moment = Instant(rfc3339: text) {
        place = try await self.place(before: moment, latest)
      } else {
        object.note("since", .init("写成 2026-11-23T02:00:00Z", "write it as 2026-11-23T02:00:00Z"))
      }
    case (_?, nil): object.note("after", .init("应是整数", "should be a whole number"))
    case (nil, _?): object.note("since", .init("写成 2026-11-23T02:00:00Z", "write it as 2026-11-23T02:00:00Z"))
    default: object.note("after", .init("after 和 since 只写一个", "give either after or since"))
    }
    try object.end()
    guard let place else { throw Problem.internalError }
    return place
  }

  /// The last place before a moment. Turns arrive in order of time, so halves are enough: some forty looks, however long the record.
  private func place(before moment: Instant, _ latest: Int) async throws -> Int {
    var (low, high) = (0, latest)
    while low < high {
      let middle = low + (high - low) / 2
      let turn = try await Problem.telling { try await record.readTurns(after: middle, limit: 1).first }
      if let turn, turn.at < moment { low = turn.position } else { high = middle }
    }
    return low
  }
}
