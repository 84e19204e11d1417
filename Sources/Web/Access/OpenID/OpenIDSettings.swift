/// How people of an identity provider come in.
public struct OpenIDSettings: Sendable {
  /// As the provider's document and its tokens say it, letter by letter.
  public let issuer: String
  public let clientID: String
  let clientSecret: String
  /// The provider sends browsers back to this.
  let callback: String
  /// The claim that names the account.
  public var accountClaim = "preferred_username"
  /// What stands behind the `@` of a name that is an e-mail address; nil takes none.
  public var domain: String?
  /// The claim with the role of somebody who has no account yet.
  public var roleClaim = "gendan_role"
  /// Whether whoever has a role and no account gets one.
  public var makesAccounts = false
  /// Whether the provider may be on this machine and without TLS: for trying.
  let allowsLoopback: Bool

  /// Why settings can't be.
  public enum Fault: Error, Hashable, Sendable { case issuer, redirect }

  /// - Parameters:
  ///   - redirect: our address as browsers see it: `https://desk.example`.
  /// - Throws: `Fault` for an address that isn't https, or on this machine where that is allowed.
  public init(issuer: String, clientID: String, clientSecret: String, redirect: String, allowsLoopback: Bool) throws(Fault) {
    guard Self.isFit(issuer, allowsLoopback), !issuer.contains("?") else { throw .issuer }
    guard Self.isFit(redirect, allowsLoopback), !redirect.contains("?") else { throw .redirect }
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    callback = Self.base(redirect) + OpenIDDoor.callbackPath
    self.allowsLoopback = allowsLoopback
  }

  /// An address without a slash at its end.
  static func base(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

  /// Whether secrets may go there.
  static func isFit(_ url: String, _ allowsLoopback: Bool) -> Bool {
    guard let read = try? WebhookURL(url) else { return false }
    if read.isSecure { return true }
    return allowsLoopback && (read.host == "localhost" || NetworkAddress(read.host)?.reach == .loopback)
  }
}
