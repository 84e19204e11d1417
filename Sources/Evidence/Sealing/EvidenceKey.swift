import Crypto
import Foundation

/// What the files of one piece of evidence are sealed with. It is drawn by lot when they come, and the case that they belong to keeps it.
public struct EvidenceKey: Equatable, Sendable, CustomStringConvertible {
  private static let byteCount = 32

  let key: SymmetricKey

  /// A new one.
  public init() { key = SymmetricKey(size: .bits256) }

  /// - Returns: nil for anything but 32 bytes in base64, so also for what stands in the place of a key that was erased.
  public init?(base64 text: String) {
    guard let bytes = Data(base64Encoded: text), bytes.count == Self.byteCount else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// As it is kept.
  public var base64: String { Data(key.withUnsafeBytes { Array($0) }).base64EncodedString() }

  /// Whatever is written about a file, its key isn't.
  public var description: String { "(a key)" }
}
