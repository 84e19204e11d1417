import Crypto

/// A mainland mobile number. It is personal: never in logs, the audit or problems.
struct PhoneNumber: Hashable, Sendable {
  /// Eleven of them, without the country's.
  let digits: String

  /// Characters that a number may be written with.
  static let longest = 32

  /// Reads `138 0000 0000`, `+86 138-0000-0000`; nil when it is something else.
  init?(_ text: String) {
    guard text.count <= Self.longest, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || " -+".utf8.contains($0) }) else {
      return nil
    }
    var rest = text.filter { $0 != " " && $0 != "-" }[...]
    for country in ["+86", "0086"] where rest.hasPrefix(country) {
      rest = rest.dropFirst(country.count)
      break
    }
    if rest.count == 13, rest.hasPrefix("86") { rest = rest.dropFirst(2) }
    guard rest.wholeMatch(of: /1[3-9][0-9]{9}/) != nil else { return nil }
    digits = String(rest)
  }

  /// What its codes are kept under. There are few enough numbers to try them all: it keeps the number out of sight, and is no secret.
  var digest: [UInt8] { Array(SHA256.hash(data: Array("gendan phone \(digits)".utf8))) }
}
