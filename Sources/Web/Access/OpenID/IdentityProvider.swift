public import Desk
import Foundation
import Playbook

/// An identity provider: where it is asked to log people in, and what it says of who has.
///
/// Its document and keys are read when they are first needed and kept for a while; a provider that is away hinders nobody who comes in another way.
public actor IdentityProvider {
  private static let documentLife = TimeAmount.hours(1)
  /// After a document that couldn't be read.
  private static let pause = TimeAmount(seconds: 5)
  /// Keys are read again for a key that isn't among them, and not more often.
  private static let keysPause = TimeAmount(seconds: 60)
  private static let leeway = TimeAmount(seconds: 30)

  nonisolated let settings: OpenIDSettings
  private let client: any ProviderClient
  private let clock: @Sendable () -> Instant
  private var document: (known: ProviderDocument, until: Instant)?
  private var silentUntil: Instant?
  private var keys: (known: KeySet, readAt: Instant)?

  init(_ settings: OpenIDSettings, client: any ProviderClient, clock: @escaping @Sendable () -> Instant) {
    self.settings = settings
    self.client = client
    self.clock = clock
  }

  /// One that is asked over HTTP.
  public init(_ settings: OpenIDSettings, clock: any DeskClock) {
    self.init(settings, client: HTTPProviderClient(), clock: { clock.now() })
  }

  /// Where a browser goes to log in.
  /// - Throws: `ProviderFault`.
  func address(for visit: ProviderVisit) async throws(ProviderFault) -> String {
    let document = try await readDocument()
    let parameters = [
      ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.callback), ("scope", "openid profile email"),
      ("state", visit.state), ("nonce", visit.nonce), ("code_challenge", visit.challenge), ("code_challenge_method", "S256"),
    ]
    return document.authorization + (document.authorization.contains("?") ? "&" : "?") + FormText.pairs(parameters)
  }

  /// What the provider says of whoever came back with this code.
  /// - Throws: `ProviderFault`, `.untrue` when any of it doesn't hold.
  func claims(code: String, of visit: ProviderVisit) async throws(ProviderFault) -> Claims {
    let document = try await readDocument()
    let tokens = try await exchange(code, visit, document)
    let claims = try await verified(tokens.id_token, document)
    guard let nonce = claims.text("nonce"), ConstantTime.areEqual(Array(nonce.utf8), Array(visit.nonce.utf8)) else { throw .untrue("nonce") }
    guard claims.values[settings.accountClaim] == nil, let address = document.userInfo, let access = tokens.access_token else { return claims }
    return try await filled(claims, by: address, access)
  }

  // MARK: asking

  private struct Tokens: Decodable {
    let id_token: String
    let access_token: String?
  }

  private func exchange(_ code: String, _ visit: ProviderVisit, _ document: ProviderDocument) async throws(ProviderFault) -> Tokens {
    var pairs = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.callback), ("code_verifier", visit.verifier)]
    var request = ProviderRequest(url: document.token)
    if document.takesSecretInForm {
      pairs += [("client_id", settings.clientID), ("client_secret", settings.clientSecret)]
    } else {
      // Both are written as in a form before they are joined (RFC 6749, 2.3.1).
      let secret = "\(FormText.word(settings.clientID)):\(FormText.word(settings.clientSecret))"
      request.authorization = "Basic \(Data(secret.utf8).base64EncodedString())"
    }
    request.form = FormText.pairs(pairs)
    let answer = try await client.ask(request)
    guard answer.status == 200, let tokens = try? JSONDecoder().decode(Tokens.self, from: Data(answer.body.utf8)) else {
      if (400..<500).contains(answer.status) { throw .untrue("the code isn't taken: \(answer.status)") }
      throw .unexpected("no tokens: \(answer.status)")
    }
    return tokens
  }

  /// With what the provider says elsewhere about the same person (OpenID Connect Core 1.0, 5.3).
  private func filled(_ claims: Claims, by address: String, _ access: String) async throws(ProviderFault) -> Claims {
    let answer = try await client.ask(ProviderRequest(url: address, authorization: "Bearer \(access)"))
    guard answer.status == 200, let more = try? JSONDecoder().decode(Claims.self, from: Data(answer.body.utf8)) else {
      throw .unexpected("no claims: \(answer.status)")
    }
    guard let subject = claims.text("sub"), more.text("sub") == subject else { throw .untrue("sub") }
    return Claims(more.values.merging(claims.values) { $1 })
  }

  private func readDocument() async throws(ProviderFault) -> ProviderDocument {
    let now = clock()
    if let document, now < document.until { return document.known }
    if let silentUntil, now < silentUntil {
      if let document { return document.known }
      throw .unreachable("it was asked a moment ago")
    }
    do throws(ProviderFault) {
      let read = try ProviderDocument(try await text(ProviderDocument.address(of: settings.issuer)), settings)
      document = (read, now + Self.documentLife)
      return read
    } catch {
      silentUntil = now + Self.pause
      // What it said before is true for longer than it is away.
      if let document { return document.known }
      throw error
    }
  }

  private func text(_ url: String) async throws(ProviderFault) -> String {
    let answer = try await client.ask(ProviderRequest(url: url))
    guard answer.status == 200 else { throw .unexpected("\(answer.status) of \(url)") }
    return answer.body
  }

  // MARK: checking

  private func verified(_ token: String, _ document: ProviderDocument) async throws(ProviderFault) -> Claims {
    let claims = try await signed(token, document)
    let now = clock()
    guard claims.text("iss") == settings.issuer else { throw .untrue("iss") }
    let audience = claims.texts("aud")
    guard audience.contains(settings.clientID) else { throw .untrue("aud") }
    // Made for several, it has to say who asked for it.
    if audience.count > 1 || claims.values["azp"] != nil {
      guard claims.text("azp") == settings.clientID else { throw .untrue("azp") }
    }
    guard let end = claims.time("exp"), now < end + Self.leeway else { throw .untrue("exp") }
    guard claims.values["nbf"] == nil || claims.time("nbf").map({ $0 <= now + Self.leeway }) == true else { throw .untrue("nbf") }
    return claims
  }

  /// Keys change: for one that isn't known they are read again, once.
  private func signed(_ token: String, _ document: ProviderDocument) async throws(ProviderFault) -> Claims {
    let known = try await readKeys(document, again: false)
    do throws(JWTFault) { return try await known.claims(of: token) } catch {
      guard case .unknownKey = error else { throw .untrue("\(error)") }
    }
    let fresh = try await readKeys(document, again: true)
    do throws(JWTFault) { return try await fresh.claims(of: token) } catch { throw .untrue("\(error)") }
  }

  private func readKeys(_ document: ProviderDocument, again: Bool) async throws(ProviderFault) -> KeySet {
    let now = clock()
    if let keys, !again || now < keys.readAt + Self.keysPause { return keys.known }
    let json = try await text(document.keys)
    do throws(KeySetFault) {
      let read = try await KeySet(json: json, isStrict: false)
      keys = (read, now)
      return read
    } catch { throw .unexpected("its keys can't be used: \(error)") }
  }
}
