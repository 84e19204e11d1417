import Foundation
import JWTKit

/// Public keys that signatures are checked with, read from a JSON Web Key Set (RFC 7517).
///
/// RSA is for RS256, P-256 for ES256, Ed25519 for EdDSA: the key decides, not the token. Neither `none` nor a shared secret can be a key here.
struct KeySet: Sendable {
  /// Bytes. Identity tokens that name many groups are long.
  static let longestToken = 16_384
  private static let mostKeys = 100

  private struct Key: Sendable {
    let algorithm: String
    /// Holds this key only: whichever key a token names, no other one is tried.
    let verifier: JWTKeyCollection
  }

  /// By id; a key without one has the empty id.
  private let keys: [String: Key]

  /// - Parameter isStrict: whether every key has to be one that can be used. A provider may publish others for other purposes; a file of one's own shouldn't have any.
  /// - Throws: `KeySetFault`.
  init(json: String, isStrict: Bool) async throws(KeySetFault) {
    guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(json.utf8)), case .list(let items)? = members["keys"],
      items.count <= Self.mostKeys
    else { throw .notASet }
    var keys: [String: Key] = [:]
    for (index, item) in items.enumerated() {
      let (read, place) = (KeyReading(item), index + 1)
      switch read {
      case .unfit(let reason):
        if isStrict { throw .unfit(place: place, reason) }
      case .key(let jwk, let id, let algorithm):
        guard keys[id] == nil else {
          if isStrict { throw .unfit(place: place, .sameID) }
          continue
        }
        let verifier = JWTKeyCollection()
        if (try? await verifier.add(jwk: jwk)) != nil {
          keys[id] = Key(algorithm: algorithm, verifier: verifier)
        } else if isStrict {
          throw .unfit(place: place, .unreadable)
        }
      }
    }
    guard !keys.isEmpty else { throw .empty }
    self.keys = keys
  }

  /// Whether it has a key of this id.
  func has(_ id: String) -> Bool { keys[id] != nil }

  /// What a token says, if one of these keys has signed it.
  ///
  /// Nothing of the payload is read before.
  /// - Throws: `JWTFault`.
  func claims(of token: String) async throws(JWTFault) -> Claims {
    let header = try JWTHead(token)
    let key = try key(header)
    guard header.algorithm == key.algorithm else { throw .wrongAlgorithm(header.algorithm) }
    do { return try await key.verifier.verify(token, as: Claims.self) } catch { throw .wrongSignature("\(error)") }
  }

  private func key(_ header: JWTHead) throws(JWTFault) -> Key {
    if let id = header.key {
      guard let key = keys[id] else { throw .unknownKey(id) }
      return key
    }
    guard keys.count == 1, let only = keys.values.first else { throw .unknownKey("") }
    return only
  }
}

/// What a JWT says of itself before its signature.
struct JWTHead: Hashable, Sendable {
  let algorithm: String
  /// The id of the key; nil when none is named.
  let key: String?

  private struct Fields: Decodable {
    let alg: String
    let kid: String?
    /// Whether it names something that has to be understood; what, isn't read.
    let isCritical: Bool

    private enum Name: String, CodingKey { case alg, kid, crit }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      alg = try container.decode(String.self, forKey: .alg)
      kid = try container.decodeIfPresent(String.self, forKey: .kid)
      isCritical = container.contains(.crit)
    }
  }

  /// - Throws: `JWTFault` when it can't be one, or asks for something that isn't understood here.
  init(_ token: String) throws(JWTFault) {
    guard token.utf8.count <= KeySet.longestToken else { throw .tooLong }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64URL.bytes(parts[0]), Base64URL.bytes(parts[1]) != nil, Base64URL.bytes(parts[2]) != nil,
      let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes))
    else { throw .malformed }
    guard !fields.isCritical else { throw .critical }
    algorithm = fields.alg
    key = fields.kid
  }
}
