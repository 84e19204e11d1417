/// Which endpoints messages may go to: nobody gets the desk to knock at doors that only its own network reaches.
struct WebhookGate: Sendable {
  /// Whether this machine and private networks may be reached too, and this machine without TLS: for trying, and for receivers beside the desk.
  let allowsLoopback: Bool
  let lookup: @Sendable (String) async throws -> [NetworkAddress]

  init(allowsLoopback: Bool, lookup: @escaping @Sendable (String) async throws -> [NetworkAddress] = { try await HostLookup.addresses(of: $0) }) {
    self.allowsLoopback = allowsLoopback
    self.lookup = lookup
  }

  /// What the address itself shows, without asking anybody.
  /// - Throws: why no messages go there.
  func check(_ text: String) throws(WebhookURL.Fault) -> WebhookURL {
    let url = try WebhookURL(text)
    let literal = NetworkAddress(url.host)
    if !url.isSecure {
      guard allowsLoopback, url.host == "localhost" || literal?.reach == .loopback else {
        throw WebhookURL.Fault(
          words: .init(
            "要用 https；http 只能到本机，且要开 webhooks.allow-loopback", "should be https; http goes to this machine only, where webhooks.allow-loopback is on"))
      }
    }
    if let literal, !lets(literal) { throw Self.refused(literal) }
    return url
  }

  /// The same, with the addresses that the name has now. Whoever connects takes one of these and asks no more.
  /// - Throws: `WebhookURL.Fault`, or why there are no addresses.
  func admit(_ text: String) async throws -> (url: WebhookURL, addresses: [NetworkAddress]) {
    let url = try check(text)
    if let literal = NetworkAddress(url.host) { return (url, [literal]) }
    let addresses = try await lookup(url.host)
    guard !addresses.isEmpty else { throw WebhookURL.Fault(words: .init("\(url.host) 没有地址", "\(url.host) has no address")) }
    // One that may not be reached among others that may is a trick.
    if let bad = addresses.first(where: { !lets($0) || (!url.isSecure && $0.reach != .loopback) }) { throw Self.refused(bad) }
    return (url, addresses)
  }

  private func lets(_ address: NetworkAddress) -> Bool {
    switch address.reach {
    case .global: true
    case .loopback, .privateNetwork: allowsLoopback
    case .linkLocal, .unusable: false
    }
  }

  private static func refused(_ address: NetworkAddress) -> WebhookURL.Fault {
    WebhookURL.Fault(
      words: .init("\(address.text) 不是公网地址，不往那里发", "\(address.text) isn't an address on the public internet: nothing is sent there"))
  }
}
