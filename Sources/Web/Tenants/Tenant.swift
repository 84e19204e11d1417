/// A company with a desk of its own behind a port that it shares: its accounts, tokens, cases, files and audit are nobody else's.
public struct Tenant: Sendable {
  /// For logs and operators.
  public let name: String
  /// In lower case, without ports.
  public let hosts: [String]
  let server: WebServer

  /// - Returns: nil when one of the hosts can't be one, or there is none.
  public init?(name: String, hosts: [String], server: WebServer) {
    let read = hosts.compactMap { HostName.read($0) }
    guard !read.isEmpty, read.count == hosts.count else { return nil }
    self.name = name
    self.hosts = read
    self.server = server
  }
}

/// Hosts as settings say them.
public enum TenantHost {
  /// In lower case; nil for what can't be a host, and for one with a port: requests are told apart without it.
  public static func read(_ text: String) -> String? { HostName.read(text).flatMap { text.lowercased() == $0 || text.lowercased() == $0 + "." ? $0 : nil } }
}
