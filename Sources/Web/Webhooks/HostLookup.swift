import Dispatch
import Foundation

/// Asks the system for a name's addresses.
enum HostLookup {
  /// Why a name has no addresses.
  struct Fault: Error, Hashable, Sendable {
    let words: String
  }

  /// - Returns: all of them, in the order in which they should be tried.
  /// - Throws: `Fault` when the name has none, or nobody who knows could be asked.
  static func addresses(of host: String) async throws -> [NetworkAddress] {
    // The call waits for answers from the network: it gets a thread that may wait.
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try ask(host) }) }
    }
  }

  private static func ask(_ host: String) throws -> [NetworkAddress] {
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, nil, &found)
    guard code == 0 else { throw Fault(words: String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(found) }
    var addresses: [NetworkAddress] = []
    var next = found
    while let entry = next {
      if let address = try numeric(entry.pointee), !addresses.contains(address) { addresses.append(address) }
      next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func numeric(_ entry: addrinfo) throws -> NetworkAddress? {
    guard entry.ai_family == AF_INET || entry.ai_family == AF_INET6 else { return nil }
    var bytes = [CChar](repeating: 0, count: 128)
    let code = getnameinfo(entry.ai_addr, entry.ai_addrlen, &bytes, socklen_t(bytes.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { throw Fault(words: String(cString: gai_strerror(code))) }
    let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // A link-local address has its interface behind it.
    let address = text.split(separator: "%").first.flatMap { NetworkAddress(String($0)) }
    guard let address else { throw Fault(words: "\(text) is no address") }
    return address
  }
}
