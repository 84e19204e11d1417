import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// What a request under a key is recognised by, and its answer closed with.
///
/// Answers have one-time passwords, secrets and personal facts in them. They are kept so that only who sends the same request under the same
/// key can have them opened: the key to them is made of both and isn't stored.
struct AnswerSeal {
  /// What is kept of an answer.
  struct Answer: Codable {
    let status: Int
    /// Names and values.
    let headers: [[String]]
    let body: [UInt8]
  }

  let name: [UInt8]
  let request: [UInt8]
  private let lock: SymmetricKey

  /// - Parameter caller: nil where everybody is let in: there the same key of somebody else is another request, not a wrong one.
  init(_ key: String, _ request: Request, body: [UInt8], of caller: Caller?) {
    let sender = SymmetricKey(data: Array("\(caller?.id ?? "visitor")\n\(key)".utf8))
    let asked = Array("\(request.method.rawValue) \(request.uri.string)\n\(request.headers[.ifMatch] ?? "")\n".utf8) + body
    let digest = HMAC<SHA256>.authenticationCode(for: asked, using: sender)
    self.request = Array(digest)
    let named = Array(HMAC<SHA256>.authenticationCode(for: Array("name".utf8), using: sender))
    name = Array(SHA256.hash(data: caller == nil ? named + self.request : named))
    lock = HKDF<SHA256>.deriveKey(inputKeyMaterial: sender, salt: asked, info: Array("answer".utf8), outputByteCount: 32)
  }

  func close(_ answer: Answer) throws -> [UInt8] {
    guard let sealed = try AES.GCM.seal(JSONEncoder().encode(answer), using: lock, authenticating: name).combined else { throw Problem.internalError }
    return Array(sealed)
  }

  func open(_ sealed: [UInt8]) throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: AES.GCM.open(.init(combined: sealed), using: lock, authenticating: name))
  }
}
