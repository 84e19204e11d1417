import Mustache
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import Playbook

/// The pages that people work in. They only read: whatever a page changes goes through the API, sent by its scripts.
///
///     request → reading, as the API's views do → what the template shows → template → HTML
struct Console: Sendable {
  let clock: @Sendable () -> Instant

  /// Everything comes from here, nothing is run that stands in a page, and no other site shows it in its own.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

  /// A whole page. - Parameters:
  ///   - template: its name, which is also the name of its noun's style and script if it has them.
  ///   - content: what the template shows; it finds it as `content`.
  func page(
    _ template: String, title: String, _ content: Any, assets: PageAssets = PageAssets(), status: HTTPResponse.Status = .ok, _ request: Request,
    _ visit: Visit
  ) throws -> Response {
    try html(template, Page(title: title, content: content, assets: assets, now: clock(), request, visit), status, request, visit)
  }

  /// A part of a page, which takes the place of the same part as it was.
  func part(_ template: String, _ content: Any, _ request: Request, _ visit: Visit) throws -> Response {
    try html(template, PagePart(content: content), .ok, request, visit)
  }

  func times(_ request: Request, _ visit: Visit) -> PageTimes { PageTimes(request, language: visit.language, now: clock()) }

  private func html(_ template: String, _ content: Any, _ status: HTTPResponse.Status, _ request: Request, _ visit: Visit) throws -> Response {
    guard let fields = TemplateFields.of(content), let text = ConsoleTemplates.of(visit.language).render(fields, withTemplate: template) else {
      visit.logger.error("a template isn't there", metadata: ["template": .string(template)])
      throw Problem.internalError
    }
    let headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .contentLanguage: visit.language.rawValue, .contentSecurityPolicy: Self.policy,
      .vary: "Accept-Encoding, Cookie", .referrerPolicy: "same-origin",
    ]
    return Packing.answer(Array(text.utf8), status: status, headers: headers, request)
  }
}

/// What every template finds.
struct Page {
  let language: String
  let title: String
  let theme: String?
  /// The desk's clock, which may not be the browser's.
  let now: String
  let shell: PageShell
  let assets: PageAssets
  let content: Any

  init(title: String, content: Any, assets: PageAssets, now: Instant, _ request: Request, _ visit: Visit) {
    language = visit.language.rawValue
    self.title = title
    self.now = now.rfc3339
    theme = Cookie.value(of: "gendan_theme", in: request).flatMap { ["light", "dark"].contains($0) ? String($0) : nil }
    shell = PageShell(visit.caller, path: request.uri.path, ConsoleWords.of(visit.language))
    self.assets = assets
    self.content = content
  }
}

/// What the template of a part finds.
struct PagePart {
  let content: Any
}

/// Styles and scripts that a page needs besides those that all have.
struct PageAssets {
  var styles: [String] = []
  var scripts: [String] = []

  let at = "/console/files/\(ConsoleFiles.all.release)"
}
