import Ledger
import Logging
import Playbook

extension WebhookCourier {
  private static let excerptLimit = 4_096
  private static let wordsLimit = 500
  /// HTTP's 410: the receiver wants no more, for good.
  private static let goneStatus = 410

  /// Signs a message and sends it, if it may go where it is to go.
  func send(_ claimed: ClaimedDelivery) async -> WebhookAnswer {
    let (delivery, endpoint) = (claimed.delivery, claimed.endpoint)
    let destination: (url: WebhookURL, addresses: [NetworkAddress])
    do {
      destination = try await gate.admit(endpoint.url)
    } catch let fault as WebhookURL.Fault {
      return .failed("\(endpoint.url): \(fault.words.english)")
    } catch let fault as HostLookup.Fault {
      return .failed("the host's address isn't known: \(fault.words)")
    } catch { return .failed("the host's address isn't known: \(error)") }
    // Another address each time: one of them may be out of order.
    let address = destination.addresses[delivery.attempts % destination.addresses.count]
    let now = clock()
    let headers = [(name: "content-type", value: "application/json"), (name: "user-agent", value: "gendan-webhooks")]
    return await sender.send(
      WebhookRequest(
        url: destination.url, address: address,
        headers: headers + WebhookSignature.headers(id: delivery.id, at: now, body: delivery.body, secrets: endpoint.secrets.valid(at: now)),
        body: delivery.body))
  }

  /// Stores how it went, and shuts an endpoint off that is gone or has failed for too long.
  func settle(_ claimed: ClaimedDelivery, _ answer: WebhookAnswer) async throws(LedgerError) {
    let now = clock()
    let (attempt, status) = self.attempt(answer, at: now)
    let isGone = status == Self.goneStatus
    // First, so that a crash between the two leaves the message waiting, and nothing lost.
    if isGone { try await disable(claimed.endpoint.id, .gone, url: claimed.endpoint.url, at: now) }
    let next: WebhookResult.Next
    if let status, (200..<300).contains(status) {
      next = .delivered
    } else if !isGone, let again = WebhookRetries.next(of: claimed.delivery.id, after: claimed.delivery.attempts + 1, at: now) {
      next = .again(at: again)
    } else {
      next = .failed
    }
    let result = WebhookResult(delivery: claimed.delivery.id, holder: name, attempt: attempt, next: next, failureGap: WebhookRetries.failureGap)
    guard let endpoint = try await webhooks.settleDelivery(result), endpoint.disabled == nil, let failing = endpoint.failing else { return }
    if failing.since + WebhookRetries.patience <= now { try await disable(endpoint.id, .failing, url: endpoint.url, at: now) }
  }

  private func attempt(_ answer: WebhookAnswer, at now: Instant) -> (WebhookAttempt, status: Int?) {
    switch answer {
    case .answered(let status, let excerpt):
      let text = excerpt.isEmpty ? nil : Self.printable(excerpt, limit: Self.excerptLimit)
      return (WebhookAttempt(at: now, status: status, answer: text), status)
    case .failed(let words): return (WebhookAttempt(at: now, error: Self.printable(words, limit: Self.wordsLimit)), nil)
    }
  }

  /// Nobody's terminal is written to by what a stranger answers.
  private static func printable(_ text: String, limit: Int) -> String {
    let scalars = text.unicodeScalars.map { isControl($0) ? " " : $0 }
    let plain = String(String.UnicodeScalarView(scalars))
    return String(decoding: plain.utf8.prefix(limit), as: UTF8.self)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\t": false
    default: scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
  }

  /// Somebody may change it meanwhile; then it is looked at again. - Parameter url: what was disabled is this and no other.
  private func disable(_ id: String, _ why: WebhookEndpoint.Reason, url: String, at now: Instant) async throws(LedgerError) {
    while var endpoint = try await webhooks.readWebhook(id), endpoint.disabled == nil, endpoint.url == url {
      endpoint.disabled = WebhookEndpoint.Disabling(at: now, why: why)
      let note = AuditNote(at: now, who: "desk:\(name)", what: .webhookDisabled, about: "webhook:\(id)", detail: why.rawValue)
      guard try await webhooks.changeWebhook(endpoint, noting: [note]) else { continue }
      logger.notice("a webhook was disabled", metadata: ["webhook": .string(id), "why": .string(why.rawValue)])
      return
    }
  }
}
