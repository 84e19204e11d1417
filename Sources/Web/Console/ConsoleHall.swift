import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Playbook

/// Where people come in: the way to their first place, the log-in, and the files that pages are made of.
struct ConsoleHall: Sendable {
  let console: Console
  /// Whether people may log in where the company knows them.
  var hasProvider = false

  private static let forGood = "public, max-age=31536000, immutable"

  /// To the place where the reader's role begins.
  func begin(_: Request, _ visit: Visit) throws -> Response {
    let caller = try visit.someone()
    guard let path = ConsolePlace.first(of: caller.role) else { throw Problem.forbidden(.seeCases, caller.role) }
    return .redirect(to: path, type: .normal)
  }

  func enter(_: Request, _: Visit) -> Response { .redirect(to: "/console", type: .normal) }

  private struct LogInPage {
    /// Where they wanted to go; only places here.
    let then: String
    /// Where people log in with the company's account, and go on from there to the same place; nil where no provider is named.
    let providerPath: String?
  }

  /// `?then=/console/cases/C-000001` says where to go on.
  func logIn(_ request: Request, _ visit: Visit) throws -> Response {
    let then = OnwardPath.read(request.uri.queryParameters["then"].map(String.init))
    let words = ConsoleWords.of(visit.language)
    let onward = then.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let content = LogInPage(then: then, providerPath: hasProvider ? "/v1/sessions/oidc?then=\(onward)" : nil)
    return try console.page("log-in", title: words.text("log-in-title"), content, assets: PageAssets(scripts: ["log-in.js"]), request, visit)
  }

  /// `/console/files/{release}/{file}`: a style or a script.
  func file(_ request: Request, _ visit: Visit) throws -> Response {
    let name = visit.name("file")
    let kind = name.split(separator: ".").last.map(String.init) ?? ""
    let type = ["css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"][kind]
    let files = ConsoleFiles.all
    guard let type, let file = ["style", "scripts", "fetched"].lazy.compactMap({ files.file("\($0)/\(name)") }).first else {
      throw Problem(kind: .notFound, detail: .init("没有这个文件。", "There is no such file."))
    }
    // Somebody with an older page gets the file of today, and doesn't keep it.
    let isCurrent = visit.name("release") == files.release
    let headers: HTTPFields = [.contentType: type, .cacheControl: isCurrent ? Self.forGood : "no-store", .vary: "Accept-Encoding"]
    return Packing.answer(Array(file.bytes), headers: headers, request)
  }
}
