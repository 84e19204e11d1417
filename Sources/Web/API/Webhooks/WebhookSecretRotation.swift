import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// A new secret without a gap: for a while messages are signed with the old one as well.
extension Webhooks {
  private static let usualOverlapSeconds: Int64 = 86_400
  private static let longestOverlapSeconds: Int64 = 604_800

  /// `{"oldValidSeconds"?}`; without a body the old secret is good for a day. The answer has the new one, once.
  ///
  /// Of a secret that leaked nothing should be left: `0` ends it at once.
  func rotate(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let overlap = try await Self.overlap(request, visit)
    let endpoint = try await self.endpoint(visit)
    if let asked = request.headers[.ifMatch], asked != WebhookView.tag(endpoint) { throw Self.changedMeanwhile }
    let secret = WebhookSecret()
    var changed = endpoint
    changed.secrets = WebhookSecrets(
      current: secret.bytes,
      old: overlap > 0 ? WebhookSecrets.Old(bytes: endpoint.secrets.current, until: now + TimeAmount(seconds: overlap)) : nil)
    let (wanted, note) = (changed, Self.note(.webhookSecretRotated, endpoint.id, caller, now))
    guard try await Problem.telling({ try await ledger.changeWebhook(wanted, noting: [note]) }) else { throw Self.changedMeanwhile }
    guard let kept = try await Problem.telling({ try await ledger.readWebhook(endpoint.id) }) else { throw Self.changedMeanwhile }
    return try JSONBody.answer(WebhookView(kept, at: now, secret: secret), headers: [.eTag: WebhookView.tag(kept)])
  }

  private static func overlap(_ request: Request, _ visit: Visit) async throws -> Int64 {
    let hasBody = (request.headers[.contentLength] ?? "0") != "0" || request.headers[.transferEncoding] != nil
    guard hasBody || !JSONBody.type(of: request).isEmpty else { return usualOverlapSeconds }
    let object = try await JSONObject(request, visit)
    var seconds = usualOverlapSeconds
    if let value = object.value("oldValidSeconds") {
      if case .number(let digits) = value, let number = Int64(digits), (0...longestOverlapSeconds).contains(number) {
        seconds = number
      } else {
        object.note(
          "oldValidSeconds", .init("0 到 \(longestOverlapSeconds) 的整数", "a whole number from 0 to \(longestOverlapSeconds)"))
      }
    }
    try object.end()
    return seconds
  }
}
