import HTTPTypes
import Hummingbird

/// Whom a request is for, by its header `Host`.
enum HostName {
  private static let longest = 255

  /// Nil when the request names nobody, more than one, or nothing that could be a host.
  static func of(_ request: Request) -> String? {
    // The first one isn't among the headers any more. Of two, a proxy might have read the other.
    guard !request.headers.contains(where: { $0.name.rawName.lowercased() == "host" }) else { return nil }
    return request.head.authority.flatMap(read)
  }

  /// In lower case, without port and without a dot at its end. `[::1]:8080` is `[::1]`.
  static func read(_ text: some StringProtocol) -> String? {
    guard text.utf8.count <= longest else { return nil }
    let (host, behind) = split(text.lowercased())
    guard !host.isEmpty else { return nil }
    guard behind.isEmpty || (behind.hasPrefix(":") && behind.count <= 6 && behind.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }) else { return nil }
    return String(host)
  }

  /// The host, empty when it can't be one, and what stands behind it.
  private static func split(_ text: String) -> (host: Substring, behind: Substring) {
    if text.hasPrefix("[") {
      guard let bracket = text.firstIndex(of: "]") else { return ("", "") }
      let host = text[...bracket]
      return NetworkAddress(String(host.dropFirst().dropLast())) == nil ? ("", "") : (host, text[text.index(after: bracket)...])
    }
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    let named = text[..<colon]
    let host = named.hasSuffix(".") ? named.dropLast() : named
    return isName(host) ? (host, text[colon...]) : ("", "")
  }

  /// Labels of letters, digits and hyphens, as names are looked up; others are written in these (punycode).
  private static func isName(_ host: Substring) -> Bool {
    host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count)
        && label.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            || $0 == UInt8(ascii: "_")
        }
    }
  }
}
