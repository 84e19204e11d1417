import Foundation
import Testing

private let provider = ["access.oidc.issuer=https://login.example", "access.oidc.client-id=gendan", "access.oidc.redirect=https://desk.example"]

@Suite("Who may come in though the ledger doesn't know them, as settings say it")
struct AccessSettingsTests {
  @Test(
    arguments: [
      (["access.jwt.issuer=https://issuer.example"], [:], "access.jwt.audience, access.jwt.keys is missing"),
      (["access.jwt.issuer=https://issuer.example", "access.jwt.audience=gendan", "access.jwt.keys=missing.json"], [:], "missing.json can't be opened"),
      (["access.jwt.issuer=https://issuer.example", "access.jwt.audience=gendan", "access.jwt.keys=empty.json"], [:], "empty.json: It is no JWKS"),
      (["access.jwt.issuer=https://issuer.example", "access.jwt.audience=gendan", "access.jwt.keys=secret.json"], [:], "only public keys belong here"),
      (["access.oidc.issuer=https://login.example"], [:], "access.oidc.client-id, access.oidc.redirect is missing"),
      (provider, [:], "GENDAN_ACCESS_OIDC_SECRET"), (provider + ["access.oidc.secret-file=missing"], [:], "missing can't be opened"),
      (provider + ["access.oidc.makes-accounts=yes"], ["GENDAN_ACCESS_OIDC_SECRET": "s"], "access.oidc.makes-accounts can't be “yes”"),
      (provider + ["access.oidc.issuer=http://login.example"], ["GENDAN_ACCESS_OIDC_SECRET": "s"], "access.oidc.issuer should be an https address"),
      (provider + ["access.oidc.redirect=http://127.0.0.1:8080"], ["GENDAN_ACCESS_OIDC_SECRET": "s"], "access.oidc.redirect should be an https address"),
      (["access.oidc.secret=s"], [:], "access.oidc.secret is unknown"), ([], ["GENDAN_ACCESS_OIDC_SECRETS": "s"], "GENDAN_ACCESS_OIDC_SECRETS is unknown"),
    ] as [([String], [String: String], String)])
  func `what can't be is refused before anything is made`(settings: [String], environment: [String: String], word: String) throws {
    var program = Program(place: try Place())
    program.language = "en"
    try program.place.write("empty.json", "{}")
    try program.place.write("secret.json", #"{"keys":[{"kty":"oct","kid":"s","k":"c2VjcmV0"}]}"#)
    let ran = try program.run(["serve", "--port", "0"] + settings.flatMap { ["--set", $0] }, environment: environment)
    #expect(ran.code == 2 && ran.err.contains(word), "\(ran.err)")
    #expect(!ran.out.contains("one-time password"))
  }
}
