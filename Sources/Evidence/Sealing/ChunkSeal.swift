import Crypto
import Foundation

/// Seals and opens the chunks of one file: AES-256-GCM, with a key that this file alone has, and the chunk's number as nonce.
///
/// The key is derived from that of the evidence, for what is in the file and how long it is, so that no two files share a nonce. A chunk opens in its own place of
/// its own file only, and the file's length is authenticated with each of them: what was cut off is told by whichever is read first.
struct ChunkSeal: Sendable {
  private let key: SymmetricKey
  private let context: [UInt8]

  /// - Parameters:
  ///   - digest: of what is in the file.
  ///   - bytes: how many that are.
  init(_ key: EvidenceKey, of digest: ContentDigest, bytes: Int64) {
    context = Array("gendan evidence 1 \(digest.text) \(bytes)".utf8)
    self.key = HKDF<SHA256>.deriveKey(inputKeyMaterial: key.key, info: context, outputByteCount: 32)
  }

  /// - Returns: the sealed bytes with their tag.
  /// - Throws: `EvidenceError.unavailable`, when the library can't.
  func seal(_ plain: [UInt8], _ number: Int64) throws(EvidenceError) -> [UInt8] {
    guard let nonce = try? AES.GCM.Nonce(data: Self.nonce(number)),
      let box = try? AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: context)
    else { throw .unavailable("a file can't be sealed") }
    return Array(box.ciphertext) + Array(box.tag)
  }

  /// - Parameter sealed: with its tag.
  /// - Returns: nil for anything but this chunk of this file, as it was sealed.
  func open(_ sealed: [UInt8], _ number: Int64) -> [UInt8]? {
    let tag = Int(SealedForm.tag)
    guard sealed.count >= tag, let nonce = try? AES.GCM.Nonce(data: Self.nonce(number)),
      let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: sealed.dropLast(tag), tag: sealed.suffix(tag)),
      let plain = try? AES.GCM.open(box, using: key, authenticating: context)
    else { return nil }
    return Array(plain)
  }

  /// Four zeros, then the number, the highest byte first.
  private static func nonce(_ number: Int64) -> [UInt8] {
    [UInt8](repeating: 0, count: 4) + (0..<8).map { place in UInt8(truncatingIfNeeded: number >> (56 - 8 * Int64(place))) }
  }
}
