import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Playbook
import Yams

/// The document of the API (OpenAPI 3.1), for programs and for people. It is `docs/http-api/openapi.yaml`, carried in the program.
struct APIDocument: Sendable {
  static var text: String { String(decoding: PackageResources.openapi_yaml, as: UTF8.self) }

  func yaml(_: Request, _: Visit) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/yaml; charset=utf-8", .cacheControl: "max-age=300"],
      body: .init(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_yaml)))
  }

  /// A page for people: every address with what it takes and gives.
  func page(_: Request, _ visit: Visit) throws -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "max-age=300", .contentLanguage: visit.language.rawValue,
        .contentSecurityPolicy: "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      ], body: .init(byteBuffer: ByteBuffer(string: try APIPage(Self.text, language: visit.language).html)))
  }

  func style(_: Request, _: Visit) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=300"], body: .init(byteBuffer: ByteBuffer(string: APIPage.style)))
  }
}
