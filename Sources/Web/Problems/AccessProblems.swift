import HTTPTypes
import Ledger
import Playbook

/// Why people aren't let in, or may not do something yet.
extension Problem {
  private static let challenge: HTTPFields = [.wwwAuthenticate: "Bearer realm=\"gendan\""]

  static let sessionOver = Problem(
    kind: .unauthorized, detail: .init("登录已过期或已退出，请重新登录。", "The session is over: log in again."), headers: challenge)

  /// A link that is over, was taken back, or is for somebody who isn't the party any more: which, isn't said.
  static let linkOver = Problem(
    kind: .unauthorized, detail: .init("链接已失效。请联系客服，重新发一个给您。", "The link is no good any more. Contact us, and we send you a new one."), headers: challenge)

  /// For those who have come by a link.
  static let needsLink = Problem(
    kind: .forbidden,
    detail: .init(
      "要用给您的链接打开：POST /v1/cases/{case}/links 可以生成。", "Only for whoever comes by a link to it: POST /v1/cases/{case}/links makes one."))

  /// A request by a cookie that no page of ours has sent.
  static let notMeant = Problem(
    kind: .forbidden,
    detail: .init(
      "请带上 X-CSRF-Token：登录的回答里有。", "Send X-CSRF-Token: the answer to the log-in has it, and so has GET /v1/sessions/current."))

  static let passwordChangeNeeded = Problem(
    kind: .passwordChangeNeeded,
    detail: .init("这是一次性密码：先用 PUT /v1/accounts/me/password 改掉。", "This is a one-time password: change it with PUT /v1/accounts/me/password first."))

  /// For what only people have: a password, a session.
  static let onlyForPeople = Problem(
    kind: .forbidden, detail: .init("只有登录的人可以用，令牌不行。", "Only for people who have logged in, not for tokens."))

  /// Why somebody didn't come in. - Parameter now: what a lock's end is counted from.
  init(_ refusal: LogIn.Refusal, at now: Instant) {
    switch refusal {
    case .wrong:
      self.init(
        kind: .logInFailed,
        detail: .init("登录名、密码或动态码不对。连错 \(LockOut.failureLimit) 次会锁定。", "Name, password or code is wrong. \(LockOut.failureLimit) failures in a row lock it."),
        headers: Self.challenge)
    case .codeNeeded:
      self.init(
        kind: .codeNeeded, detail: .init("请连同手机上的六位动态码（code）再发一次。", "Send it again with the six digits of your telephone (code)."),
        headers: Self.challenge)
    case .passwordExpired:
      self.init(
        kind: .logInFailed,
        detail: .init("一次性密码已过期，请管理员重设。", "The one-time password has expired: have an administrator make another."), headers: Self.challenge)
    case .locked(let until): self = .locked(until: until, at: now)
    case .badPassword(let words): self = .invalid([Fault(place: "/newPassword", words: words)])
    }
  }

  static func locked(until: Instant, at now: Instant) -> Problem {
    let seconds = max((until - now).seconds, 1)
    return Problem(
      kind: .locked,
      detail: .init("连错太多次，请 \((seconds + 59) / 60) 分钟后再试。", "Too many failures in a row: try again in \((seconds + 59) / 60) min."),
      headers: [.retryAfter: String(seconds)])
  }

  init(_ fault: HashingFault) {
    switch fault {
    case .busy: self = .unavailable(.init("登录的人太多，请稍后再试。", "Too many log in at once: try again in a moment."), waitSeconds: 1)
    case .refused(let words):
      self = .internalError
      cause = words
    }
  }

  /// Does something with accounts; what goes wrong in the ledger or with hashing is told as a problem.
  static func telling<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    do { return try await work() } catch let error as LedgerError { throw Problem(error) } catch let fault as HashingFault { throw Problem(fault) }
  }
}
