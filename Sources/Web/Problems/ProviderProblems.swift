import HTTPTypes
import Playbook

/// Why nobody came in by an identity provider.
extension Problem {
  /// Whatever was the matter, it can be tried anew; the reason is for the audit and the log.
  static func providerLogInFailed(_ isSecure: Bool) -> Problem {
    Problem(
      kind: .logInFailed,
      detail: .init("登录没有成功，可能放得太久：请从 /v1/sessions/oidc 重新开始。", "The log-in failed, or took too long: begin again at /v1/sessions/oidc."),
      headers: [.wwwAuthenticate: "Bearer realm=\"gendan\"", .setCookie: ProviderVisit.noCookie(isSecure: isSecure)])
  }

  init(_ fault: ProviderFault) {
    self = .unavailable(
      .init("身份提供方现在用不了，请稍后再试，或用密码登录。", "The identity provider can't be used now: try again later, or log in with your password."), waitSeconds: 5)
    cause = "\(fault)"
  }

  init(_ unwelcome: LogIn.Unwelcome, at now: Instant, _ isSecure: Bool) {
    switch unwelcome {
    case .unknown:
      self.init(kind: .forbidden, detail: .init("您在这里还没有账号：请管理员添加。", "You have no account here yet: an administrator can add one."))
    case .disabled: self.init(kind: .forbidden, detail: .init("您的账号已停用：请问管理员。", "Your account is disabled: ask an administrator."))
    case .administrator:
      self.init(kind: .forbidden, detail: .init("管理员请用密码登录。", "Administrators log in with their password."))
    case .locked(let until): self = .locked(until: until, at: now)
    }
    headers[.setCookie] = ProviderVisit.noCookie(isSecure: isSecure)
  }
}
