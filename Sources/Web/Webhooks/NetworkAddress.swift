import Foundation

/// A numeric address of IPv4 or IPv6, and where it leads.
struct NetworkAddress: Hashable, Sendable {
  /// Where an address leads (IANA's registries of special-purpose addresses).
  enum Reach: Hashable, Sendable {
    /// Anywhere in the world.
    case global
    /// This machine.
    case loopback
    /// Networks of somebody's own.
    case privateNetwork
    /// The same wire; clouds answer there what only the machine may know.
    case linkLocal
    /// Nowhere that a message can go to: multicast, documentation, tunnels that are given up, what is reserved.
    case unusable
  }

  /// As it was read, without brackets.
  let text: String
  /// 4 or 16.
  private let bytes: [UInt8]

  /// Nil when the text isn't a whole address in its usual writing.
  init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: six) { Array($0) }
    } else {
      return nil
    }
    self.text = text
  }

  var reach: Reach { bytes.count == 4 ? Self.reach(four: bytes) : Self.reach(six: bytes) }

  private static func reach(four bytes: [UInt8]) -> Reach {
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0, _, _): .unusable
    case (10, _, _): .privateNetwork
    // Shared by a carrier's customers.
    case (100, 64...127, _): .privateNetwork
    case (127, _, _): .loopback
    case (169, 254, _): .linkLocal
    case (172, 16...31, _): .privateNetwork
    case (192, 0, 0), (192, 0, 2), (192, 88, 99): .unusable
    case (192, 168, _): .privateNetwork
    case (198, 18...19, _), (198, 51, 100), (203, 0, 113): .unusable
    case (224..., _, _): .unusable
    default: .global
    }
  }

  private static func reach(six bytes: [UInt8]) -> Reach {
    let last = Array(bytes[12...])
    func begins(_ prefix: UInt8...) -> Bool { bytes.starts(with: prefix) }
    let isZeroUpTo10 = bytes[..<10].allSatisfy { $0 == 0 }
    if isZeroUpTo10 {
      // ::ffff:a.b.c.d leads where a.b.c.d does.
      if bytes[10] == 0xFF, bytes[11] == 0xFF { return reach(four: last) }
      return bytes[10] == 0 && bytes[11] == 0 && last == [0, 0, 0, 1] ? .loopback : .unusable
    }
    // Translated to IPv4 on the way (RFC 6052, RFC 8215), and 6to4.
    if begins(0x00, 0x64, 0xFF, 0x9B), bytes[4..<12].allSatisfy({ $0 == 0 }) { return reach(four: last) }
    if begins(0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01) { return .privateNetwork }
    if begins(0x20, 0x02) { return reach(four: Array(bytes[2..<6])) }
    // Teredo, documentation.
    if begins(0x20, 0x01, 0x00, 0x00) || begins(0x20, 0x01, 0x0D, 0xB8) || (begins(0x3F, 0xFF) && bytes[2] < 0x10) { return .unusable }
    if bytes[0] & 0xFE == 0xFC { return .privateNetwork }
    if bytes[0] == 0xFE { return bytes[1] & 0xC0 == 0x80 ? .linkLocal : bytes[1] & 0xC0 == 0xC0 ? .privateNetwork : .unusable }
    return bytes[0] & 0xE0 == 0x20 ? .global : .unusable
  }
}
