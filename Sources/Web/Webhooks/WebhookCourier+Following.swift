import Casework
import Desk
import Ledger
import Playbook

extension WebhookCourier {
  private static let playbooksKept = 20_000

  /// Makes deliveries of what happened since it was asked last.
  /// - Returns: whether there are new ones.
  /// - Throws: `LedgerError` when the record can't be read; what was stored until then stays.
  func follow() async throws(LedgerError) -> Bool {
    var hasMade = false
    while true {
      let ready = try await self.ready()
      var steps: [WebhookStep] = []
      var isBehind = false
      for (position, endpoints) in Dictionary(grouping: ready, by: { place(of: $0) }) {
        let (turns, end) = try await RecordReading.turns(after: position, limit: Self.pageSize, in: record)
        guard end > position else { continue }
        let hasPassedOver = end > turns.last?.position ?? position
        isBehind = isBehind || turns.count == Self.pageSize || hasPassedOver
        let known = try await playbooks(of: turns)
        let summaries = endpoints.contains(where: \.sendsSummaries) ? try await self.summaries(of: turns) : [:]
        for endpoint in endpoints { if let step = try step(of: endpoint, over: turns, known, summaries, to: end) { steps.append(step) } }
      }
      let stored = steps.isEmpty ? [] : try await webhooks.followWebhooks(steps)
      hasMade = hasMade || steps.contains { stored.contains($0.endpoint) && !$0.deliveries.isEmpty }
      guard isBehind, !Task.isCancelled else { return hasMade }
    }
  }

  /// The endpoints that something may have to be made for.
  private func ready() async throws(LedgerError) -> [WebhookEndpoint] {
    let enabled = try await webhooks.listWebhooks().filter { $0.disabled == nil }
    guard !enabled.isEmpty else { return [] }
    let latest = try await record.latestPosition()
    var ready: [WebhookEndpoint] = []
    for endpoint in enabled where place(of: endpoint) < latest {
      // One that answers nothing for days doesn't fill the disk.
      if try await webhooks.pendingDeliveries(of: endpoint.id, upTo: Self.backlogLimit) < Self.backlogLimit { ready.append(endpoint) }
    }
    return ready
  }

  /// How far it has come, with what it didn't want.
  private func place(of endpoint: WebhookEndpoint) -> Int {
    guard let ahead = ahead[endpoint.id], ahead.stored == endpoint.position, ahead.revision == endpoint.revision else { return endpoint.position }
    return ahead.position
  }

  /// Nil when there is nothing to store: then it is only kept in mind how far it has come.
  private func step(
    of endpoint: WebhookEndpoint, over turns: [Turn], _ known: [CaseID: String], _ summaries: [CaseID: ClosingSummary], to position: Int
  ) throws(LedgerError) -> WebhookStep? {
    let now = clock()
    var deliveries: [NewDelivery] = []
    for turn in turns {
      if let new = try WebhookMessage.delivery(of: turn, known[turn.caseID], for: endpoint, at: now) { deliveries.append(new) }
      if let new = try WebhookMessage.closing(of: turn, summaries[turn.caseID], for: endpoint, at: now) { deliveries.append(new) }
    }
    guard !deliveries.isEmpty || position - endpoint.position >= Self.stride else {
      ahead[endpoint.id] = Ahead(stored: endpoint.position, revision: endpoint.revision, position: position)
      return nil
    }
    ahead[endpoint.id] = nil
    return WebhookStep(endpoint: endpoint.id, revision: endpoint.revision, from: endpoint.position, to: position, deliveries: deliveries)
  }

  private func summaries(of turns: [Turn]) async throws(LedgerError) -> [CaseID: ClosingSummary] {
    var found: [CaseID: ClosingSummary] = [:]
    for turn in turns where turn.closesCase { found[turn.caseID] = try await summary(turn.caseID) }
    return found
  }

  /// The playbooks of the turns' cases; without those of cases that can't be read.
  private func playbooks(of turns: [Turn]) async throws(LedgerError) -> [CaseID: String] {
    if knownPlaybooks.count > Self.playbooksKept { knownPlaybooks = [:] }
    for turn in turns {
      for event in turn.events { if case .opened(let opened) = event.kind { knownPlaybooks[turn.caseID] = opened.playbook } }
    }
    let cases = Set(turns.map(\.caseID))
    let unknown = cases.filter { knownPlaybooks[$0] == nil }
    if !unknown.isEmpty {
      for (id, state) in try await record.knownCases(unknown.sorted()) { knownPlaybooks[id] = state.playbook }
    }
    var found: [CaseID: String] = [:]
    for id in cases { found[id] = knownPlaybooks[id] }
    return found
  }
}
