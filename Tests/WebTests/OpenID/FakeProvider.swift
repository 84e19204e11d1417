import Crypto
import Foundation
import Playbook
import Synchronization

@testable import Web

/// An identity provider without a network: it keeps to the protocol, unless it is told not to.
final class FakeProvider: ProviderClient {
  static let name = "https://login.example/realm"
  static let client = "gendan desk"
  static let secret = "s3cret: & more"

  struct Ways: Sendable {
    /// What the tokens say beyond what they have to; nil leaves a claim out.
    var claims: [String: Claims.Value?] = ["preferred_username": .text("li")]
    var userInfo: String?
    var hasUserInfo = false
    var methods: [String]? = ["client_secret_basic"]
    var issuer = FakeProvider.name
    var tokenAddress = "https://login.example/token"
    var isAway = false
    var tokenStatus = 200
  }

  private struct State {
    var ways = Ways()
    var codes: [String: (nonce: String, challenge: String)] = [:]
    var asked: [ProviderRequest] = []
    var issuer: Issuer
    var published: [String]
  }

  private let state: Mutex<State>
  private let time: StillClock

  init(_ time: StillClock) async throws {
    self.time = time
    let issuer = try await Issuer(.rsa)
    state = Mutex(State(issuer: issuer, published: [issuer.jwk]))
  }

  func change(_ change: @Sendable (inout Ways) -> Void) { state.withLock { change(&$0.ways) } }

  /// From now on another key signs. - Parameter isPublished: whether it stands in the key set.
  func useKey(_ issuer: Issuer, isPublished: Bool = true) {
    state.withLock {
      $0.issuer = issuer
      if isPublished { $0.published = [issuer.jwk] }
    }
  }

  var asked: [String] { state.withLock { $0.asked.map(\.url) } }
  var forms: [String] { state.withLock { $0.asked.compactMap(\.form) } }

  /// Somebody logs in on the provider's page. - Returns: what the browser is sent back with.
  func logIn(_ address: String) -> String {
    let query = URLComponents(string: address)?.queryItems ?? []
    let parameters = Dictionary(query.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    let code = "code-\(UUID().uuidString)"
    state.withLock { $0.codes[code] = (parameters["nonce"] ?? "", parameters["code_challenge"] ?? "") }
    return "code=\(code)&state=\(parameters["state"] ?? "")&session_state=x"
  }

  func ask(_ request: ProviderRequest) async throws(ProviderFault) -> ProviderAnswer {
    let (ways, issuer, published) = state.withLock {
      $0.asked.append(request)
      return ($0.ways, $0.issuer, $0.published)
    }
    guard !ways.isAway else { throw .unreachable("away") }
    switch request.url {
    case "\(Self.name)/.well-known/openid-configuration": return ProviderAnswer(status: 200, body: document(ways))
    case "https://login.example/keys":
      return ProviderAnswer(status: 200, body: Issuer.set(published + [#"{"kty":"oct","kid":"other","k":"AAAA"}"#, #"{"kty":"RSA","use":"enc","kid":"e"}"#]))
    case "https://login.example/info": return ProviderAnswer(status: request.authorization == "Bearer access-1" ? 200 : 401, body: ways.userInfo ?? "{}")
    case ways.tokenAddress: return await tokens(request, ways, issuer)
    default: return ProviderAnswer(status: 404, body: "")
    }
  }

  private func document(_ ways: Ways) -> String {
    let methods = ways.methods.map { #","token_endpoint_auth_methods_supported":[\#($0.map { "\"\($0)\"" }.joined(separator: ","))]"# } ?? ""
    let info = ways.hasUserInfo ? #","userinfo_endpoint":"https://login.example/info""# : ""
    return """
      {"issuer":"\(ways.issuer)","authorization_endpoint":"https://login.example/in?theme=dark","token_endpoint":"\(ways.tokenAddress)",\
      "jwks_uri":"https://login.example/keys"\(methods)\(info)}
      """
  }

  private func tokens(_ request: ProviderRequest, _ ways: Ways, _ issuer: Issuer) async -> ProviderAnswer {
    guard ways.tokenStatus == 200 else { return ProviderAnswer(status: ways.tokenStatus, body: #"{"error":"server_error"}"#) }
    let items = URLComponents(string: "?\(request.form ?? "")")?.queryItems ?? []
    let form = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    let basic = "Basic \(Data("gendan%20desk:s3cret%3A%20%26%20more".utf8).base64EncodedString())"
    let isKnown = request.authorization == basic || (form["client_id"] == Self.client && form["client_secret"] == Self.secret)
    let code = form["code"] ?? ""
    // A code is good once.
    let kept = state.withLock { $0.codes.removeValue(forKey: code) }
    let challenge = Base64URL.text(SHA256.hash(data: Array((form["code_verifier"] ?? "").utf8)))
    guard isKnown, let kept, kept.challenge == challenge, form["redirect_uri"] == "https://desk.example/v1/sessions/oidc/callback" else {
      return ProviderAnswer(status: 400, body: #"{"error":"invalid_grant"}"#)
    }
    let now = Double(time.now.milliseconds / 1_000)
    var claims: [String: Claims.Value] = [
      "iss": .text(Self.name), "aud": .text(Self.client), "sub": .text("u-1"), "exp": .number(now + 300), "iat": .number(now), "nonce": .text(kept.nonce),
    ]
    for (name, value) in ways.claims { claims[name] = value }
    guard let token = try? await issuer.sign(claims) else { return ProviderAnswer(status: 500, body: "") }
    return ProviderAnswer(status: 200, body: #"{"id_token":"\#(token)","access_token":"access-1","token_type":"Bearer","expires_in":300}"#)
  }
}
