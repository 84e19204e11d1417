public import Desk
public import Evidence
import Hummingbird
import Ledger
public import Logging
import NIOCore
import Playbook
public import ServiceLifecycle

/// The desk behind HTTP: one table of addresses, one doorway that every request passes.
///
/// It binds to loopback unless the settings say otherwise, and stops in order: it takes no new requests, answers those it has, and ends.
public struct WebServer: Service {
  let settings: WebSettings
  let readiness: Readiness
  let ledgerAnswers: @Sendable () async -> Bool
  private let registry: PrometheusRegistry
  let tokens: any DoorLedger
  let people: LogIn
  let elsewhere: KnownElsewhere
  let imprint: Imprint
  private let visitorAnswers = MemoryAnswers()
  private let disclosureRates = Disclosures.rates()
  private let ownRates = OwnDoor.rates()
  private let testRates = ConnectorDoor.rates()
  private let codeRates = OwnRegistrations.rates()
  private let lookers = Lookers()
  let desk: Desk
  let feed: EventFeed
  private let bulk = BulkDoor()
  private let benches = Workbenches()
  let search: SearchIndexer
  let registers: RegisterKeeper
  let orders: OrderWatch
  let work: WorkRouter
  /// Nil where the ledger keeps no deadlines.
  let deadlines: DeadlineWatch?
  let webhooks: Webhooks
  private let courier: WebhookCourier
  let evidence: EvidenceIntake
  private let logger: Logger
  private let onListening: @Sendable (_ port: Int) async -> Void

  /// - Parameters:
  ///   - tokens: who may come in.
  ///   - elsewhere: who may come in though the ledger doesn't know them.
  ///   - imprint: what its pages say of it.
  ///   - desk: takes what cases are told; whoever made it runs it.
  ///   - orders: takes what is told of orders; whoever made it runs it.
  ///   - work: finds people for tasks; the server runs it.
  ///   - evidence: takes files that belong to cases.
  ///   - ledgerAnswers: asks the ledger something small; false when it doesn't answer.
  ///   - onListening: told the port when requests are taken.
  public init(
    settings: WebSettings, readiness: Readiness, registry: PrometheusRegistry, tokens: any DoorLedger,
    elsewhere: KnownElsewhere = KnownElsewhere(), imprint: Imprint = Imprint(),
    desk: Desk, orders: OrderWatch,
    work: WorkRouter, evidence: EvidenceIntake, logger: Logger,
    ledgerAnswers: @escaping @Sendable () async -> Bool,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.settings = settings
    self.readiness = readiness
    self.registry = registry
    self.tokens = tokens
    self.elsewhere = elsewhere
    self.imprint = imprint
    people = LogIn(ledger: tokens, passwords: Passwords(), clock: { WallClock().now() })
    self.desk = desk
    feed = EventFeed(ledger: desk.ledger, logger: logger)
    search = SearchIndexer(desk: desk, words: tokens)
    registers = RegisterKeeper(desk: desk, store: tokens)
    self.orders = orders
    self.work = work
    deadlines = DeadlineWatch(desk: desk) { await work.deadlinesChanged(of: $0) }
    self.evidence = evidence
    let gate = WebhookGate(allowsLoopback: settings.allowsLoopbackWebhooks)
    webhooks = Webhooks(ledger: tokens, record: desk.ledger, gate: gate, clock: { WallClock().now() })
    courier = WebhookCourier(
      name: desk.name, record: desk.ledger, webhooks: tokens, sender: HTTPWebhookSender(), gate: gate,
      retention: .hours(Int64(settings.webhookRetentionDays) * 24), summary: ClosingSummaries(desk: desk).summary(of:), clock: { WallClock().now() },
      logger: logger)
    self.logger = logger
    self.ledgerAnswers = ledgerAnswers
    self.onListening = onListening
  }

  /// On a port of its own, until the service is told to stop.
  public func run() async throws { try await FrontDoor(self, settings: settings, logger: logger, onListening: onListening).run() }

