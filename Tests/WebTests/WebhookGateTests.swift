import Testing

@testable import Web

@Suite("Where webhooks may go")
struct WebhookGateTests {
  @Test(
    arguments: [
      ("93.184.216.34", .global), ("8.8.8.8", .global), ("172.15.0.1", .global), ("172.32.0.1", .global), ("100.63.0.1", .global), ("223.255.255.1", .global),
      ("127.0.0.1", .loopback), ("127.255.255.254", .loopback), ("10.0.0.1", .privateNetwork), ("172.16.0.1", .privateNetwork),
      ("172.31.255.255", .privateNetwork), ("192.168.1.1", .privateNetwork), ("100.64.0.1", .privateNetwork), ("100.127.0.1", .privateNetwork),
      ("169.254.169.254", .linkLocal), ("0.0.0.0", .unusable), ("0.1.2.3", .unusable), ("192.0.2.1", .unusable), ("198.51.100.7", .unusable),
      ("203.0.113.9", .unusable), ("198.18.0.1", .unusable), ("224.0.0.1", .unusable), ("255.255.255.255", .unusable), ("240.0.0.1", .unusable),
      ("2606:2800:220:1:248:1893:25c8:1946", .global), ("::1", .loopback), ("::", .unusable), ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
      ("fc00::1", .privateNetwork), ("fd12:3456::1", .privateNetwork), ("fec0::1", .privateNetwork), ("ff02::1", .unusable), ("2001:db8::1", .unusable),
      ("3fff:1000::1", .global), ("3fff:0100::1", .unusable), ("2001::1", .unusable), ("4000::1", .unusable),
      ("::ffff:127.0.0.1", .loopback), ("::ffff:10.0.0.1", .privateNetwork), ("::ffff:169.254.169.254", .linkLocal), ("::ffff:8.8.8.8", .global),
      ("::ffff:7f00:1", .loopback), ("::127.0.0.1", .unusable), ("64:ff9b::10.0.0.1", .privateNetwork), ("64:ff9b::8.8.8.8", .global),
      ("64:ff9b:1::1", .privateNetwork), ("2002:7f00:0001::1", .loopback), ("2002:0808:0808::1", .global),
    ] as [(String, NetworkAddress.Reach)])
  func `an address leads somewhere`(text: String, reach: NetworkAddress.Reach) throws {
    let address = try #require(NetworkAddress(text))
    #expect(address.reach == reach)
  }

  @Test(arguments: ["", "1", "127.1", "0x7f.0.0.1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "[::1]", "::1%lo", "example.com", " 127.0.0.1", ":::"])
  func `what isn't an address in its usual writing`(text: String) { #expect(NetworkAddress(text) == nil) }

  @Test(
    arguments: [
      ("https://example.com/hook?a=1", "https://example.com/hook?a=1", "example.com"), ("HTTPS://Example.COM", "https://example.com", "example.com"),
      ("https://example.com:8443/a@b", "https://example.com:8443/a@b", "example.com"), ("https://8.8.8.8/", "https://8.8.8.8/", "8.8.8.8"),
      ("https://[2606:2800:220:1:248:1893:25C8:1946]:444/x", "https://[2606:2800:220:1:248:1893:25c8:1946]:444/x", "2606:2800:220:1:248:1893:25c8:1946"),
      ("https://a_b.example.com?x=%2F", "https://a_b.example.com?x=%2F", "a_b.example.com"),
    ])
  func `an address is read`(text: String, normal: String, host: String) throws {
    let url = try WebhookGate(allowsLoopback: false).check(text)
    #expect(url.text == normal && url.host == host && url.isSecure)
  }

  @Test(arguments: [
    "", "example.com", "ftp://example.com", "http://example.com", "http://127.0.0.1", "http://localhost", "https://", "https:///x", "https://a@example.com",
    "https://a:b@example.com/", "https://example.com:0/", "https://example.com:65536", "https://example.com:+80", "https://example.com:08",
    "https://exa mple.com",
    "https://example.com/#x", "https://example.com\\@evil.com", "https://ex%61mple.com", "https://[::1", "https://[1.2.3.4]", "https://[::1]x",
    "https://example..com", "https://.com", "https://例子.com", "https://example.com/%zz", "https://example.com/%2", "https://example.com/[x]",
    "https://127.0.0.1/", "https://10.1.2.3", "https://169.254.169.254/latest", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[fe80::1]/",
    "https://0.0.0.0/", "https://a\nb.com", "https://" + String(repeating: "a", count: 64) + ".com",
    "https://example.com/" + String(repeating: "a", count: 1_000),
  ])
  func `what no message goes to`(text: String) {
    #expect(throws: WebhookURL.Fault.self) { try WebhookGate(allowsLoopback: false).check(text) }
  }

  @Test func `this machine and private networks can be allowed, others not`() throws {
    let gate = WebhookGate(allowsLoopback: true)
    for good in [
      "http://127.0.0.1:8081/x", "http://localhost:80", "http://[::1]:9/", "https://10.0.0.1", "https://192.168.0.1", "https://[fd00::1]", "https://localhost",
    ] {
      #expect(throws: Never.self, "\(good)") { try gate.check(good) }
    }
    for bad in ["http://10.0.0.1", "http://example.com", "https://169.254.169.254", "https://[fe80::1]", "https://224.0.0.1"] {
      #expect(throws: WebhookURL.Fault.self, "\(bad)") { try gate.check(bad) }
    }
  }

  private func admitted(_ text: String, _ allowsLoopback: Bool, _ addresses: String...) async throws -> [String] {
    let found = try addresses.map { try #require(NetworkAddress($0)) }
    return try await WebhookGate(allowsLoopback: allowsLoopback, lookup: { _ in found }).admit(text).addresses.map(\.text)
  }

  @Test func `a name is as good as the addresses it has`() async throws {
    let url = "https://example.com/x"
    #expect(try await admitted(url, false, "8.8.8.8", "2606:2800::1") == ["8.8.8.8", "2606:2800::1"])
    for bad in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.0.1", "fe80::1", "0.0.0.0"] {
      await #expect(throws: WebhookURL.Fault.self, "\(bad)") { try await admitted(url, false, bad) }
      await #expect(throws: WebhookURL.Fault.self, "one bad one: \(bad)") { try await admitted(url, false, "8.8.8.8", bad) }
    }
    #expect(try await admitted(url, true, "127.0.0.1", "10.0.0.1") == ["127.0.0.1", "10.0.0.1"])
    await #expect(throws: WebhookURL.Fault.self) { try await admitted(url, true, "169.254.169.254") }
    await #expect(throws: WebhookURL.Fault.self, "it has none") { try await admitted(url, false) }
    #expect(try await admitted("http://localhost/", true, "127.0.0.1", "::1") == ["127.0.0.1", "::1"])
    await #expect(throws: WebhookURL.Fault.self, "without TLS it stays on this machine") { try await admitted("http://localhost/", true, "10.0.0.1") }
    #expect(try await admitted("https://8.8.4.4/", false, "127.0.0.1") == ["8.8.4.4"], "an address isn't looked up")
  }

  @Test func `the system knows this machine by its name`() async throws {
    let addresses = try await HostLookup.addresses(of: "localhost")
    #expect(!addresses.isEmpty && addresses.allSatisfy { $0.reach == .loopback })
    await #expect(throws: HostLookup.Fault.self) { try await HostLookup.addresses(of: String(repeating: "a", count: 300)) }
  }
}
