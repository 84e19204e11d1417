import Desk
import Foundation
import HTTPTypes
import JWTKit
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Programs with a JWT")
struct ProgramTokenTests {
  private let time = StillClock()
  private var now: Double { Double(time.now.milliseconds / 1_000) }

  private func tokens(_ issuers: Issuer...) async throws -> ProgramTokens {
    let time = time
    return try await ProgramTokens(issuer: Issuer.name, audience: Issuer.audience, keys: Issuer.set(issuers.map(\.jwk)), clock: { time.now })
  }

  /// What a good token says, but for what is given; nil leaves a claim out.
  private func claims(_ changes: [String: Claims.Value?] = [:]) -> [String: Claims.Value] {
    var claims: [String: Claims.Value] = [
      "iss": .text(Issuer.name), "aud": .text(Issuer.audience), "exp": .number(now + 600), "sub": .text("reports"), "gendan_role": .text("integration"),
    ]
    for (name, value) in changes { claims[name] = value }
    return claims
  }

  private func fault(_ token: String, _ tokens: ProgramTokens) async -> JWTFault? {
    do throws(JWTFault) {
      _ = try await tokens.caller(token)
      return nil
    } catch { return error }
  }

  @Test(arguments: Issuer.Kind.allCases) func `a good one says who comes, and what they are`(kind: Issuer.Kind) async throws {
    let issuer = try await Issuer(kind)
    let caller = try await tokens(issuer).caller(try await issuer.sign(claims()))
    #expect(caller.name == "reports" && caller.role == .integration && caller.id.hasPrefix("jwt:") && caller.id.hasSuffix(":reports"))
    let several = try await issuer.sign(claims(["aud": .texts(["other", Issuer.audience]), "gendan_role": .text("agent"), "nbf": .number(now + 29)]))
    #expect(try await tokens(issuer).caller(several).role == .agent)
  }

  @Test func `a token ends in its time, and begins in it, with half a minute either way`() async throws {
    let issuer = try await Issuer()
    let tokens = try await tokens(issuer)
    let changes: [(String, Claims.Value, isGood: Bool)] = [
      ("exp", .number(now - 29), true), ("exp", .number(now - 30), false), ("exp", .number(now + 86_400 + 30), true),
      ("exp", .number(now + 86_400 + 31), false), ("exp", .number(1e300), false), ("exp", .text("2099"), false), ("nbf", .number(now + 30), true),
      ("nbf", .number(now + 31), false), ("nbf", .text("now"), false), ("nbf", .number(0), true),
    ]
    for (name, value, isGood) in changes {
      let found = try await fault(issuer.sign(claims([name: value])), tokens)
      #expect(found == (isGood ? nil : JWTFault.wrongClaim(name)), "\(name) \(value)")
    }
    let token = try await issuer.sign(claims())
    let before = await fault(token, tokens)
    time.advance(.minutes(11))
    let after = await fault(token, tokens)
    #expect(before == nil && after == .wrongClaim("exp"), "it has expired since")
  }

  @Test func `what it must say and doesn't`() async throws {
    let issuer = try await Issuer()
    let tokens = try await tokens(issuer)
    let wrong: [(String, Claims.Value?)] = [
      ("iss", nil), ("iss", .text("https://issuer.example/realm/")), ("iss", .texts([Issuer.name])), ("aud", nil), ("aud", .text("other")), ("aud", .texts([])),
      ("aud", .other), ("exp", nil), ("sub", nil), ("sub", .text("")), ("sub", .number(7)), ("sub", .text("a\nb")), ("sub", .text("a\u{202E}b")),
      ("sub", .text(String(repeating: "s", count: 129))), ("gendan_role", nil), ("gendan_role", .text("administrator")), ("gendan_role", .text("publisher")),
      ("gendan_role", .text("king")), ("gendan_role", .texts(["agent"])), ("gendan_role", .other),
    ]
    for (name, value) in wrong {
      let found = try await fault(issuer.sign(claims([name: value])), tokens)
      #expect(found == .wrongClaim(name), "\(name) \(String(describing: value))")
    }
  }

