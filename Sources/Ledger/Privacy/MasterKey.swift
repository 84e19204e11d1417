public import Foundation

/// What every person's key is wrapped with. It stands outside the ledger: in a file beside it, or wherever whoever runs the desk keeps secrets.
public struct MasterKey: Sendable {
  private let key: SealKey

  /// A new one, drawn by lot.
  public init() { key = SealKey() }

  /// - Parameter text: 32 bytes in base64; space around it doesn't count.
  /// - Returns: nil for anything else.
  public init?(base64 text: String) {
    guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)), let key = SealKey(bytes: bytes) else { return nil }
    self.key = key
  }

  /// As it is kept.
  public var base64: String { Data(key.bytes).base64EncodedString() }

  /// What a ledger keeps to know it again.
  public var check: [UInt8] { key.makeCheck("gendan master key") }

  /// What blind words are made with. A ledger without a master key has one that everybody knows.
  static func searchKey(of master: MasterKey?) -> SealKey { SealKey.deriving("gendan search", from: master?.key) }

  /// A person's key, or that of a party who has no name yet.
  public func wrap(_ other: SealKey, for owner: String) throws(LedgerError) -> Data { try key.wrap(other, for: owner) }

  /// - Returns: nil when it was wrapped with another key, for somebody else, or is damaged.
  public func unwrap(_ wrapped: Data, for owner: String) -> SealKey? { key.unwrap(wrapped, for: owner) }
}
