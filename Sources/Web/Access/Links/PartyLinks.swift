import Casework
import Foundation
import JWTKit
import Ledger
import Playbook

/// Signs links and reads them. A link is a JWT that the desk makes for itself: no other issuer's is taken, and it lets nobody in as a program.
struct PartyLinks: Sendable {
  static let issuer = "gendan"
  /// No token of another kind has it, and whoever reads those asks for another one.
  static let audience = "gendan-link"
  private static let algorithm = "HS256"
  private static let keyLength = 32
  /// Bytes that tell links apart which say the same.
  private static let nameLength = 12
  private enum Name { static let (role, person, ofCase, generation, playbook, own) = ("role", "sub", "case", "generation", "playbook", "jti") }

  let store: any LinkLedger
  let clock: @Sendable () -> Instant

  /// - Throws: `LedgerError`, and what the library throws when it can't sign.
  func token(of link: PartyLink) async throws -> String {
    var claims: [String: Claims.Value] = [
      "iss": .text(Self.issuer), "aud": .text(Self.audience), "exp": .number(Double(link.expiresAt.milliseconds / 1_000)), Name.role: .text(link.role.rawValue),
    ]
    claims[Name.person] = link.person.map { Claims.Value.text($0.text) }
    switch link.place {
    case .ofCase(let id, let generation):
      claims[Name.ofCase] = .text(id.text)
      claims[Name.generation] = .number(Double(generation))
    case .registration(let playbook):
      claims[Name.playbook] = .text(playbook)
      // Two that are made within a second for nobody in particular are two links all the same.
      claims[Name.own] = .text(Hexadecimal.text(Passwords.random(Self.nameLength)))
    }
    return try await keys().sign(Claims(claims))
  }

  /// What a token says; nil for one that isn't ours, or is over. Whether the case's links were taken back isn't asked here.
  /// - Throws: `LedgerError`.
  func link(_ token: String) async throws -> PartyLink? {
    // The library would try whatever key a token names: there is one, without a name.
    guard let head = try? JWTHead(token), head.algorithm == Self.algorithm, head.key == nil else { return nil }
    let keys = try await keys()
    guard let claims = try? await keys.verify(token, as: Claims.self) else { return nil }
    let now = clock()
    guard claims.text("iss") == Self.issuer, claims.texts("aud") == [Self.audience], let end = claims.time("exp"), now < end,
      let role = claims.text(Name.role).flatMap({ Role(rawValue: $0) }), PartyLink.roles.contains(role), let place = Self.place(claims)
    else { return nil }
    return PartyLink(to: place, as: role, person: claims.text(Name.person).map { PersonID($0) }, until: end)
  }

  private static func place(_ claims: Claims) -> PartyLink.Place? {
    if let id = claims.text(Name.ofCase), case .number(let generation)? = claims.values[Name.generation], let number = Int(exactly: generation) {
      return .ofCase(CaseID(id), generation: number)
    }
    return claims.text(Name.playbook).map { .registration(playbook: $0) }
  }

  private func keys() async throws -> JWTKeyCollection {
    let key = try await store.linkKey(orKeep: Passwords.random(Self.keyLength))
    let keys = JWTKeyCollection()
    await keys.add(hmac: HMACKey(from: key), digestAlgorithm: .sha256)
    return keys
  }
}
