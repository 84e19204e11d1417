import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import Playbook

/// People log in at an identity provider (OpenID Connect: authorization code with PKCE).
///
///     GET /v1/sessions/oidc → the provider's page → GET /v1/sessions/oidc/callback → a session
struct OpenIDDoor: Sendable {
  /// Whoever fails over and over doesn't fill the disk.
  private static let notes = RateLimit(rate: 0.2, burst: 20)

  static let callbackPath = "/v1/sessions/oidc/callback"
  /// Characters of a code, and of anything else that comes back.
  private static let longestParameter = 4_096

  /// Nil where no provider is named.
  let provider: IdentityProvider?
  let people: LogIn
  /// Whether browsers may send cookies over TLS only.
  let isSecure: Bool

  /// Sends the browser to the provider. `?then=/console/work` says where they go on when they come back.
  func start(_ request: Request, _ visit: Visit) async throws -> Response {
    let provider = try named()
    let journey = ProviderVisit(at: people.clock(), then: OnwardPath.read(request.uri.queryParameters["then"].map(String.init)))
    let address: String
    do throws(ProviderFault) { address = try await provider.address(for: journey) } catch { throw Problem(error) }
    return Response(status: .seeOther, headers: [.location: address, .setCookie: journey.cookie(isSecure: isSecure), .referrerPolicy: "no-referrer"])
  }

  /// The browser comes back from the provider: with a code, or with why there is none.
  func finish(_ request: Request, _ visit: Visit) async throws -> Response {
    let provider = try named()
    let parameters = try Self.parameters(request)
    // Whoever hasn't begun here isn't let in, and leaves nothing in the audit: anybody can ask for this address.
    guard let journey = ProviderVisit(request, isSecure: isSecure, at: people.clock()), let state = parameters["state"],
      ConstantTime.areEqual(Array(state.utf8), Array(journey.state.utf8))
    else { throw Problem.providerLogInFailed(isSecure) }
    // Where a provider says who it is, it has to be ours (RFC 9207).
    guard parameters["iss"] == nil || parameters["iss"] == provider.settings.issuer else {
      throw try await failed("another provider's answer", provider, visit)
    }
    guard parameters["error"] == nil, let code = parameters["code"], !code.isEmpty else {
      throw try await failed("the provider let nobody in", provider, visit)
    }
    let claims: Claims
    do throws(ProviderFault) { claims = try await provider.claims(code: code, of: journey) } catch {
      visit.logger.debug("a provider's log-in failed", metadata: ["reason": "\(error)"])
      guard case .untrue = error else { throw Problem(error) }
      throw try await failed("what the provider said doesn't hold", provider, visit)
    }
    let vouched = Vouching(settings: provider.settings).vouched(claims, client: visit.client)
    switch try await Problem.telling({ try await people.welcome(vouched) }) {
    case .entered(let entered): return page(entered, to: journey.then, visit)
    case .refused(let unwelcome): throw Problem(unwelcome, at: people.clock(), isSecure)
    }
  }

  /// A page that goes on by itself. A browser that came from another site doesn't send the strict cookie of the session when it is only redirected, but does when our
  /// own page leads it on.
  private func page(_ entered: LogIn.Entered, to path: String, _ visit: Visit) -> Response {
    let place = PlainHTML().escapeText(path)
    let words = visit.language.words("已登录，继续", "Logged in: go on")
    let html = """
      <!doctype html><html lang="\(visit.language.rawValue)"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=\(place)"><title>Gendan</title>\
      <p><a href="\(place)">\(words)</a></p></html>
      """
    var headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .contentLanguage: visit.language.rawValue,
      // The address of this page has the code in it.
      .referrerPolicy: "no-referrer", .contentSecurityPolicy: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ]
    headers.append(HTTPField(name: .setCookie, value: entered.secret.cookie(seconds: LogIn.longest.seconds, isSecure: isSecure)))
    headers.append(HTTPField(name: .setCookie, value: ProviderVisit.noCookie(isSecure: isSecure)))
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
  }

  private func named() throws(Problem) -> IdentityProvider {
    guard let provider else {
      throw Problem(
        kind: .notFound, detail: .init("这里没有接身份提供方，请用密码登录。", "No identity provider is set up here: log in with your password."))
    }
    return provider
  }

  private func failed(_ reason: String, _ provider: IdentityProvider, _ visit: Visit) async throws -> Problem {
    if Self.notes.refuses(visit.client ?? "", at: .now) == nil {
      try await Problem.telling { try await people.noteProviderFailure(reason, provider: provider.settings.issuer, client: visit.client) }
    }
    return Problem.providerLogInFailed(isSecure)
  }

  /// Providers may send more than is asked for, but nothing twice.
  private static func parameters(_ request: Request) throws(Problem) -> [String: String] {
    var parameters: [String: String] = [:]
    for (name, value) in request.uri.queryParameters {
      guard value.count <= longestParameter, parameters.updateValue(String(value), forKey: String(name)) == nil else {
        throw Problem(kind: .badRequest, detail: .init("参数有错：请从头登录。", "The parameters are wrong: log in from the beginning."))
      }
    }
    return parameters
  }
}

extension HTTPField.Name {
  // A name that can't be read has nothing to stand for it: `OpenIDDoorTests` sees to it that it can.
  static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .via
}
