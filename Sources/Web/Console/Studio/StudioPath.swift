import Foundation

/// Where the pages of the studio are.
enum StudioPath {
  private static var plain: CharacterSet { CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~") }

  /// A name as one word of a path (RFC 3986): it may hold anything.
  static func word(_ name: String) -> String { name.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }

  static func editor(_ playbook: String) -> String { "/console/studio/\(word(playbook))" }
  static func proposal(_ version: String) -> String { "/console/proposals/\(word(version))" }
}
