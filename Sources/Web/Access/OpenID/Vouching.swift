import Ledger

/// Reads what a provider says of somebody as what the desk needs to know.
struct Vouching: Sendable {
  private static let longestName = 80

  let settings: OpenIDSettings

  /// - Parameter client: where they come from, for the audit.
  func vouched(_ claims: Claims, client: String?) -> LogIn.Vouched {
    var vouched = LogIn.Vouched(account: account(claims), provider: settings.issuer, client: client)
    guard settings.makesAccounts else { return vouched }
    vouched.role = claims.texts(settings.roleClaim).compactMap { Role(rawValue: $0) }.first(where: LogIn.rolesByProvider.contains)
    vouched.name = claims.text("name").flatMap(Self.shown)
    return vouched
  }

  /// The log-in name; of an e-mail address in our domain, what stands before the `@`.
  private func account(_ claims: Claims) -> String? {
    guard let name = claims.text(settings.accountClaim)?.lowercased() else { return nil }
    guard let at = name.lastIndex(of: "@") else { return name }
    guard let domain = settings.domain, name[name.index(after: at)...] == domain.lowercased()[...] else { return nil }
    // An address that nobody has checked may be anybody's.
    guard settings.accountClaim != "email" || claims.values["email_verified"] == .flag(true) else { return nil }
    return String(name[..<at])
  }

  /// Nil when it can't be shown as a name.
  private static func shown(_ name: String) -> String? {
    let isPlain = name.unicodeScalars.allSatisfy { ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) }
    return (1...longestName).contains(name.count) && isPlain ? name : nil
  }
}
