/// Asks an identity provider. Tests have one without a network.
protocol ProviderClient: Sendable {
  /// - Throws: `ProviderFault.unreachable` when there is no answer; any status is one.
  func ask(_ request: ProviderRequest) async throws(ProviderFault) -> ProviderAnswer
}

/// A GET, or a POST where there is a form.
struct ProviderRequest: Hashable, Sendable {
  let url: String
  var form: String?
  /// The value of `Authorization`.
  var authorization: String?
}

/// What came back.
struct ProviderAnswer: Hashable, Sendable {
  let status: Int
  let body: String
}

/// Why a provider is of no help, for the log. What it says itself isn't in it but for a short word: it may be anything.
enum ProviderFault: Error, Hashable, Sendable {
  /// It can't be asked now.
  case unreachable(String)
  /// It answers, and not as it should.
  case unexpected(String)
  /// What it says of who has logged in doesn't hold.
  case untrue(String)
}
