import Crypto
import Foundation
import Playbook

/// What proves to a receiver who sent a message, and when: HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks).
enum WebhookSignature {
  static let idHeader = "webhook-id"
  static let timestampHeader = "webhook-timestamp"
  static let signatureHeader = "webhook-signature"

  private static let version = "v1"
  /// How far a message's time may be from now, in seconds: an old message that somebody kept isn't taken again.
  private static let toleranceSeconds: Int64 = 300

  /// Why a message isn't believed.
  enum Fault: Error, Hashable, Sendable {
    case badTimestamp, tooOld, tooNew, noMatch
  }

  /// The three headers. - Parameter secrets: those that are valid; each signs.
  static func headers(id: String, at now: Instant, body: String, secrets: [[UInt8]]) -> [(name: String, value: String)] {
    let timestamp = String(now.seconds)
    let signatures = secrets.map { "\(version),\(Data(mac(id, timestamp, Array(body.utf8), $0)).base64EncodedString())" }
    return [(idHeader, id), (timestampHeader, timestamp), (signatureHeader, signatures.joined(separator: " "))]
  }

  /// Believes a message that one of the secrets has signed, lately.
  /// - Parameters:
  ///   - timestamp: as the header has it.
  ///   - signatures: as the header has them; versions that aren't known are passed over.
  /// - Throws: why it isn't believed.
  static func verify(id: String, timestamp: String, signatures: String, body: [UInt8], secrets: [[UInt8]], now: Instant) throws(Fault) {
    guard let seconds = Int64(timestamp), String(seconds) == timestamp, seconds >= 0 else { throw .badTimestamp }
    guard seconds >= now.seconds - toleranceSeconds else { throw .tooOld }
    guard seconds <= now.seconds + toleranceSeconds else { throw .tooNew }
    let given = signatures.split(separator: " ").compactMap { signature -> Data? in
      let parts = signature.split(separator: ",", maxSplits: 1)
      guard parts.count == 2, parts[0] == version else { return nil }
      return Data(base64Encoded: String(parts[1]))
    }
    // All are compared, however early one fits.
    let fits = secrets.flatMap { secret in
      let expected = mac(id, timestamp, body, secret)
      return given.map { ConstantTime.areEqual($0, expected) }
    }
    guard fits.contains(true) else { throw .noMatch }
  }

  private static func mac(_ id: String, _ timestamp: String, _ body: [UInt8], _ secret: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("\(id).\(timestamp).".utf8) + body, using: SymmetricKey(data: secret)))
  }
}

extension Instant {
  /// Whole seconds since 1970, rounded down.
  fileprivate var seconds: Int64 { (self - Instant(milliseconds: 0)).seconds }
}
