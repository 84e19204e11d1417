import Crypto
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// A session as its browser has it: a secret in the cookie `gendan_session`.
struct SessionSecret: Sendable {
  static let cookieName = "gendan_session"
  private static let length = 32

  private let bytes: [UInt8]

  /// A new one, from the system's randomness.
  init() { bytes = Passwords.random(Self.length) }

  /// Reads the cookie; nil when there is none that can be one.
  init?(_ request: Request) {
    guard let cookie = Cookie.value(of: Self.cookieName, in: request), let bytes = Hexadecimal.bytes(cookie), bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// A secret of so many random bits needs no slow hash: nobody guesses it.
  var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// What a page sends with everything that changes something, in `X-CSRF-Token`: only who has read an answer knows it. It is made of the secret, so nobody has to keep it.
  var csrf: String { Hexadecimal.text(Array(HMAC<SHA256>.authenticationCode(for: Array("csrf".utf8), using: SymmetricKey(data: bytes)))) }

  /// Whether the request carries that token.
  func isMeant(_ request: Request) -> Bool { ConstantTime.areEqual(Array((request.headers[.csrfToken] ?? "").utf8), Array(csrf.utf8)) }

  /// The header that brings it to the browser.
  func cookie(seconds: Int64, isSecure: Bool) -> String { Self.cookie(Hexadecimal.text(bytes), seconds: seconds, isSecure: isSecure) }

  /// The header that takes it away again.
  static func noCookie(isSecure: Bool) -> String { cookie("", seconds: 0, isSecure: isSecure) }

  private static func cookie(_ value: String, seconds: Int64, isSecure: Bool) -> String {
    "\(cookieName)=\(value); HttpOnly; SameSite=Strict; Path=/; Max-Age=\(seconds)\(isSecure ? "; Secure" : "")"
  }
}

extension HTTPField.Name {
  // A name that can't be read has nothing to stand for it: `LogInTests` sees to it that it can.
  static let csrfToken = HTTPField.Name("X-CSRF-Token") ?? .via
}
