import JWTKit

/// A key of a set, or why it is none.
enum KeyReading {
  case key(JWK, id: String, algorithm: String)
  case unfit(KeySetFault.Unfit)

  /// Only what a public key has is read; the rest is left behind.
  init(_ value: JSONValue) {
    guard case .object(let members) = value else {
      self = .unfit(.unreadable)
      return
    }
    func text(_ name: String) -> String? {
      guard case .text(let text)? = members[name] else { return nil }
      return text
    }
    guard members["d"] == nil, members["k"] == nil else {
      self = .unfit(.secret)
      return
    }
    let id = text("kid") ?? ""
    let identifier = JWKIdentifier(string: id)
    let (made, algorithm): (JWK, String)
    switch (text("kty"), text("crv")) {
    case ("RSA", _): (made, algorithm) = (.rsa(.rs256, identifier: identifier, modulus: text("n"), exponent: text("e")), "RS256")
    case ("EC", "P-256"): (made, algorithm) = (.ecdsa(.es256, identifier: identifier, x: text("x"), y: text("y"), curve: .p256), "ES256")
    case ("OKP", "Ed25519"): (made, algorithm) = (.octetKeyPair(.eddsa, identifier: identifier, x: text("x"), y: nil, curve: .ed25519), "EdDSA")
    default:
      self = .unfit(.otherKind)
      return
    }
    guard (text("use") ?? "sig") == "sig", (text("alg") ?? algorithm) == algorithm else {
      self = .unfit(.otherKind)
      return
    }
    self = .key(made, id: id, algorithm: algorithm)
  }
}
