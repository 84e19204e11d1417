import Foundation
import Ledger
import Web
import Yams

/// The companies that share a port, as a file of YAML says them:
///
///     - id: acme
///       host: acme.example          # or a list
///       ledger: sqlite:acme/ledger.sqlite
///       evidence: folder:acme/evidence
///       access: {jwt: {…}, oidc: {…}}
///
/// Nothing of one is another's: neither host, ledger, folder nor issuer may stand there twice.
struct TenantsFile {
  /// What stands for no file.
  static let none = "none"

  struct Tenant {
    let id: String
    let hosts: [String]
    let ledger: String
    let evidence: String
    let access: AccessSettings
    /// In the file.
    let line: Int
  }

  private static let members: Set<String> = ["id", "host", "ledger", "evidence", "access"]

  let tenants: [Tenant]

  /// - Throws: `Trouble` with the line, when anything in it can't be.
  init(_ path: String) throws {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw Trouble(say("租户文件 \(path) 打不开：核对路径和权限。", "The file of tenants \(path) can't be opened: check path and permissions."), code: .unreadable)
    }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw Trouble(say("租户文件 \(path) 不是 YAML：\(error)", "The file of tenants \(path) is no YAML: \(error)"), code: .unreadable)
    }
    guard let list = node?.sequence, !list.isEmpty else {
      throw Trouble(
        say("租户文件 \(path)：应是一列租户，每个有 id、host、ledger、evidence。", "\(path): a list of tenants, each with id, host, ledger and evidence."),
        code: .unreadable)
    }
    tenants = try list.map { try Self.tenant($0, path) }
    try Self.refuseShared(tenants, path)
  }

  // MARK: one tenant

  private static func tenant(_ node: Node, _ path: String) throws -> Tenant {
    guard let mapping = node.mapping else { throw wrong(node, path, say("应写成“名字: 值”", "write “name: value”")) }
    for key in mapping.keys where !members.contains(key.string ?? "") {
      throw wrong(key, path, say("不认识 \(key.string ?? "?")", "\(key.string ?? "?") is unknown"))
    }
    let id = try text("id", node, path)
    guard DeskAccount.isID(id) else {
      throw wrong(node, path, say("id 应是 2 到 40 个小写字母、数字、. _ -", "id should be 2 to 40 lower-case letters, digits, . _ -"))
    }
    let list = node["host"]?.sequence
    let hosts = try list.map { $0.compactMap(\.string) } ?? [text("host", node, path)]
    let read = hosts.compactMap { TenantHost.read($0) }
    guard !read.isEmpty, read.count == hosts.count, list.map({ $0.count == hosts.count }) ?? true else {
      throw wrong(node, path, say("host 应是主机名，不带端口和路径", "host should be the name of a host, without port and path"))
    }
    return Tenant(
      id: id, hosts: read, ledger: try text("ledger", node, path), evidence: try text("evidence", node, path), access: try access(node["access"], path),
      line: node.mark?.line ?? 0)
  }

  private static func text(_ name: String, _ node: Node, _ path: String) throws -> String {
    guard let text = node[name]?.scalar?.string, !text.isEmpty else { throw wrong(node[name] ?? node, path, say("缺 \(name)", "\(name) is missing")) }
    return text
  }

  /// The settings that begin with `access.`, without the environment: a secret in it would be everybody's.
  private static func access(_ node: Node?, _ path: String) throws -> AccessSettings {
    var said: [String: String] = [:]
    if let node { try collect(node, ["access"], path, &said) }
    return AccessSettings({ said[$0.rawValue] ?? $0.usual }, environment: [:])
  }

  private static func collect(_ node: Node, _ names: [String], _ path: String, _ said: inout [String: String]) throws {
    if let mapping = node.mapping {
      for (key, value) in mapping { try collect(value, names + [key.string ?? ""], path, &said) }
      return
    }
    let name = names.joined(separator: ".")
    guard let setting = Setting(rawValue: name), AccessSettings.settings.contains(setting) else {
      throw wrong(node, path, say("不认识 \(name)", "\(name) is unknown"))
    }
    guard let text = node.scalar?.string else { throw wrong(node, path, say("\(name) 应是一个值", "\(name) should be one value")) }
    said[name] = text
  }

  // MARK: all of them

  private static func refuseShared(_ tenants: [Tenant], _ path: String) throws {
    var seen: [String: String] = [:]
    for tenant in tenants {
      let ledger = file(try Wiring.path(of: tenant.ledger))
      var things = ["id \(tenant.id)", "ledger \(ledger)"] + tenant.hosts.map { "host \($0)" }
      if let issuer = try tenant.access.issuer() { things.append("access.jwt \(issuer.name)") }
      for thing in things {
        if let other = seen.updateValue(tenant.id, forKey: thing) {
          throw shared(thing, other, tenant, path)
        }
      }
    }
    for (index, tenant) in tenants.enumerated() {
      for other in tenants[..<index] where isShared(tenant.evidence, other.evidence) { throw shared("evidence \(tenant.evidence)", other.id, tenant, path) }
    }
  }

  /// One folder within another is shared too.
  private static func isShared(_ one: String, _ other: String) -> Bool {
    guard one.hasPrefix("folder:"), other.hasPrefix("folder:") else {
      func bare(_ store: String) -> Substring { store[...].prefix(upTo: store.lastIndex { $0 != "/" }.map(store.index(after:)) ?? store.startIndex) }
      return bare(one) == bare(other)
    }
    let (one, other) = (file(String(one.dropFirst(7))) + "/", file(String(other.dropFirst(7))) + "/")
    return one.hasPrefix(other) || other.hasPrefix(one)
  }

  /// The same file by whatever way it is named.
  private static func file(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path }

  private static func shared(_ thing: String, _ other: String, _ tenant: Tenant, _ path: String) -> Trouble {
    Trouble(
      say(
        "\(path):\(tenant.line)：租户 \(tenant.id) 和 \(other) 共用 \(thing)，各租户要用各自的。",
        "\(path):\(tenant.line): the tenants \(tenant.id) and \(other) share \(thing); each has its own."),
      code: .unreadable)
  }

  private static func wrong(_ node: Node, _ path: String, _ words: String) -> Trouble {
    let place = path + (node.mark.map { ":\($0.line)" } ?? "")
    return Trouble(say("\(place)：\(words)。", "\(place): \(words)."), code: .unreadable)
  }
}
