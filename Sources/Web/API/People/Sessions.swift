import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// People log in and out, and look after their own password and second factor.
struct Sessions: Sendable {
  let people: LogIn
  /// Whether browsers may send the cookie over TLS only.
  let isSecure: Bool

  private struct View: Encodable {
    let account: String
    let name: String
    let role: String
    /// For the header `X-CSRF-Token`.
    let csrf: String
    let expiresAt: String
    let mustChangePassword: Bool
    let totp: Bool

    init(_ entered: LogIn.Entered) {
      let kept = entered.account
      account = kept.account.id
      name = kept.account.name
      role = kept.account.role.rawValue
      csrf = entered.secret.csrf
      expiresAt = entered.session.expiresAt.rfc3339
      mustChangePassword = kept.account.mustChangePassword
      totp = kept.totp?.isConfirmed ?? false
    }
  }

  private struct Factor: Encodable {
    /// In base 32, for those who can't show a QR code.
    let secret: String
    let uri: String
  }

  /// `{"account","password","code"?,"newPassword"?}`: the cookie comes with the answer.
  func logIn(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    var attempt = LogIn.Attempt(account: object.text("account").lowercased(), password: object.text("password"))
    attempt.code = object.optionalText("code")
    attempt.newPassword = object.optionalText("newPassword")
    attempt.client = visit.client
    try object.end()
    let asked = attempt
    switch try await Problem.telling({ try await people.open(asked) }) {
    case .entered(let entered):
      let cookie = entered.secret.cookie(seconds: LogIn.longest.seconds, isSecure: isSecure)
      return try JSONBody.answer(View(entered), status: .created, headers: [.setCookie: cookie])
    case .refused(let refusal):
      throw Problem(refusal, at: people.clock())
    }
  }

  func logOut(_ request: Request, _ visit: Visit) async throws -> Response {
    let entered = try await entered(request)
    try await Problem.telling { try await people.end(entered) }
    return Response(status: .noContent, headers: [.setCookie: SessionSecret.noCookie(isSecure: isSecure)])
  }

  func me(_ request: Request, _ visit: Visit) async throws -> Response { try JSONBody.answer(View(try await entered(request))) }

  /// `{"old","new"}`: all other sessions end.
  func changePassword(_ request: Request, _ visit: Visit) async throws -> Response {
    let entered = try await entered(request)
    let object = try await JSONObject(request, visit)
    let (old, new) = (object.text("old"), object.text("new"))
    try object.end()
    let change = try await Problem.telling { try await people.changePassword(of: entered, from: old, to: new) }
    try check(change, wrong: ("/old", .init("不是现在的密码", "isn't the password")), bad: "/new")
    return Response(status: .noContent)
  }

  /// The secret is shown in this answer only. Nothing has changed before it is confirmed.
  func enableTOTP(_ request: Request, _ visit: Visit) async throws -> Response {
    let entered = try await entered(request)
    guard let secret = try await Problem.telling({ try await people.beginTOTP(of: entered) }) else { throw Self.notNow }
    return try JSONBody.answer(Factor(secret: Base32.text(secret), uri: TOTP(secret: secret).uri(account: entered.account.account.id)))
  }

  /// `{"code"}`, as the telephone shows it now.
  func confirmTOTP(_ request: Request, _ visit: Visit) async throws -> Response {
    let entered = try await entered(request)
    let object = try await JSONObject(request, visit)
    let code = object.text("code")
    try object.end()
    let change = try await Problem.telling { try await people.confirmTOTP(of: entered, code: code) }
    try check(change, wrong: ("/code", .init("动态码不对，请核对手机上的时间", "the code isn't right: check the telephone's clock")), bad: "/code")
    return Response(status: .noContent)
  }

  private static let notNow = Problem(
    kind: .conflict,
    detail: .init("动态码已经开启，或还没有申请。请管理员重设账号可以去掉它。", "There is a second factor already, or none to confirm. An administrator can take it away by a reset."))

  /// - Throws: `Problem` when nothing was changed.
  private func check(_ change: LogIn.Change, wrong: (place: String, words: Problem.Words), bad: String) throws(Problem) {
    switch change {
    case .done: break
    case .wrong: throw .invalid([.init(place: wrong.place, words: wrong.words)])
    case .badPassword(let words): throw .invalid([.init(place: bad, words: words)])
    case .locked(let until): throw .locked(until: until, at: people.clock())
    case .notNow: throw Self.notNow
    }
  }

  /// Whose session it is. The doorkeeper has let them in; a program may have come in by a token.
  private func entered(_ request: Request) async throws -> LogIn.Entered {
    guard request.headers[.authorization] == nil else { throw Problem.onlyForPeople }
    guard let entered = try await Problem.telling({ try await people.visitor(request) }) else { throw Problem.sessionOver }
    return entered
  }
}
