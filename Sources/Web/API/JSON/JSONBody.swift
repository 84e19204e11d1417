import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// Requests and answers of the API: JSON, times in RFC 3339, keys in order.
enum JSONBody {
  /// The media type of a request, without its parameters.
  static func type(of request: Request) -> String {
    (request.headers[.contentType] ?? "").split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
  }

  /// Whether JSON is nested no deeper than anything that is asked for here: what is deeper takes long to read and means nothing.
  static func isShallow(_ bytes: some Sequence<UInt8>, most: Int = 12) -> Bool {
    var (depth, isInText, isEscaped) = (0, false, false)
    for byte in bytes {
      guard !isInText else {
        if isEscaped { isEscaped = false } else if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isInText = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > most { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return true
  }

  /// The whole body as text.
  /// - Throws: `Problem` when it is too large or no UTF-8.
  static func text(of request: Request, _ visit: Visit) async throws -> String {
    var request = request
    let buffer = try await request.collectBody(upTo: visit.bodyLimit)
    guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
      throw Problem(kind: .badRequest, detail: .init("内容不是 UTF-8。", "The body isn't UTF-8."))
    }
    return text
  }

  /// What is JSON already.
  static func answer(text: String, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  static func answer(_ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: try StoredJSON.text(value))))
  }
}
