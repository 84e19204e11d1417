/// Where messages go, read strictly: whoever connects must not read another host out of the text than whoever checked it.
struct WebhookURL: Hashable, Sendable {
  /// With scheme and host in lower case.
  let text: String
  let isSecure: Bool
  /// A name, or an address without brackets.
  let host: String

  /// Why a text can't be one.
  struct Fault: Error, Hashable, Sendable {
    let words: Problem.Words
  }

  static let longest = 1_000

  init(_ text: String) throws(Fault) {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?@!$&'()*+,;=%[]".utf8)
    guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy(allowed.contains) else {
      throw Fault(
        words: .init("应是最多 \(Self.longest) 个 ASCII 字符的网址，没有空格和 #", "should be an address of up to \(Self.longest) ASCII characters without spaces or #"))
    }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    let scheme = parts[0].lowercased()
    guard parts.count == 2, scheme == "https" || scheme == "http" else { throw Fault(words: .init("应以 https:// 开头", "should begin with https://")) }
    let end = parts[1].firstIndex { $0 == "/" || $0 == "?" } ?? parts[1].endIndex
    let authority = parts[1][..<end].lowercased()
    let rest = parts[1][end...]
    guard !authority.contains("@") else {
      throw Fault(words: .init("网址里不能有用户名或密码", "may have no user name or password"))
    }
    guard let (host, port) = Self.split(authority) else { throw Fault(words: .init("主机名或端口不对", "the host or the port can't be")) }
    guard !rest.contains(where: { $0 == "[" || $0 == "]" }), Self.isEscapedSoundly(rest) else {
      throw Fault(words: .init("路径里有不成对的 % 或方括号", "the path has a bracket, or a % without two hexadecimal digits"))
    }
    self.host = host
    isSecure = scheme == "https"
    self.text = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)\(port.map { ":\($0)" } ?? "")\(rest)"
  }

  /// Host and port; nil when they can't be.
  private static func split(_ authority: String) -> (host: String, port: Int?)? {
    let host: Substring
    let behind: Substring
    if authority.hasPrefix("[") {
      guard let bracket = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      behind = authority[authority.index(after: bracket)...]
      guard host.contains(":"), NetworkAddress(String(host)) != nil else { return nil }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      behind = authority[colon...]
      guard isName(host) else { return nil }
    }
    guard !behind.isEmpty else { return (String(host), nil) }
    guard let port = Int(behind.dropFirst()), behind == ":\(port)", (1...65_535).contains(port) else { return nil }
    return (String(host), port)
  }

  /// Labels of letters, digits and hyphens: a name, or an IPv4 address in whatever writing, which the look-up tells.
  private static func isName(_ host: Substring) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return (1...253).contains(host.utf8.count)
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isEscapedSoundly(_ rest: Substring) -> Bool {
    rest.split(separator: "%", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      part.utf8.count >= 2 && part.utf8.prefix(2).allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    }
  }
}
