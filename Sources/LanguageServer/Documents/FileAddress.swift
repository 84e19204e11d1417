import Foundation

/// The way between a client's addresses and paths.
enum FileAddress {
  /// `/a/b.md` for `file:///a/b.md`; an address of another kind (a document that was never saved) is its own path.
  static func path(of address: String) -> String {
    guard address.lowercased().hasPrefix("file://"), let url = URL(string: address) else { return address }
    let path = url.path(percentEncoded: false)
    return path.isEmpty ? address : path
  }

  /// `file:///a/b.md` for `/a/b.md`. What isn't unreserved is percent-encoded (RFC 3986).
  static func address(of path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
    return "file://" + (path.addingPercentEncoding(withAllowedCharacters: plain) ?? path)
  }
}
