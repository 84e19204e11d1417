import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that are packed for browsers that can unpack them.
///
/// No page has a secret in it that its reader couldn't know: sizes of packed answers tell of what stands in them.
enum Packing {
  private static let least = 1_024

  static func answer(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields, _ request: Request) -> Response {
    guard bytes.count >= least, takesGzip(request), let packed = bytes.withUnsafeBytes({ Gzip.pack($0, level: 4) }) else {
      return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
    var headers = headers
    headers[.contentEncoding] = "gzip"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: packed)))
  }

  static func takesGzip(_ request: Request) -> Bool {
    (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      return parts.first == "gzip" && !parts.dropFirst().contains("q=0")
    }
  }
}
