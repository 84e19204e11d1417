import Foundation

/// An endpoint's secret as its owner has it: `whsec_` and base 64 (Standard Webhooks).
struct WebhookSecret: Hashable, Sendable {
  private static let beginning = "whsec_"
  /// The specification's bounds.
  private static let lengths = 24...64
  private static let usualLength = 32

  let bytes: [UInt8]

  /// A new one, from the system's randomness.
  init() { bytes = Passwords.random(Self.usualLength) }

  /// One that is kept.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one; nil when it can't be one.
  init?(_ text: String) {
    guard text.hasPrefix(Self.beginning), let data = Data(base64Encoded: String(text.dropFirst(Self.beginning.count))), Self.lengths.contains(data.count)
    else { return nil }
    bytes = Array(data)
  }

  /// Shown when it is made, and then no more.
  var text: String { Self.beginning + Data(bytes).base64EncodedString() }
}
