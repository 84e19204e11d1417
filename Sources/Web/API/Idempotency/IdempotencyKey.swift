import Casework
import Foundation
import HTTPTypes
import Hummingbird

/// What a client calls a request, so that sending it again does nothing twice: the header `Idempotency-Key`.
///
/// What is told to a case has it as the signal's name, so the record itself remembers it, for as long as the case. The answers of other
/// requests are remembered by an `AnswerKeeper`.
enum IdempotencyKey {
  static func isKey(_ key: String) -> Bool { (1...200).contains(key.utf8.count) && key.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

  /// - Returns: nil when the request has none.
  /// - Throws: `Problem` when the key is too long or has other than visible ASCII characters.
  static func read(_ request: Request) throws(Problem) -> String? {
    guard let key = request.headers[.idempotencyKey] else { return nil }
    guard isKey(key) else {
      throw Problem(
        kind: .badRequest,
        detail: .init("Idempotency-Key 应是 1 到 200 个可见的 ASCII 字符。", "Idempotency-Key should be 1 to 200 visible ASCII characters."))
    }
    return key
  }

  /// - Returns: the name of the signal: the client's own within what this caller sends, else one that nobody has used.
  /// - Throws: as `read`.
  static func signal(_ request: Request, _ caller: Caller) throws(Problem) -> SignalID {
    SignalID("http:\(caller.id):\(try read(request) ?? UUID().uuidString.lowercased())")
  }
}
