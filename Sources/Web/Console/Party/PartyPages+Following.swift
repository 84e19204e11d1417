import Casework
import HTTPTypes
import Hummingbird

/// Following a link. A browser has one at a time: nobody is taken from their case to another one, which somebody may have sent them, without being asked.
extension PartyPages {
  private struct Content {
    let detail: String
  }

  /// `/p/{token}`; with `?replace=1` somebody has been asked.
  func follow(_ links: LinkDoor, _ request: Request, _ visit: Visit) async throws -> Response {
    let followed = try await links.followed(request, visit)
    guard let other = followed.otherCase, !Self.wasAsked(request) else { return links.keep(followed.visitor) }
    let words = ConsoleWords.of(visit.language)
    let content = Content(detail: words.text("party-replace-lead", ["case": other.text]))
    var response = try console.page(
      "party-replace", title: words.text("party-replace"), content, assets: PageAssets(styles: ["party.css"]), request, visit)
    // The address lets in whoever has it.
    response.headers[.referrerPolicy] = "no-referrer"
    return response
  }

  /// An answer that another site's page gives for somebody is none; browsers that don't say who asks are believed.
  private static func wasAsked(_ request: Request) -> Bool {
    guard request.uri.queryParameters["replace"] == "1" else { return false }
    let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
    return site == nil || site == "same-origin"
  }
}
