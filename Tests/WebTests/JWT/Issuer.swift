import CryptoExtras
import Foundation
import HTTPTypes
import JWTKit
import Ledger
import Playbook
import Testing

@testable import Web

/// Signs JWTs with a key made here.
struct Issuer {
  /// The kinds of keys that are taken.
  enum Kind: String, CaseIterable, Sendable { case rsa = "RS256", p256 = "ES256", ed25519 = "EdDSA" }

  static let name = "https://issuer.example/realm"
  static let audience = "gendan"

  let id: String
  /// The public half, as a set has it.
  let jwk: String
  /// The public half, as a file has it.
  let pem: String
  private let keys: JWTKeyCollection

  init(_ kind: Kind = .p256, id: String = "k-1", alg: String? = nil) async throws {
    let keys = JWTKeyCollection()
    self.id = id
    self.keys = keys
    let identifier = JWKIdentifier(string: id)
    var members: [String]
    switch kind {
    case .rsa:
      let key = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
      await keys.add(rsa: key, digestAlgorithm: .sha256, kid: identifier)
      let numbers = try key.publicKey.getKeyPrimitives()
      members = [#""kty":"RSA""#, #""n":"\#(Base64URL.text(numbers.modulus))""#, #""e":"\#(Base64URL.text(numbers.publicExponent))""#]
      pem = key.publicKey.pemRepresentation
    case .p256:
      let key = ES256PrivateKey()
      await keys.add(ecdsa: key, kid: identifier)
      let point = try #require(key.parameters)
      let (x, y) = (try Self.plain(point.x), try Self.plain(point.y))
      members = [#""kty":"EC""#, #""crv":"P-256""#, #""x":"\#(x)""#, #""y":"\#(y)""#]
      pem = key.publicKey.pemRepresentation
    case .ed25519:
      let key = try EdDSA.PrivateKey(curve: .ed25519)
      await keys.add(eddsa: key, kid: identifier)
      members = [#""kty":"OKP""#, #""crv":"Ed25519""#, #""x":"\#(Base64URL.text(key.publicKey.rawRepresentation))""#]
      pem = key.publicKey.pemRepresentation
    }
    members += [#""kid":"\#(id)""#, #""use":"sig""#, #""alg":"\#(alg ?? kind.rawValue)""#]
    jwk = "{\(members.joined(separator: ","))}"
  }

  static func set(_ jwks: [String]) -> String { #"{"keys":[\#(jwks.joined(separator: ","))]}"# }

  func sign(_ claims: [String: Claims.Value]) async throws -> String { try await keys.sign(Claims(claims), kid: JWKIdentifier(string: id)) }

  /// What a party of the platform comes with: a token for a subject in a role, good until then.
  func header(_ subject: String, _ role: Role, until end: Instant) async throws -> HTTPFields {
    let token = try await sign([
      "iss": .text(Self.name), "aud": .text(Self.audience), "sub": .text(subject), "exp": .number(Double(end.milliseconds / 1_000)),
      "gendan_role": .text(role.rawValue),
    ])
    return [.authorization: "Bearer \(token)", .contentType: "application/json", .acceptLanguage: "zh-CN"]
  }

  /// A token made by hand. - Parameter signature: base 64 for addresses.
  static func forged(_ header: String, _ claims: [String: Claims.Value], signature: String = "") throws -> String {
    "\(Base64URL.text(header.utf8)).\(Base64URL.text(try JSONEncoder().encode(Claims(claims)))).\(signature)"
  }

  /// With the letters of addresses: the library gives coordinates with the others.
  private static func plain(_ text: String) throws -> String { Base64URL.text(try #require(Data(base64Encoded: text))) }
}
