import Desk
import Ledger
import LedgerSQLite
import Logging
import ServiceLifecycle
import Web

/// A desk with all that belongs to it, as it stands behind the port: the only one, or a tenant's.
struct House {
  let settings: HouseSettings
  let ledger: SQLiteLedger
  let server: WebServer
  /// Runs the desk.
  let service: DeskService
  /// Nil where no platform is simulated.
  let served: ServedSandbox?

  /// - Parameters:
  ///   - sandbox: makes the simulated platform beside the desk; nil has none.
  ///   - onListening: told the port, where this is the only house.
  /// - Throws: `Trouble` when a setting can't be, the ledger or a folder can't be used; `LedgerError`.
  init(
    _ settings: HouseSettings, of all: ServerSettings, registry: PrometheusRegistry, logger shared: Logger,
    sandbox: ((SQLiteLedger) async throws -> ServedSandbox)? = nil, onListening: @escaping @Sendable (_ port: Int, ServedSandbox?) -> Void = { _, _ in }
  ) async throws {
    var logger = shared
    if let tenant = settings.tenant { logger[metadataKey: "tenant"] = .string(tenant) }
    // What can't be is found before anything is made.
    let elsewhere = try await settings.access.knownElsewhere()
    if let made = try MasterKeys.makeIfNone(for: settings.ledger, all.masterKeyFile) {
      Terminal.write(
        say(
          "账本里的个人信息从此加密，主密钥在 \(made)：另存一份，丢了就读不出来了。",
          "Personal data in the ledger is sealed from now on. The master key is in \(made): keep a copy elsewhere, without it nothing can be read."))
    }
    let ledger = try Wiring.file(settings.ledger, makesOne: true, memory: .little, keyFile: all.masterKeyFile)
    try await Self.makeAdministrator(in: ledger, of: settings.tenant)
    let served = try await sandbox?(ledger)
    let desk =
      served?.demo.desk ?? Desk(name: all.deskName, ledger: ledger, connectors: Connectors(default: ClosedDoor()), clock: WallClock(), recentCases: 500)
    let orders = OrderWatch(desk: desk, orders: ledger)
    let readiness = Readiness()
    self.settings = settings
    self.ledger = ledger
    self.served = served
    service = DeskService(desk: desk, orders: orders, readiness: readiness, logger: logger)
    server = WebServer(
      settings: all.web, readiness: readiness, registry: registry, tokens: ledger, elsewhere: elsewhere, imprint: Self.imprint(settings, all), desk: desk,
      orders: orders,
      work: WorkRouter(desk: desk, store: ledger, settings: served?.routing ?? Routing.Settings()), evidence: try settings.evidence.intake(), logger: logger,
      ledgerAnswers: {
        do {
          _ = try await ledger.latestEventTime()
          return true
        } catch { return false }
      }, onListening: { port in onListening(port, served) })
  }

  private static func imprint(_ settings: HouseSettings, _ all: ServerSettings) -> Imprint {
    var imprint = Imprint()
    imprint.version = Gendan.version
    imprint.tenant = settings.tenant
    imprint.hosts = settings.hosts
    imprint.retentionDays = all.retentionDays
    return imprint
  }

  /// Nobody else has seen the password: it is written where whoever starts the server looks.
  private static func makeAdministrator(in ledger: SQLiteLedger, of tenant: String?) async throws {
    guard let oneTime = try await FirstAdministrator.make(in: ledger, Passwords(), at: WallClock().now()) else { return }
    let (id, password) = (FirstAdministrator.id, oneTime.text)
    guard let tenant else {
      return Terminal.write(
        say(
          "管理员 \(id) 的一次性密码（只显示这一次，七天内有效）：\(password)",
          "The one-time password of the administrator \(id) (shown this once, good for seven days): \(password)"))
    }
    Terminal.write(
      say(
        "租户 \(tenant) 的管理员 \(id) 的一次性密码（只显示这一次，七天内有效）：\(password)",
        "The one-time password of tenant \(tenant)'s administrator \(id) (shown this once, good for seven days): \(password)"))
  }
}
