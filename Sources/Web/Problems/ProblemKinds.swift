import Casework
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

extension Problem {
  static let internalError = Problem(
    kind: .internalError,
    detail: .init("请稍后再试；还不行就把请求编号告诉管理员。", "Try again later; if it stays so, tell the administrator the request's id."))

  static let unauthorized = Problem(
    kind: .unauthorized,
    detail: .init(
      "请登录，或带上 Authorization: Bearer 令牌；令牌没有、不对或已作废。",
      "Log in, or send Authorization: Bearer and a token: there was none, or it isn't good, or was revoked."),
    headers: [.wwwAuthenticate: "Bearer realm=\"gendan\""])

  static func forbidden(_ right: Right, _ role: Role) -> Problem {
    func name(_ words: ConsoleWords) -> String { words.text("role-\(role.rawValue)") }
    return Problem(
      kind: .forbidden,
      detail: .init(
        "角色“\(name(.chinese))”没有这个权限（\(right.rawValue)）。", "The role “\(name(.english))” doesn't have this right (\(right.rawValue))."))
  }

  static func unsupportedMediaType(_ supported: [String]) -> Problem {
    Problem(
      kind: .unsupportedMediaType,
      detail: .init("Content-Type 可以是：\(supported.joined(separator: "、"))。", "Content-Type may be: \(supported.joined(separator: ", "))."),
      headers: [.accept: supported.joined(separator: ", ")])
  }

  /// Nothing of the request was taken.
  static func invalid(_ faults: [Fault]) -> Problem {
    Problem(
      kind: .invalid,
      detail: .init(
        "有 \(faults.count) 处错误，什么都没有收下；改好再发。",
        "Wrong in \(faults.count == 1 ? "one place" : "\(faults.count) places"). Nothing was taken: mend it and send it again."),
      faults: faults)
  }

  static func unavailable(_ words: Words, waitSeconds: Int) -> Problem {
    Problem(kind: .unavailable, detail: words, headers: [.retryAfter: String(waitSeconds)])
  }

  init(_ error: LedgerError) {
    switch error {
    case .unavailable: self = .unavailable(.init("账本现在用不了，请稍后再发。", "The ledger can't be used now: send it again later."), waitSeconds: 5)
    default: self = .internalError
    }
    cause = "\(error)"
  }

  /// Why the desk didn't take something.
  init(_ error: DeskError) {
    switch error {
    case .busy: self = .unavailable(.init("正忙，请稍后再发。", "Too much is waiting: send it again later."), waitSeconds: 1)
    case .stopped: self = .unavailable(.init("正在停下，请稍后再发。", "The desk is stopping: send it again later."), waitSeconds: 5)
    case .ledger(let error): self.init(error)
    case .refused, .unknownPlaybook, .alteredPlaybook:
      self = .internalError
      cause = "\(error)"
    }
  }

  /// Why the desk didn't take a signal. - Parameter plan: the case's, for names.
  init(_ error: DeskError, _ plan: Plan?) {
    guard case .refused(let refusal) = error else {
      self.init(error)
      return
    }
    let kind: Kind =
      switch refusal {
      case .noSuchCase: .notFound
      case .changedMeanwhile: .preconditionFailed
      default: .refused
      }
    var next = Words("", "")
    // A customer who comes back to a closed case isn't sent away.
    if case .caseClosed(let id) = refusal {
      next = Words("要接着办：POST /v1/cases/\(id)/reopen。", " To go on with it: POST /v1/cases/\(id)/reopen.")
    }
    self.init(
      kind: kind,
      detail: .init(refusal.text(in: .chinese, plan: plan) + next.chinese, refusal.text(in: .english, plan: plan) + next.english))
  }

  static let keyReused = Problem(
    kind: .keyReused,
    detail: .init("这个 Idempotency-Key 以前用在别的请求上，请换一个。", "This Idempotency-Key was used for another request: choose another one."))

  static func tooLarge(limit: Int) -> Problem {
    Problem(kind: .tooLarge, detail: .init("最多 \(limit) 字节，请分几次发。", "At most \(limit) bytes: send it in several requests."))
  }

  static func tooManyRequests(waitSeconds: Int) -> Problem {
    Problem(
      kind: .tooManyRequests, detail: .init("请 \(waitSeconds) 秒后再试。", "Try again in \(waitSeconds) s."), headers: [.retryAfter: String(waitSeconds)])
  }

  static func timedOut(limitSeconds: Double) -> Problem {
    Problem(
      kind: .timedOut,
      detail: .init(
        "超过 \(limitSeconds) 秒没有办完，已叫停。可能已经生效，请原样再发一次。",
        "It took longer than \(limitSeconds) s and was told to stop. It may have been done all the same: send it again as it was."))
  }

  /// For what the router or the server itself refuses.
  init(status: HTTPResponse.Status, _ request: Request, _ visit: Visit, addresses: [Address]) {
    let path = request.uri.path
    let words = path.split(separator: "/")
    let methods = addresses.filter { $0.matches(words) }.map(\.method.rawValue).sorted()
    switch status {
    case .notFound where !methods.isEmpty:
      self.init(
        kind: .methodNotAllowed,
        detail: .init("\(path) 只接受 \(methods.joined(separator: "、"))。", "\(path) takes \(methods.joined(separator: ", ")) only."),
        headers: [.allow: methods.joined(separator: ", ")])
    case .notFound:
      self.init(kind: .notFound, detail: .init("请核对地址 \(path)。", "Check the address \(path)."))
    case .contentTooLarge: self = .tooLarge(limit: visit.bodyLimit)
    case .internalServerError: self = .internalError
    default:
      self.init(
        kind: .badRequest, detail: .init("请按接口文档核对请求（\(status.code)）。", "Check the request against the API's documentation (\(status.code))."))
    }
  }
}
