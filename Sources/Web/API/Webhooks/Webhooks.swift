import Casework
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Administrators say where the desk tells of what happens.
struct Webhooks: Sendable {
  static let mostEndpoints = 100

  let ledger: any WebhookLedger
  /// What is told of, and which playbooks there are.
  let record: any Ledger
  let gate: WebhookGate
  let clock: @Sendable () -> Instant

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let now = clock()
    let endpoints = try await Problem.telling { try await ledger.listWebhooks() }
    return try JSONBody.answer(ItemList(items: endpoints.map { WebhookView($0, at: now) }))
  }

  /// `{"url","kinds"?,"playbook"?,"summaries"?}`: it hears of everything from now on, and the answer has its secret, once.
  func add(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let object = try await JSONObject(request, visit)
    let reading = WebhookReading(object, gate, needsURL: true)
    try await checkPlaybook(reading, object)
    try object.end()
    guard let url = reading.url else { throw Problem.internalError }
    let (id, hasKey) = try Self.id(request, caller)
    if hasKey, let known = try await Problem.telling({ try await ledger.readWebhook(id) }) { return try again(known, reading, at: now) }
    let secret = WebhookSecret()
    let (position, count) = try await Problem.telling { (try await record.latestPosition(), try await ledger.listWebhooks().count) }
    guard count < Self.mostEndpoints else {
      throw Problem(
        kind: .conflict, detail: .init("最多 \(Self.mostEndpoints) 个，请先删掉不用的。", "There may be \(Self.mostEndpoints): remove one that isn't used first."))
    }
    let endpoint = WebhookEndpoint(
      id: id, url: url.text, kinds: reading.kinds ?? [], playbook: reading.playbook ?? nil, sendsSummaries: reading.sendsSummaries ?? false,
      createdAt: now, createdBy: caller.id, origin: hasKey ? reading.digest : nil, position: position, secrets: WebhookSecrets(current: secret.bytes))
    let note = Self.note(.webhookAdded, id, caller, now, "host \(url.host)")
    guard try await Problem.telling({ try await ledger.addWebhook(endpoint, noting: [note]) }) else {
      // Somebody sent the same request at the same time.
      guard let known = try await Problem.telling({ try await ledger.readWebhook(id) }) else { throw Problem.internalError }
      return try again(known, reading, at: now)
    }
    return try JSONBody.answer(
      WebhookView(endpoint, at: now, secret: secret), status: .created, headers: [.eTag: WebhookView.tag(endpoint), .location: "/v1/webhooks/\(id)"])
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let endpoint = try await self.endpoint(visit)
    return try JSONBody.answer(WebhookView(endpoint, at: clock()), headers: [.eTag: WebhookView.tag(endpoint)])
  }

  /// `{"url"?,"kinds"?,"playbook"?,"summaries"?,"disabled"?}` with `If-Match`: what is left out stays. One that is enabled again goes on where it was.
  func change(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = clock()
    let object = try await JSONObject(request, visit)
    let reading = WebhookReading(object, gate, needsURL: false)
    let isDisabled = object.optionalFlag("disabled")
    try await checkPlaybook(reading, object)
    try object.end()
    let endpoint = try await self.endpoint(visit)
    try Self.mustMatch(request, endpoint)
    var (changed, notes) = (endpoint, [AuditNote]())
    if let url = reading.url { changed.url = url.text }
    if let kinds = reading.kinds { changed.kinds = kinds }
    if let playbook = reading.playbook { changed.playbook = playbook }
    if let sendsSummaries = reading.sendsSummaries { changed.sendsSummaries = sendsSummaries }
    if changed != endpoint {
      notes.append(Self.note(.webhookChanged, endpoint.id, caller, now, changed.url == endpoint.url ? nil : reading.url.map { "host \($0.host)" }))
    }
    if let isDisabled, isDisabled != (endpoint.disabled != nil) {
      changed.disabled = isDisabled ? .init(at: now, why: .byHand) : nil
      // Somebody has looked at it: it gets its days anew.
      if !isDisabled { changed.failing = nil }
      notes.append(Self.note(isDisabled ? .webhookDisabled : .webhookEnabled, endpoint.id, caller, now))
    }
    // Nothing is written for what was so already.
    guard !notes.isEmpty else { return try JSONBody.answer(WebhookView(endpoint, at: now), headers: [.eTag: WebhookView.tag(endpoint)]) }
    let (wanted, noted) = (changed, notes)
    guard try await Problem.telling({ try await ledger.changeWebhook(wanted, noting: noted) }) else { throw Self.changedMeanwhile }
    return try await show(request, visit)
  }

  /// With `If-Match`: its log goes with it.
  func remove(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let endpoint = try await self.endpoint(visit)
    try Self.mustMatch(request, endpoint)
    let note = Self.note(.webhookRemoved, endpoint.id, caller, clock())
    guard try await Problem.telling({ try await ledger.removeWebhook(endpoint.id, revision: endpoint.revision, noting: [note]) }) else {
      throw Self.changedMeanwhile
    }
    return Response(status: .noContent)
  }

  /// The endpoint that the address names. - Throws: `Problem` `.notFound`.
  func endpoint(_ visit: Visit) async throws -> WebhookEndpoint {
    let id = visit.name("webhook")
    guard let endpoint = try await Problem.telling({ try await ledger.readWebhook(id) }) else {
      throw Problem(kind: .notFound, detail: .init("没有这个 webhook：\(id)。", "There is no webhook \(id)."))
    }
    return endpoint
  }

  static let changedMeanwhile = Problem(
    kind: .preconditionFailed, detail: .init("webhook 已经变了：再看一次再改。", "The webhook has changed since you looked: look again, then change it."))

  static func note(_ what: AuditAction, _ id: String, _ caller: Caller, _ now: Instant, _ detail: String? = nil) -> AuditNote {
    AuditNote(at: now, who: caller.id, what: what, about: "webhook:\(id)", detail: detail)
  }

  /// A name for something new: the same caller's same key gives the same one.
  static func name(_ request: Request, _ caller: Caller, _ what: String) throws(Problem) -> (name: String, hasKey: Bool) {
    let hasKey = request.headers[.idempotencyKey] != nil
    let signal = try IdempotencyKey.signal(request, caller)
    return (Hexadecimal.text(Array(SHA256.hash(data: Array("\(what) \(signal.text)".utf8)).prefix(10))), hasKey)
  }

  private static func id(_ request: Request, _ caller: Caller) throws(Problem) -> (id: String, hasKey: Bool) {
    let (name, hasKey) = try Self.name(request, caller, "webhook")
    return ("wh_\(name)", hasKey)
  }

  private static func mustMatch(_ request: Request, _ endpoint: WebhookEndpoint) throws(Problem) {
    guard let asked = request.headers[.ifMatch] else {
      throw Problem(
        kind: .preconditionRequired, detail: .init("请带上 If-Match：webhook 的 ETag。", "Send If-Match with the webhook's ETag."),
        headers: [.eTag: WebhookView.tag(endpoint)])
    }
    guard asked == WebhookView.tag(endpoint) else { throw changedMeanwhile }
  }

  /// A request that was taken before. Its secret was shown then.
  private func again(_ known: WebhookEndpoint, _ reading: WebhookReading, at now: Instant) throws -> Response {
    guard known.origin == reading.digest else { throw Problem.keyReused }
    return try JSONBody.answer(
      WebhookView(known, at: now), headers: [.eTag: WebhookView.tag(known), .location: "/v1/webhooks/\(known.id)", .idempotencyReplayed: "true"])
  }

  private func checkPlaybook(_ reading: WebhookReading, _ object: JSONObject) async throws {
    guard let wanted = reading.playbook, let playbook = wanted else { return }
    guard try await Problem.telling({ try await record.currentVersion(of: playbook) }) == nil else { return }
    object.note("playbook", .init("没有发布过的流程文档 \(playbook)", "no playbook \(playbook) is published"))
  }
}