  @Test func `what nobody with a key of ours has signed`() async throws {
    let (issuer, stranger) = (try await Issuer(), try await Issuer())
    let tokens = try await tokens(issuer)
    let good = try await issuer.sign(claims())
    let parts = good.split(separator: ".").map(String.init)
    let other = try Issuer.forged("{}", claims(["gendan_role": .text("supervisor")])).split(separator: ".").map(String.init)
    let forged: [(String, why: String)] = [
      (try await stranger.sign(claims()), "another's key of the same name"), ("\(parts[0]).\(other[1]).\(parts[2])", "another payload"),
      (try Issuer.forged(#"{"alg":"ES256","kid":"k-1"}"#, claims()), "no signature at all"),
    ]
    for (token, why) in forged {
      let found = await fault(token, tokens)
      let isSignature = if case .wrongSignature? = found { true } else { false }
      #expect(isSignature, "\(why): \(String(describing: found))")
    }
    let named: [(String, JWTFault)] = [
      (try await Issuer(id: "k-2").sign(claims()), .unknownKey("k-2")), (try Issuer.forged(#"{"alg":"none","typ":"JWT"}"#, claims()), .wrongAlgorithm("none")),
      (try Issuer.forged(#"{"alg":"none","kid":"k-1"}"#, claims()), .wrongAlgorithm("none")),
      (try Issuer.forged(#"{"alg":"ES256","kid":"k-1","crit":["b64"],"b64":false}"#, claims()), .critical),
    ]
    for (token, wanted) in named {
      let found = await fault(token, tokens)
      #expect(found == wanted)
    }
  }

  @Test(arguments: Issuer.Kind.allCases) func `the public key is no shared secret`(kind: Issuer.Kind) async throws {
    let issuer = try await Issuer(kind)
    let tokens = try await tokens(issuer)
    let forger = JWTKeyCollection()
    await forger.add(hmac: HMACKey(from: issuer.pem), digestAlgorithm: .sha256, kid: "k-1")
    let token = try await forger.sign(Claims(claims()), kid: "k-1")
    let found = await fault(token, tokens)
    #expect(found == .wrongAlgorithm("HS256"))
  }

  @Test func `each key is tried for its own tokens only`() async throws {
    let (first, second) = (try await Issuer(.p256, id: "a"), try await Issuer(.ed25519, id: "b"))
    let tokens = try await tokens(first, second)
    for issuer in [first, second] {
      let found = try await fault(issuer.sign(claims()), tokens)
      #expect(found == nil)
    }
    let parts = try await second.sign(claims()).split(separator: ".").map(String.init)
    let renamed = Base64URL.text(#"{"alg":"EdDSA","kid":"a"}"#.utf8)
    let nameless = Base64URL.text(#"{"alg":"EdDSA"}"#.utf8)
    let found = (await fault("\(renamed).\(parts[1]).\(parts[2])", tokens), await fault("\(nameless).\(parts[1]).\(parts[2])", tokens))
    #expect(found.0 == .wrongAlgorithm("EdDSA") && found.1 == .unknownKey(""))
  }

  @Test(arguments: [
    "", ".", "..", "a.b.c", "e30.e30.e30", "e30.e30", "e30.e30.e30.e30", "====.e30.e30", "W10.e30.e30", "eyJhbGciOjF9.e30.e30", "\u{0}.\u{0}.\u{0}", "程.序.字",
    String(repeating: "a", count: 17_000),
  ])
  func `garbage`(token: String) async throws {
    let found = await fault(token, try await tokens(Issuer()))
    #expect(found == .malformed || found == .tooLong)
  }

  @Test func `callers are told apart, always by the same id`() async throws {
    let issuer = try await Issuer()
    let subjects = ["a", "A", "a:b", "a%3Ab", "a%3ab", "a b", "程序", "auth0|x", "system:serviceaccount:shop:push"]
    var ids: Set<String> = []
    let tokens = try await tokens(issuer)
    for subject in subjects {
      let first = try await tokens.caller(try await issuer.sign(claims(["sub": .text(subject)])))
      let again = try await tokens.caller(try await issuer.sign(claims(["sub": .text(subject), "exp": .number(now + 60)])))
      #expect(first == again && first.name == subject && !first.id.dropFirst(13).contains(":"), "\(first.id)")
      ids.insert(first.id)
    }
    #expect(ids.count == subjects.count)
    let time = time
    let elsewhere = try await ProgramTokens(issuer: "https://other.example", audience: Issuer.audience, keys: Issuer.set([issuer.jwk]), clock: { time.now })
    let other = try await elsewhere.caller(try await issuer.sign(claims(["iss": .text("https://other.example"), "sub": .text("a")])))
    #expect(!ids.contains(other.id))
  }

  @Test func `sets that can't be used say which key is the matter`() async throws {
    let (good, twin) = (try await Issuer(), try await Issuer())
    let sets: [(String, KeySetFault)] = [
      ("", .notASet), ("[]", .notASet), ("{}", .notASet), (#"{"keys":{}}"#, .notASet), (Issuer.set([]), .empty),
      (Issuer.set([good.jwk, #"{"kty":"oct","k":"c2VjcmV0","kid":"s"}"#]), .unfit(place: 2, .secret)),
      (Issuer.set([#"{"kty":"oct","kid":"s"}"#]), .unfit(place: 1, .otherKind)),
      (Issuer.set([good.jwk.replacing(#""x""#, with: #""d":"AAAA","x""#)]), .unfit(place: 1, .secret)),
      (Issuer.set([good.jwk, twin.jwk]), .unfit(place: 2, .sameID)),
      (Issuer.set([good.jwk.replacing("ES256", with: "HS256")]), .unfit(place: 1, .otherKind)),
      (Issuer.set([good.jwk.replacing("ES256", with: "none")]), .unfit(place: 1, .otherKind)),
      (Issuer.set([good.jwk.replacing(#""use":"sig""#, with: #""use":"enc""#)]), .unfit(place: 1, .otherKind)),
      (Issuer.set([good.jwk.replacing("P-256", with: "P-521")]), .unfit(place: 1, .otherKind)),
      (Issuer.set([#"{"kty":"RSA","kid":"small","n":"AQAB","e":"AQAB"}"#]), .unfit(place: 1, .unreadable)),
      (Issuer.set([#"{"kty":"EC","crv":"P-256","kid":"p","x":"AA","y":"AA"}"#]), .unfit(place: 1, .unreadable)),
      (Issuer.set(["7"]), .unfit(place: 1, .unreadable)),
    ]
    for (json, wanted) in sets {
      await #expect(throws: wanted, "\(json)") { () async throws in
        _ = try await ProgramTokens(issuer: Issuer.name, audience: Issuer.audience, keys: json, clock: { Instant(milliseconds: 0) })
      }
      #expect(!wanted.text(in: .chinese).isEmpty && !wanted.text(in: .english).isEmpty)
    }
  }

  @Test func `the door lets them in by their role, and says no more of those it doesn't`() async throws {
    let issuer = try await Issuer()
    var stage = Stage()
    stage.elsewhere.programs = try await tokens(issuer)
    func ask(_ path: String, _ token: String) async throws -> Answer {
      try await stage.ask(.get, path, [.authorization: "Bearer \(token)", .acceptLanguage: "en"])
    }
    let good = try await issuer.sign(claims())
    #expect(try await ask("/v1/orders/A-1", good).status == 404, "let in, and there is no such order")
    #expect(try await ask("/v1/audit", good).status == 403)
    let quality = try await issuer.sign(claims(["gendan_role": .text("quality")]))
    #expect(try await ask("/v1/order-figures/merchant/m-1?from=2026-11-01&to=2026-11-02", quality).status == 200)
    let unknown = try await ask("/v1/orders/A-1", TokenText().text)
    for token in [try await issuer.sign(claims(["exp": .number(now - 600)])), try await Issuer().sign(claims()), "e30.e30.e30"] {
      let answer = try await ask("/v1/orders/A-1", token)
      #expect(answer.status == 401 && answer.json["detail"] == unknown.json["detail"] && answer.headers[.wwwAuthenticate] == unknown.headers[.wwwAuthenticate])
    }
    #expect(try await stage.ask(.get, "/v1/orders/A-1", as: .integration).status == 404, "tokens of the ledger as before")
    #expect(try await Stage().ask(.get, "/v1/orders/A-1", [.authorization: "Bearer \(good)"]).status == 401, "where no issuer is named")
  }

  @Test func `the same key of two programs is two requests`() async throws {
    let issuer = try await Issuer()
    var stage = Stage()
    stage.elsewhere.programs = try await tokens(issuer)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    for (subject, order) in [("a", "A-1"), ("a:k", "A-2")] {
      let token = try await issuer.sign(claims(["sub": .text(subject)]))
      let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json", .idempotencyKey: "k"]
      let opened = try await stage.ask(.post, "/v1/cases", headers, body: #"{"playbook":"late-meal","subject":"\#(order)"}"#)
      #expect(opened.status == 201, "\(opened.text)")
    }
  }
}