  /// What is to be done besides answering, until the task is cancelled. - Parameter tenant: whose server it is; nil where there is one only.
  func keepUp(for tenant: String?) async {
    let (desk, feed, work, courier, registers, deadlines) = (desk, feed, work, courier, registers, deadlines)
    let sweeper = EvidenceSweeper(desk: desk, intake: evidence, logger: logger)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await feed.run(desk, work) }
      group.addTask { await work.run() }
      group.addTask { await courier.run(desk) }
      group.addTask { await sweeper.run() }
      group.addTask { await registers.run() }
      group.addTask { await deadlines?.run() }
      group.addTask { await FigureGauges(desk: desk, tenant: tenant).run() }
    }
  }

  /// No new work is taken; those who listen are let go, because they would never end by themselves.
  func stopTaking() {
    readiness.become(.stopping)
    let feed = feed
    Task { await feed.finish() }
  }

  /// For whoever looks after the server. - Parameter others: houses behind the same door.
  func health(with others: [WebServer] = []) -> Health {
    let all = [self] + others
    return Health(
      state: { Readiness.State(of: all.map(\.readiness.state)) },
      ledgerAnswers: {
        for one in all { guard await one.ledgerAnswers() else { return false } }
        return true
      }, registry: registry)
  }

  private var visitors: LinkVisitors {
    LinkVisitors(links: PartyLinks(store: tokens, clock: { [desk] in desk.clock.now() }), record: desk.ledger)
  }

  var studio: StudioDoor { StudioDoor(desk: desk, drafts: tokens, benches: benches, clock: people.clock) }

  /// - Parameter health: another one than its own, where it stands for others too.
  func addresses(_ health: Health? = nil) -> [Address] {
    let door = WorkDoor(router: work, desk: desk, people: tokens)
    let cases = Cases(desk: desk, orders: orders, work: door, search: search, lookers: lookers)
    let (lookup, evidenceDoor) = (OrderLookup(watch: orders, desk: desk), EvidenceDoor(desk: desk, intake: evidence))
    let registrations = Registrations(
      forms: IntakeForms(desk: desk), orders: orders, earlier: EarlierCases(desk: desk, keeper: registers),
      phones: PhoneVerifications(desk: desk, store: tokens))
    let links = LinkDoor(desk: desk, forms: registrations.forms, visitors: visitors, audit: tokens, isSecure: settings.isBehindTLS)
    let own = OwnDoor(cases: cases, evidence: evidenceDoor, lookup: lookup, rates: ownRates)
    return Addresses.all(
      health ?? self.health(), APIDocument(), Orders(watch: orders),
      cases, EventStream(feed: feed), Sessions(people: people, isSecure: settings.isBehindTLS),
      Accounts(people: people), AuditEntries(audit: tokens), door, webhooks, evidenceDoor,
      Registers(cases: cases, keeper: registers), Playbooks(desk: desk), bulk,
      Disclosures(desk: desk, audit: tokens, rates: disclosureRates, clock: people.clock),
      DeadlineDoor(desk: desk, watch: deadlines), KeyFiguresDoor(desk: desk, watch: deadlines),
      OpenIDDoor(provider: elsewhere.provider, people: people, isSecure: settings.isBehindTLS),
      registrations,
      Persons(
        cases: PersonCases(desk: desk, registers: registers, store: tokens), audit: tokens, search: search, evidence: evidence, clock: people.clock),
      lookup, SavedViewsDoor(store: tokens), links, own, OwnRegistrations(registrations: registrations, links: links, rates: codeRates), studio,
      ConnectorDoor(desk: desk, audit: tokens, rates: testRates, clock: people.clock))
      + pages(door) + PartyAddresses.all(console, own, links, registrations.forms)
  }

  /// - Returns: nil where whoever answers remembers.
  private func keeper(for memory: Address.Memory) -> AnswerKeeper? {
    switch memory {
    case .answerer: return nil
    case .ledger: return AnswerKeeper(store: tokens, keepsForSeconds: 86_400, clock: people.clock)
    case .server: return AnswerKeeper(store: visitorAnswers, keepsForSeconds: 600, clock: people.clock)
    }
  }

  func responder() -> some HTTPResponder<Visit> {
    let addresses = addresses()
    let doorkeeper = Doorkeeper(tokens: tokens, people: people, programs: elsewhere.programs, visitors: visitors)
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
        guard let keeper = keeper(for: address.memory) else { return try await address.answer(request, visit) }
        return try await keeper.answer(request, visit, by: address.answer)
      }
    }
    let doorway = Doorway(
      inside: router.buildResponder(), settings: settings, rates: RateLimit(rate: settings.rate, burst: settings.burst), addresses: addresses,
      console: console)
    bulk.use { try await doorway.respond(to: $0, context: $1) }
    return doorway
  }
}
