import Crypto
import HTTPTypes
import Hummingbird
import Playbook

/// What a browser carries from us to the provider and back: which answer it waits for. It is in a cookie, so nobody has to keep it and any server can take the answer.
struct ProviderVisit: Hashable, Sendable {
  /// How long somebody may take to log in there.
  static let longest = TimeAmount.minutes(10)
  private static let secretLength = 32

  let beganAt: Instant
  /// Comes back with the answer: it is the one to this browser's request.
  let state: String
  /// Comes back in the token: it was made for this request.
  let nonce: String
  /// Shown when the code is exchanged: whoever has only seen the code can't (RFC 7636).
  let verifier: String
  /// Where they wanted to go.
  let then: String

  /// A new one, from the system's randomness.
  init(at now: Instant, then: String = OnwardPath.usual) {
    beganAt = now
    self.then = then
    (state, nonce, verifier) = (Self.secret(), Self.secret(), Self.secret())
  }

  /// Reads the cookie; nil when there is none that can be one, or it is too old.
  init?(_ request: Request, isSecure: Bool, at now: Instant) {
    guard let cookie = Cookie.value(of: Self.cookieName(isSecure), in: request) else { return nil }
    let parts = cookie.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let began = Int64(parts[0]), parts[1...3].allSatisfy({ Base64URL.bytes($0)?.count == Self.secretLength }) else { return nil }
    beganAt = Instant(milliseconds: began)
    (state, nonce, verifier) = (parts[1], parts[2], parts[3])
    then = OnwardPath.read(Base64URL.bytes(parts[4]).map { String(decoding: $0, as: UTF8.self) })
    guard beganAt <= now, now < beganAt + Self.longest else { return nil }
  }

  var challenge: String { Base64URL.text(SHA256.hash(data: Array(verifier.utf8))) }

  /// The header that brings it to the browser. It has to come back from another site, so it can't be as strict as a session's.
  func cookie(isSecure: Bool) -> String {
    Self.cookie("\(beganAt.milliseconds).\(state).\(nonce).\(verifier).\(Base64URL.text(Array(then.utf8)))", seconds: Self.longest.seconds, isSecure: isSecure)
  }

  /// The header that takes it away again.
  static func noCookie(isSecure: Bool) -> String { cookie("", seconds: 0, isSecure: isSecure) }

  private static func cookie(_ value: String, seconds: Int64, isSecure: Bool) -> String {
    "\(cookieName(isSecure))=\(value); HttpOnly; SameSite=Lax; Path=/; Max-Age=\(seconds)\(isSecure ? "; Secure" : "")"
  }

  /// With the prefix no neighbouring host can set it.
  private static func cookieName(_ isSecure: Bool) -> String { isSecure ? "__Host-gendan_provider" : "gendan_provider" }

  private static func secret() -> String { Base64URL.text(Passwords.random(secretLength)) }
}
