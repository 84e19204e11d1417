import Desk
import Casework
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Where the desk tells of what happens: every endpoint, and one with its log.
struct WebhookPages: Sendable {
  let house: Administration

  private static let assets = PageAssets(styles: ["admin.css"], scripts: ["admin.js"])
  /// Messages that wait are counted no further than this.
  private static let mostPending = 1_000
  private static let pageLength = 50

  private struct Row {
    let path: String
    let id: String
    let url: String
    let marks: [AdminMark]
    let hears: String
    let pending: String
    let createdAt: PageTimes.Stamp
  }

  private struct ListPage {
    let rows: [Row]
    let hasRows: Bool
    let retention: String
    let form: WebhookForm
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let (endpoints, playbooks) = try await Problem.telling { (try await house.ledger.listWebhooks(), try await house.desk.ledger.listPlaybooks()) }
    var rows: [Row] = []
    for endpoint in endpoints {
      rows.append(
        Row(
          path: "/console/webhooks/\(endpoint.id)", id: endpoint.id, url: endpoint.url, marks: Self.marks(endpoint, words),
          hears: Self.hears(endpoint, playbooks, words), pending: try await pending(of: endpoint), createdAt: times.stamp(endpoint.createdAt)))
    }
    let content = ListPage(
      rows: rows, hasRows: !rows.isEmpty, retention: words.text("webhooks-retention", ["days": String(house.webhookRetentionDays)]),
      form: WebhookForm(nil, playbooks, words))
    return try house.console.page("webhooks", title: words.text("webhooks-title"), content, assets: Self.assets, request, visit)
  }

  private func pending(of endpoint: WebhookEndpoint) async throws -> String {
    let count = try await Problem.telling { try await house.ledger.pendingDeliveries(of: endpoint.id, upTo: Self.mostPending) }
    return count < Self.mostPending ? String(count) : "≥ \(Self.mostPending)"
  }

  private static func marks(_ endpoint: WebhookEndpoint, _ words: ConsoleWords) -> [AdminMark] {
    if let disabled = endpoint.disabled { return [AdminMark(mark: words.text("webhooks-disabled-\(disabled.why.rawValue)"), kind: "bad")] }
    if endpoint.failing != nil { return [AdminMark(mark: words.text("webhooks-failing"), kind: "warn")] }
    return [AdminMark(mark: words.text("webhooks-on"), kind: "good")]
  }

  /// Of which kinds of events, and of which playbook's cases, it is told.
  private static func hears(_ endpoint: WebhookEndpoint, _ playbooks: [PublishedPlaybook], _ words: ConsoleWords) -> String {
    let kinds = endpoint.kinds.isEmpty ? words.text("webhooks-all-kinds") : words.text("webhooks-some-kinds", ["count": String(endpoint.kinds.count)])
    let of = endpoint.playbook.map { id in playbooks.first { $0.id == id }?.title ?? id } ?? words.text("webhooks-all-playbooks")
    return words.text("webhooks-hears", ["kinds": kinds, "playbook": of])
  }

  // MARK: one of them

  private struct OnePage {
    let id: String
    let url: String
    let api: String
    let tag: String
    let marks: [AdminMark]
    let isEnabled: Bool
    let isDisabled: Bool
    let createdAt: PageTimes.Stamp
    let createdBy: String
    let disabledAt: PageTimes.Stamp?
    let failingSince: PageTimes.Stamp?
    let oldSecretUntil: PageTimes.Stamp?
    let position: String
    let pending: String
    let historyPath: String
    let states: [AdminChoice]
    let logPath: String
    let form: WebhookForm
    let log: DeliveryLog
  }

  /// `?state=failed&before=120`.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let endpoint = try await endpoint(visit)
    let (playbooks, latest) = try await Problem.telling { (try await house.desk.ledger.listPlaybooks(), try await house.desk.ledger.latestPosition()) }
    let wanted = filter(endpoint, request)
    let states = WebhookDelivery.State.allCases.map {
      AdminChoice(value: $0.rawValue, label: words.text("webhooks-state-\($0.rawValue)"), isChosen: $0 == wanted.state)
    }
    let old = endpoint.secrets.old.flatMap { house.now() < $0.until ? $0.until : nil }
    let content = OnePage(
      id: endpoint.id, url: endpoint.url, api: "/v1/webhooks/\(endpoint.id)", tag: WebhookView.tag(endpoint), marks: Self.marks(endpoint, words),
      isEnabled: endpoint.disabled == nil, isDisabled: endpoint.disabled != nil, createdAt: times.stamp(endpoint.createdAt), createdBy: endpoint.createdBy,
      disabledAt: endpoint.disabled.map { times.stamp($0.at) }, failingSince: endpoint.failing.map { times.stamp($0.since) },
      oldSecretUntil: old.map(times.stamp),
      position: words.text("webhooks-position", ["position": String(endpoint.position), "latest": String(latest)]),
      pending: try await pending(of: endpoint), historyPath: AdminQuery.path("/console/audit", ["about": "webhook:\(endpoint.id)"]), states: states,
      logPath: AdminQuery.path(
        "/console/webhooks/\(endpoint.id)/deliveries", ["state": wanted.state?.rawValue, "before": wanted.before.map { String($0) }]),
      form: WebhookForm(endpoint, playbooks, words), log: try await log(endpoint, wanted, words, times))
    return try house.console.page("webhook", title: words.text("webhooks-one-title"), content, assets: Self.assets, request, visit)
  }

  /// The log alone, as it stands now.
  func deliveries(_ request: Request, _ visit: Visit) async throws -> Response {
    let endpoint = try await endpoint(visit)
    let log = try await log(endpoint, filter(endpoint, request), ConsoleWords.of(visit.language), house.console.times(request, visit))
    return try house.console.part("parts/deliveries", DeliveryPart(log: log), request, visit)
  }

  private struct DeliveryPart {
    let log: DeliveryLog
  }

  private func filter(_ endpoint: WebhookEndpoint, _ request: Request) -> DeliveryFilter {
    let query = AdminQuery(request)
    return DeliveryFilter(
      endpoint: endpoint.id, state: query.text("state").flatMap { WebhookDelivery.State(rawValue: $0) }, before: query.number("before"),
      limit: Self.pageLength)
  }

  private func log(_ endpoint: WebhookEndpoint, _ filter: DeliveryFilter, _ words: ConsoleWords, _ times: PageTimes) async throws -> DeliveryLog {
    let found = try await Problem.telling { try await house.ledger.listDeliveries(filter) }
    return DeliveryLog(found, of: endpoint, filter, words, times)
  }

  private func endpoint(_ visit: Visit) async throws -> WebhookEndpoint {
    let id = visit.name("webhook")
    guard let endpoint = try await Problem.telling({ try await house.ledger.readWebhook(id) }) else {
      throw Problem(kind: .notFound, detail: .init("没有这个推送地址：\(id)。", "There is no webhook \(id)."))
    }
    return endpoint
  }
}
