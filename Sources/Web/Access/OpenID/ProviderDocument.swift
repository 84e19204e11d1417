import Foundation

/// What a provider publishes of itself (OpenID Connect Discovery 1.0), as far as it is of use here.
struct ProviderDocument: Hashable, Sendable {
  let authorization: String
  let token: String
  let keys: String
  /// Nil where there is none.
  let userInfo: String?
  /// Whether our secret goes into the form, because the provider doesn't take it in a header.
  let takesSecretInForm: Bool

  private struct Fields: Decodable {
    let issuer: String
    let authorization_endpoint: String
    let token_endpoint: String
    let jwks_uri: String
    let userinfo_endpoint: String?
    let token_endpoint_auth_methods_supported: [String]?
  }

  static func address(of issuer: String) -> String { OpenIDSettings.base(issuer) + "/.well-known/openid-configuration" }

  /// - Throws: `ProviderFault.unexpected` when it is another issuer's, or names addresses that secrets may not go to.
  init(_ json: String, _ settings: OpenIDSettings) throws(ProviderFault) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(json.utf8)) else { throw .unexpected("no provider's document") }
    guard fields.issuer == settings.issuer else { throw .unexpected("the document is of another issuer") }
    for url in [fields.authorization_endpoint, fields.token_endpoint, fields.jwks_uri, fields.userinfo_endpoint ?? fields.jwks_uri]
    where !OpenIDSettings.isFit(url, settings.allowsLoopback) {
      throw .unexpected("the document names an address without TLS")
    }
    authorization = fields.authorization_endpoint
    token = fields.token_endpoint
    keys = fields.jwks_uri
    userInfo = fields.userinfo_endpoint
    // Without a word about it the header is taken (Discovery 1.0, 3).
    let methods = fields.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
    guard methods.contains("client_secret_basic") || methods.contains("client_secret_post") else {
      throw .unexpected("the provider takes no client secret")
    }
    takesSecretInForm = !methods.contains("client_secret_basic")
  }
}
