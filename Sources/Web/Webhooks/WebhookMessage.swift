import Casework
import Ledger
import Playbook

/// What messages say: which case something happened in, and what kind of thing. Whoever wants more asks the API, where rights hold and personal data is masked.
enum WebhookMessage {
  private struct Message<Content: Encodable>: Encodable {
    let type: String
    let timestamp: String
    let data: Content
  }

  private struct Changed: Encodable {
    let `case`: String
    let playbook: String?
    let events: [One]

    struct One: Encodable {
      let kind: String
      let sequence: Int
    }
  }

  private struct Test: Encodable {
    let webhook: String
  }

  /// What one turn of a case means for an endpoint; nil when it wants to hear nothing of it.
  ///
  /// - Parameters:
  ///   - playbook: the case's; nil when the case can't be read.
  ///   - now: when it is due.
  /// - Throws: `LedgerError.unreadable`.
  static func delivery(of turn: Turn, _ playbook: String?, for endpoint: WebhookEndpoint, at now: Instant) throws(LedgerError) -> NewDelivery? {
    guard endpoint.playbook == nil || endpoint.playbook == playbook else { return nil }
    let events = turn.events.map { (kind: StoredKind($0.kind), sequence: $0.sequence) }.filter { endpoint.kinds.isEmpty || endpoint.kinds.contains($0.kind) }
    guard !events.isEmpty else { return nil }
    let changed = Changed(
      case: turn.caseID.text, playbook: playbook, events: events.map { Changed.One(kind: $0.kind.rawValue, sequence: $0.sequence) })
    let body = try StoredJSON.text(Message(type: "case.changed", timestamp: turn.at.rfc3339, data: changed))
    return NewDelivery(
      id: "msg_\(name(of: endpoint.id))_\(turn.position)", endpoint: endpoint.id, position: turn.position, caseID: turn.caseID, body: body, madeAt: now)
  }

  /// What a case that a turn has closed came to, for an endpoint that wants to know (T-17): all of it, as far as it isn't personal.
  /// - Returns: nil for a turn that closed nothing, and for what the endpoint doesn't want.
  /// - Throws: `LedgerError.unreadable`.
  static func closing(of turn: Turn, _ summary: ClosingSummary?, for endpoint: WebhookEndpoint, at now: Instant) throws(LedgerError) -> NewDelivery? {
    guard endpoint.sendsSummaries, let summary, endpoint.playbook == nil || endpoint.playbook == summary.playbook, turn.closesCase else { return nil }
    let body = try StoredJSON.text(Message(type: "case.closed", timestamp: turn.at.rfc3339, data: summary))
    return NewDelivery(
      id: "msg_\(name(of: endpoint.id))_\(turn.position)_closed", endpoint: endpoint.id, position: turn.position, caseID: turn.caseID, body: body, madeAt: now)
  }

  /// Says nothing but that messages arrive. - Parameter name: tells tests of one endpoint apart.
  static func test(_ name: String, for endpoint: String, at now: Instant) throws(LedgerError) -> NewDelivery {
    let body = try StoredJSON.text(Message(type: "webhook.test", timestamp: now.rfc3339, data: Test(webhook: endpoint)))
    return NewDelivery(id: "msg_\(Self.name(of: endpoint))_t\(name)", endpoint: endpoint, body: body, madeAt: now)
  }

  /// Without the `wh_`.
  private static func name(of endpoint: String) -> Substring { endpoint.dropFirst(3) }
}

extension Turn {
  var closesCase: Bool { events.contains { if case .closed = $0.kind { true } else { false } } }
}
