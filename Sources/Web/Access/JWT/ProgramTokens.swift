import Casework
import Crypto
import Ledger
public import Playbook

/// Programs that come in by a JWT of an issuer whose public keys the desk has.
///
/// A token can't be taken back before its time, so none that is good for longer than a day is taken.
public struct ProgramTokens: Sendable {
  /// How much clocks may differ.
  static let leeway = TimeAmount(seconds: 30)
  /// From now to the end of a token.
  static let longestLife = TimeAmount.hours(24)
  /// Bytes of UTF-8 in a subject.
  static let longestSubject = 128
  static let roleClaim = "gendan_role"
  /// What a program may be. Playbooks are written, approved and published, and people looked after, by people.
  /// For these the subject is who they are to the platform.
  private static let parties: Set<Role> = [.merchant, .rider, .customer]
  static let roles: Set<Role> = [.integration, .agent, .supervisor, .quality, .merchant, .rider, .customer]

  private let issuer: String
  private let audience: String
  private let keys: KeySet
  private let clock: @Sendable () -> Instant
  /// Tells the programs of one issuer from those of another that took its place.
  private let mark: String

  /// - Parameters:
  ///   - issuer: the claim `iss`, letter by letter.
  ///   - audience: what the claim `aud` has to name.
  ///   - keys: a JSON Web Key Set with public keys only.
  /// - Throws: `KeySetFault`.
  public init(issuer: String, audience: String, keys: String, clock: @escaping @Sendable () -> Instant) async throws(KeySetFault) {
    self.issuer = issuer
    self.audience = audience
    self.keys = try await KeySet(json: keys, isStrict: true)
    self.clock = clock
    mark = Hexadecimal.text(SHA256.hash(data: Array(issuer.utf8)).prefix(4))
  }

  /// Who sends this token.
  /// - Throws: `JWTFault` when it isn't good, now and here.
  func caller(_ token: String) async throws(JWTFault) -> Caller {
    let claims = try await keys.claims(of: token)
    guard claims.text("iss") == issuer else { throw .wrongClaim("iss") }
    guard claims.texts("aud").contains(audience) else { throw .wrongClaim("aud") }
    let now = clock()
    guard let end = claims.time("exp"), now < end + Self.leeway, end <= now + Self.longestLife + Self.leeway else { throw .wrongClaim("exp") }
    if claims.values["nbf"] != nil {
      guard let begin = claims.time("nbf"), begin <= now + Self.leeway else { throw .wrongClaim("nbf") }
    }
    guard let subject = claims.text("sub"), Self.isSubject(subject) else { throw .wrongClaim("sub") }
    let role = try Self.role(claims)
    return Caller(id: "jwt:\(mark):\(Self.escaped(subject))", name: subject, role: role, person: Self.parties.contains(role) ? PersonID(subject) : nil)
  }

  private static func role(_ claims: Claims) throws(JWTFault) -> Role {
    guard let role = claims.text(roleClaim).flatMap({ Role(rawValue: $0) }), roles.contains(role) else { throw .wrongClaim(roleClaim) }
    return role
  }

  /// It goes into logs, the audit and timelines: nothing that moves a cursor or ends a line.
  private static func isSubject(_ text: String) -> Bool {
    (1...longestSubject).contains(text.utf8.count) && text.unicodeScalars.allSatisfy { !$0.properties.isControl }
  }

  /// Letter by letter another text for another subject, whatever stands in it: ids of callers are joined with others by colons.
  private static func escaped(_ subject: String) -> String {
    subject.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "/"):
        String(UnicodeScalar(byte))
      default: "%" + Hexadecimal.text([byte])
      }
    }.joined()
  }
}

extension Unicode.Scalar.Properties {
  /// Control characters, and marks that turn or hide what stands around them.
  fileprivate var isControl: Bool { [.control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse].contains(generalCategory) }
}
