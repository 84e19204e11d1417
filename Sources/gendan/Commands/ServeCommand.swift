import ArgumentParser
import CProcessMemory
import CoreMetrics
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Logging
import ServiceLifecycle
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve", abstract: say("把服务台开在 HTTP 后面。", "Run the desk behind HTTP."),
      discussion: say(
        """
        例：gendan serve --port 8080 --set log.format=text
            gendan serve --sandbox        连同模拟平台，马上能试
        设置来自命令行、环境变量（http.port 就是 GENDAN_HTTP_PORT）、配置文件（--config，默认当前文件夹的 gendan.yaml），先说的算；名字不认识就不启动。
        gendan serve --settings 列出全部设置。Ctrl-C 或 SIGTERM：不再接新请求，办完手上的再退出。
        退出码：0 正常停下；2 设置、账本或端口有问题。
        """,
        """
        Example: gendan serve --port 8080 --set log.format=text
                 gendan serve --sandbox        with a simulated platform, to try it
        Settings come from the command line, the environment (http.port is GENDAN_HTTP_PORT) and a file (--config, by default gendan.yaml in this folder); the first that says
        something counts, and an unknown name is refused. gendan serve --settings lists them all. Ctrl-C or SIGTERM: no new requests are taken, those at hand are finished.
        Exit codes: 0 stopped in order; 2 a setting, the ledger or the port is in trouble.
        """))
  }

  @Option(help: ArgumentHelp(say("配置文件（YAML）。", "The configuration file (YAML).")))
  var config: String?

  @Option(help: ArgumentHelp(say("账本：sqlite:路径。", "The ledger: sqlite:PATH.")))
  var ledger: String?

  @Option(help: ArgumentHelp(say("监听的地址。", "The address to bind to.")))
  var host: String?

  @Option(help: ArgumentHelp(say("监听的端口。", "The port.")))
  var port: Int?

  @Option(name: .customLong("set"), help: ArgumentHelp(say("其他设置：名字=值，可写几个。", "Any other setting: NAME=VALUE; may be given more than once.")))
  var others: [String] = []

  @Flag(help: ArgumentHelp(say("列出全部设置，不启动。", "List all settings and stop.")))
  var settings = false

  @Flag(help: ArgumentHelp(say("接上模拟平台，给出试用的令牌和命令。", "Beside a simulated platform, with tokens and commands to try.")))
  var sandbox = false

  @Option(parsing: .unconditional, help: ArgumentHelp(say("模拟平台：时间快多少倍。", "Sandbox: how many times faster than real time.")))
  var speed = 60.0

  @Flag(help: ArgumentHelp(say("模拟平台：也替客服答任务。", "Sandbox: simulated agents answer the tasks.")))
  var agents = false

  @Option(help: ArgumentHelp(say("模拟平台的种子。", "The sandbox's seed.")))
  var seed: UInt64 = 7

  @OptionGroup var language: LocaleOption

  func validate() throws {
    guard speed >= 0.01, speed <= 1e6 else { throw ValidationError(say("--speed 应在 0.01 到 1000000 之间。", "--speed is between 0.01 and 1000000.")) }
  }

  func run() async throws {
    try await reporting {
      guard !settings else { return Terminal.write(Self.table()) }
      try await serve(ServerSettings(flags: flags(), environment: ProcessInfo.processInfo.environment, file: GivenSettings.file(config)))
    }
  }

  private func serve(_ settings: ServerSettings) async throws {
    let logger = Logger(label: "gendan") { label in
      let write: @Sendable (String) -> Void = { Terminal.writeError($0) }
      if settings.logsJSON { return JSONLog(label: label, level: settings.logLevel, write: write) }
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = settings.logLevel
      return handler
    }
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    let houses = try await openHouses(settings, registry, logger)
    // Rows of orders that are behind are written; nothing would be lost without it.
    defer { for house in houses { try? house.ledger.close() } }
    let door: any Service
    if settings.tenants == nil, let only = houses.first { door = only.server } else { door = Self.door(houses, settings, logger) }
    // They stop in the opposite order: nobody is let in to a desk that has stopped.
    var services: [any Service] = []
    for house in houses { services.append(house.service) }
    services.append(door)
    for case let served? in houses.map(\.served) { services.append(served) }
    let group = ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do { try await group.run() } catch let error as Trouble { throw error } catch {
      throw Trouble(
        say("服务停了：\(error)。端口被占就换一个：--port。", "The server has stopped: \(error). If the port is taken, choose another: --port."), code: .unreadable)
    }
  }

  /// The house, or those of all tenants.
  private func openHouses(_ settings: ServerSettings, _ registry: PrometheusRegistry, _ logger: Logger) async throws -> [House] {
    try refuseBoth(settings)
    let host = settings.web.host
    var simulated: ((SQLiteLedger) async throws -> ServedSandbox)?
    if sandbox { simulated = { try await ServedSandbox(ledger: $0, settings: settings, speed: speed, seed: seed, hasAgents: agents) } }
    var houses: [House] = []
    for one in try settings.houses() {
      houses.append(
        try await House(one, of: settings, registry: registry, logger: logger, sandbox: simulated) { port, served in
          Self.tellAddress(host, port)
          if let served { Terminal.write(served.tour(at: "http://\(host):\(port)")) }
        })
    }
    return houses
  }

  private static func door(_ houses: [House], _ settings: ServerSettings, _ logger: Logger) -> FrontDoor {
    let tenants = houses.compactMap { house in house.settings.tenant.flatMap { Tenant(name: $0, hosts: house.settings.hosts, server: house.server) } }
    let host = settings.web.host
    return FrontDoor(tenants, settings: settings.web, logger: logger) { port in tellAddress(host, port) }
  }

  /// The cases that wait for somebody have been read by then.
  private static let afterStart = Duration.seconds(5)

  private static func tellAddress(_ host: String, _ port: Int) {
    Task {
      try await Nap.take(afterStart)
      gendan_drop_start_pages()
    }
    Terminal.write(say("在 http://\(host):\(port) 听候。Ctrl-C 停下。", "Listening on http://\(host):\(port). Ctrl-C stops."))
  }

  /// What each tenant has of its own can't be said for all of them.
  private func refuseBoth(_ settings: ServerSettings) throws {
    guard settings.tenants != nil else { return }
    if sandbox { throw Trouble(say("--sandbox 和 tenants 不能一起用。", "--sandbox and tenants don't go together."), code: .unreadable) }
    guard settings.ledger == Setting.ledger.usual, settings.evidenceStore == Setting.evidenceStore.usual, settings.access.isSilent else {
      throw Trouble(
        say(
          "有 tenants 时，ledger、evidence.store 和 access.* 写在租户文件里，各租户各写各的。",
          "With tenants, ledger, evidence.store and access.* stand in their file, for each tenant."),
        code: .unreadable)
    }
    guard settings.masterKeyFile == nil else {
      throw Trouble(
        say(
          "有 tenants 时不设 privacy.master-key-file：一个密钥会管所有租户。各租户的主密钥在各自账本旁边。",
          "With tenants, privacy.master-key-file isn't set: one key would open the ledgers of all. Each tenant's master key is beside its ledger."),
        code: .unreadable)
    }
  }

  private func flags() throws -> [String: String] {
    var flags = try GivenSettings.flags(others)
    for (setting, value) in [(Setting.ledger, ledger), (.host, host), (.port, port.map { String($0) })] { if let value { flags[setting.rawValue] = value } }
    return flags
  }

  static func table() -> String {
    Setting.allCases.map { "\($0.rawValue)\t\($0.variable)\t\($0.usual)\t\($0.meaning)" }.joined(separator: "\n")
  }
}
