import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Administrators look after the tokens that let programs in.
struct Tokens: Sendable {
  private static let longestName = 80

  let ledger: any AccessLedger
  let clock: @Sendable () -> Instant

  private struct View: Encodable {
    let id: String
    let name: String
    let role: String
    let createdAt: String
    let createdBy: String
    let revokedAt: String?
    /// Shown once: in the answer that made it.
    let token: String?

    init(_ kept: APIToken, text: TokenText? = nil) {
      id = kept.id
      name = kept.name
      role = kept.role.rawValue
      createdAt = kept.createdAt.rfc3339
      createdBy = kept.createdBy
      revokedAt = kept.revokedAt?.rfc3339
      token = text?.text
    }
  }

  /// All there ever were, the oldest first.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let tokens = try await Problem.telling { try await ledger.listTokens() }
    return try JSONBody.answer(ItemList(items: tokens.map { View($0) }))
  }

  /// `{"name","role"}`: the answer has the token's text, once.
  func add(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let name = object.text("name", longest: Self.longestName)
    let word = object.text("role")
    let role = Role(rawValue: word)
    if role == nil, !word.isEmpty {
      let words = Role.allCases.map(\.rawValue)
      object.note("role", .init("可以是：\(words.joined(separator: "、"))", "may be: \(words.joined(separator: ", "))"))
    }
    try object.end()
    guard let role else { throw Problem.internalError }
    let now = clock()
    let text = TokenText()
    let token = APIToken(id: text.id, name: name, role: role, createdAt: now, createdBy: caller.id)
    let note = AuditNote(at: now, who: caller.id, what: .tokenAdded, about: "token:\(text.id)", detail: "role \(role.rawValue)")
    try await Problem.telling { try await ledger.addToken(KeptToken(token: token, digest: text.digest), noting: [note]) }
    return try JSONBody.answer(View(token, text: text), status: .created, headers: [.location: "/v1/tokens/\(text.id)"])
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try JSONBody.answer(View(try await token(visit)))
  }

  /// From then on it lets nobody in. One that was revoked before stays so, and nothing is noted.
  func revoke(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try await token(visit).id
    let now = clock()
    let note = AuditNote(at: now, who: caller.id, what: .tokenRevoked, about: "token:\(id)")
    _ = try await Problem.telling { try await ledger.revokeToken(id, at: now, noting: [note]) }
    return Response(status: .noContent)
  }

  private func token(_ visit: Visit) async throws -> APIToken {
    let id = visit.name("token")
    guard let kept = try await Problem.telling({ try await ledger.readToken(id) }) else {
      throw Problem(kind: .notFound, detail: .init("没有令牌 \(id)。", "There is no token \(id)."))
    }
    return kept.token
  }
}
