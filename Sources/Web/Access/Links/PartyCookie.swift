import Crypto
import HTTPTypes
import Hummingbird
import Playbook

/// A link as the browser has it that has followed it: its token in the cookie `gendan_party`, so that it stands in no address any more.
struct PartyCookie: Hashable, Sendable {
  static let name = "gendan_party"

  let token: String

  init(_ token: String) { self.token = token }

  /// Reads the cookie; nil when there is none that can be one.
  init?(_ request: Request) {
    guard let value = Cookie.value(of: Self.name, in: request), (1...KeySet.longestToken).contains(value.utf8.count) else { return nil }
    token = String(value)
  }

  /// What tells one link from another: the token without its signature, which base 64 lets be written in several ways.
  var signedPart: Substring { token[..<(token.lastIndex(of: ".") ?? token.endIndex)] }

  /// As a session's: what a page sends with everything that changes something, in `X-CSRF-Token`. No page can read the cookie that it is made of.
  var csrf: String {
    Hexadecimal.text(Array(HMAC<SHA256>.authenticationCode(for: Array("party csrf".utf8), using: SymmetricKey(data: Array(token.utf8)))))
  }

  /// Whether the request carries that token.
  func isMeant(_ request: Request) -> Bool { ConstantTime.areEqual(Array((request.headers[.csrfToken] ?? "").utf8), Array(csrf.utf8)) }

  /// The header that brings it to the browser. Links are followed from elsewhere, so it can't be as strict as a session's.
  func header(seconds: Int64, isSecure: Bool) -> String { Self.header(token, seconds: seconds, isSecure: isSecure) }

  /// The header that takes it away again.
  static func none(isSecure: Bool) -> String { header("", seconds: 0, isSecure: isSecure) }

  private static func header(_ value: String, seconds: Int64, isSecure: Bool) -> String {
    "\(name)=\(value); HttpOnly; SameSite=Lax; Path=/; Max-Age=\(max(seconds, 0))\(isSecure ? "; Secure" : "")"
  }
}
