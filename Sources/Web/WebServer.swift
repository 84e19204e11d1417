public import Desk
public import Evidence
import Hummingbird
public import Ledger
public import Logging
import NIOCore
import Playbook
public import ServiceLifecycle

/// The desk behind HTTP: one table of addresses, one doorway that every request passes.
///
/// It binds to loopback unless the settings say otherwise, and stops in order: it takes no new requests, answers those it has, and ends.
public struct WebServer: Service {
  private let settings: WebSettings
  private let readiness: Readiness
  private let ledgerAnswers: @Sendable () async -> Bool
  private let registry: PrometheusRegistry
  private let tokens: any AccessLedger & AccountLedger & SearchLedger & WebhookLedger
  private let people: LogIn
  private let desk: Desk
  let feed: EventFeed
  private let search: SearchIndexer
  private let orders: OrderWatch
  private let work: WorkRouter
  private let webhooks: Webhooks
  private let courier: WebhookCourier
  private let evidence: EvidenceIntake
  private let logger: Logger
  private let onListening: @Sendable (_ port: Int) async -> Void

  /// - Parameters:
  ///   - tokens: who may come in.
  ///   - desk: takes what cases are told; whoever made it runs it.
  ///   - orders: takes what is told of orders; whoever made it runs it.
  ///   - work: finds people for tasks; the server runs it.
  ///   - evidence: takes files that belong to cases.
  ///   - ledgerAnswers: asks the ledger something small; false when it doesn't answer.
  ///   - onListening: told the port when requests are taken.
  public init(
    settings: WebSettings, readiness: Readiness, registry: PrometheusRegistry, tokens: any AccessLedger & AccountLedger & SearchLedger & WebhookLedger,
    desk: Desk, orders: OrderWatch,
    work: WorkRouter, evidence: EvidenceIntake, logger: Logger,
    ledgerAnswers: @escaping @Sendable () async -> Bool,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.settings = settings
    self.readiness = readiness
    self.registry = registry
    self.tokens = tokens
    people = LogIn(ledger: tokens, passwords: Passwords(), clock: { WallClock().now() })
    self.desk = desk
    feed = EventFeed(ledger: desk.ledger)
    search = SearchIndexer(desk: desk, words: tokens)
    self.orders = orders
    self.work = work
    self.evidence = evidence
    let gate = WebhookGate(allowsLoopback: settings.allowsLoopbackWebhooks)
    webhooks = Webhooks(ledger: tokens, record: desk.ledger, gate: gate, clock: { WallClock().now() })
    courier = WebhookCourier(
      name: desk.name, record: desk.ledger, webhooks: tokens, sender: HTTPWebhookSender(), gate: gate,
      retention: .hours(Int64(settings.webhookRetentionDays) * 24), clock: { WallClock().now() }, logger: logger)
    self.logger = logger
    self.ledgerAnswers = ledgerAnswers
    self.onListening = onListening
  }

  /// Until the service is told to stop.
  public func run() async throws {
    let onListening = onListening
    let application = Application(
      responder: responder(), server: .http1(configuration: .init(idleTimeout: .milliseconds(Int64(settings.idleLimit * 1_000)))),
      configuration: .init(address: .hostname(settings.host, port: settings.port)),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) }, logger: logger)
    let readiness = readiness
    let (desk, feed, work, courier) = (desk, feed, work, courier)
    let sweeper = EvidenceSweeper(desk: desk, intake: evidence, logger: logger)
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await feed.run(desk) }
        group.addTask { await work.run() }
        group.addTask { await courier.run(desk) }
        group.addTask { await sweeper.run() }
        try await application.run()
        group.cancelAll()
      }
    } onGracefulShutdown: {
      readiness.become(.stopping)
      // Those who listen would never end by themselves.
      Task { await feed.finish() }
    }
  }

  func addresses() -> [Address] {
    let door = WorkDoor(router: work, desk: desk, people: tokens)
    return Addresses.all(
      Health(readiness: readiness, ledgerAnswers: ledgerAnswers, registry: registry), APIDocument(), Orders(watch: orders),
      Cases(desk: desk, orders: orders, work: door, search: search), EventStream(feed: feed), Sessions(people: people, isSecure: settings.isBehindTLS),
      Accounts(people: people), AuditEntries(audit: tokens), door, webhooks, EvidenceDoor(desk: desk, intake: evidence))
  }

  func responder() -> some HTTPResponder<Visit> {
    let addresses = addresses()
    let doorkeeper = Doorkeeper(tokens: tokens, people: people)
    let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RouterFaults(addresses: addresses))
    for address in addresses {
      router.on(RouterPath(address.path), method: address.method) { request, visit in
        var visit = visit
        switch address.gate {
        case .probe, .everybody: break
        case .known: visit.caller = try await doorkeeper.admit(request, visit)
        case .having(let right): visit.caller = try await doorkeeper.admit(request, visit, for: right)
        }
        return try await address.answer(request, visit)
      }
    }
    return Doorway(inside: router.buildResponder(), settings: settings, rates: RateLimit(rate: settings.rate, burst: settings.burst), addresses: addresses)
  }
}
