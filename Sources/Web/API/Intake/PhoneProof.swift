import Crypto
import Foundation
import Ledger
import Playbook

/// What whoever has answered a code carries to a registration: `ID.SECRET`.
struct PhoneProof: Sendable {
  let id: String
  private let secret: [UInt8]

  private static let secretLength = 32

  /// A new one, from the system's randomness.
  init(of id: String) {
    self.id = id
    secret = Passwords.random(Self.secretLength)
  }

  /// Reads one; nil when it can't be one.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let secret = Hexadecimal.bytes(parts[1]), secret.count == Self.secretLength else { return nil }
    id = String(parts[0])
    self.secret = secret
  }

  /// Shown once, in the answer to the code.
  var text: String { "\(id).\(Hexadecimal.text(secret))" }

  /// A secret of so many random bits needs no slow hash: nobody guesses it.
  var digest: [UInt8] { Array(SHA256.hash(data: secret)) }

  /// Whether it proves that the number is theirs, now.
  func proves(_ phone: PhoneNumber, by kept: PhoneVerification, at now: Instant) -> Bool {
    guard let proof = kept.proof, let until = kept.proofUntil, now < until else { return false }
    return ConstantTime.areEqual(proof, digest) && ConstantTime.areEqual(kept.phone, phone.digest)
  }
}

/// Six digits that are sent to a number.
struct PhoneCode: Hashable, Sendable {
  static let length = 6

  let digits: String

  /// A new one, each as likely as any other.
  init() {
    var chance = SystemRandomNumberGenerator()
    digits = (0..<Self.length).map { _ in String(Int.random(in: 0...9, using: &chance)) }.joined()
  }

  /// Reads one; nil when it can't be one.
  init?(_ text: String) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    digits = text
  }

  /// What it is recognised by, for this verification only. - Parameter salt: the verification's.
  func digest(_ id: String, _ salt: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("\(id) \(digits)".utf8), using: SymmetricKey(data: salt)))
  }
}
