import Crypto
import Foundation
import Playbook

/// Signs requests as AWS and stores that follow it ask for: Signature Version 4, in a header.
struct SignatureV4: Sendable {
  let keyID: String
  let secret: String
  let region: String
  var service = "s3"

  /// What a request without a body says of it.
  static let emptyPayload = Hexadecimal.text(SHA256.hash(data: [UInt8]()))

  /// The moment as the header `x-amz-date` has it: `20261123T140509Z`.
  static func time(_ instant: Instant) -> String {
    let text = TimeZoneOffset(minutes: 0).text(instant)
    return text.filter(\.isNumber).prefix(8) + "T" + text.filter(\.isNumber).dropFirst(8) + "Z"
  }

  /// The value of `Authorization`.
  /// - Parameters:
  ///   - path: as it is sent: everything but letters, digits, `-._~` and slashes percent-encoded.
  ///   - query: as it is sent, in order of names.
  ///   - headers: all that are to be signed; `host` and `x-amz-date` have to be.
  ///   - payload: the SHA-256 of the body, in hexadecimal.
  ///   - time: as in `x-amz-date`.
  func authorization(method: String, path: String, query: String = "", headers: [String: String], payload: String, time: String) -> String {
    let signed = headers.map { (name: $0.key.lowercased(), value: $0.value.split(separator: " ").joined(separator: " ")) }.sorted { $0.name < $1.name }
    let names = signed.map(\.name).joined(separator: ";")
    let request = [method, path, query, signed.map { "\($0.name):\($0.value)\n" }.joined(), names, payload].joined(separator: "\n")
    let day = String(time.prefix(8))
    let scope = "\(day)/\(region)/\(service)/aws4_request"
    let text = ["AWS4-HMAC-SHA256", time, scope, Hexadecimal.text(SHA256.hash(data: Array(request.utf8)))].joined(separator: "\n")
    var key = Array("AWS4\(secret)".utf8)
    for part in [day, region, service, "aws4_request"] { key = Self.seal(part, with: key) }
    return "AWS4-HMAC-SHA256 Credential=\(keyID)/\(scope), SignedHeaders=\(names), Signature=\(Hexadecimal.text(Self.seal(text, with: key)))"
  }

  private static func seal(_ text: String, with key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
  }
}
