import Crypto
public import Foundation

/// A key that words, or other keys, are sealed with: AES-256-GCM.
public struct SealKey: Sendable {
  static let byteCount = 32
  static let markCount = 4

  fileprivate let key: SymmetricKey
  /// Tells this key from those that a party had before, so that what was sealed with a key that is gone isn't taken for damaged.
  let mark: [UInt8]

  /// A new one, drawn by lot.
  public init() { self.init(SymmetricKey(size: .bits256)) }

  /// - Returns: nil for anything but 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.byteCount else { return nil }
    self.init(SymmetricKey(data: bytes))
  }

  fileprivate init(_ key: SymmetricKey) {
    self.key = key
    mark = Array(HMAC<SHA256>.authenticationCode(for: Array("mark".utf8), using: key).prefix(Self.markCount))
  }

  /// One that can only be made by whoever has all of these.
  static func joining(_ keys: [SealKey]) -> SealKey {
    var material: [UInt8] = []
    for key in keys { material += key.bytes }
    return SealKey(HKDF<SHA256>.deriveKey(inputKeyMaterial: SymmetricKey(data: material), outputByteCount: byteCount))
  }

  /// One for a single purpose, made of another one. Made of none it is no secret: everybody can make it.
  static func deriving(_ purpose: String, from key: SealKey?) -> SealKey {
    let material = key?.key ?? SymmetricKey(data: [UInt8](repeating: 0, count: byteCount))
    return SealKey(HKDF<SHA256>.deriveKey(inputKeyMaterial: material, info: Array(purpose.utf8), outputByteCount: byteCount))
  }

  package var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// Whether it is the same key.
  public func isSame(as other: SealKey) -> Bool { key == other.key }

  /// Nonce, what is sealed and its tag in one.
  /// - Parameter place: where it will stand. It opens nowhere else.
  /// - Throws: `LedgerError.unavailable`, when the library can't.
  public func seal(_ plain: [UInt8], at place: String) throws(LedgerError) -> Data {
    guard let sealed = try? AES.GCM.seal(plain, using: key, authenticating: Array(place.utf8)).combined else {
      throw .unavailable("what is personal can't be sealed")
    }
    return sealed
  }

  /// - Returns: nil when it was sealed with another key, for another place, or is damaged.
  public func open(_ sealed: Data, at place: String) -> [UInt8]? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed), let plain = try? AES.GCM.open(box, using: key, authenticating: Array(place.utf8)) else {
      return nil
    }
    return Array(plain)
  }

  /// Another key, sealed with this one.
  /// - Parameter owner: whose it is: it opens for nobody else.
  public func wrap(_ other: SealKey, for owner: String) throws(LedgerError) -> Data { try seal(other.bytes, at: "key:\(owner)") }

  /// - Returns: nil when it was wrapped with another key, for somebody else, or is damaged.
  public func unwrap(_ wrapped: Data, for owner: String) -> SealKey? { open(wrapped, at: "key:\(owner)").flatMap { SealKey(bytes: $0) } }

  /// What is kept beside what was sealed, so that the wrong key is known for one: it says nothing of the key.
  func makeCheck(_ purpose: String) -> [UInt8] { code(of: Array(purpose.utf8)) }

  /// 32 bytes that stand for others: the same for the same ones, and made by nobody who hasn't the key.
  func code(of bytes: [UInt8]) -> [UInt8] { Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key)) }
}
