import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with webhooks: one suite, run for each `LedgerMaker`.
@Suite("Webhook exercise")
struct WebhookExercise {
  func endpoint(_ id: String = "wh_a", position: Int = 0, at: Instant = morning) -> WebhookEndpoint {
    WebhookEndpoint(
      id: id, url: "https://example.com/\(id)", createdAt: at, createdBy: "account:admin", position: position, secrets: WebhookSecrets(current: [1, 0, 255]))
  }

  func note(_ what: AuditAction = .webhookAdded) -> AuditNote { AuditNote(at: morning, who: "account:admin", what: what, about: "webhook:wh_a") }

  @Test("an endpoint is found by its id, listed by age and never replaced", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      #expect(try await ledger.readWebhook("wh_a") == nil)
      #expect(try await ledger.listWebhooks().isEmpty)
      #expect(try await ledger.addWebhook(endpoint("wh_b", at: minutes(1)), noting: []))
      #expect(try await ledger.addWebhook(endpoint(), noting: [note()]))
      #expect(try await !ledger.addWebhook(endpoint(position: 7), noting: [note()]))
      #expect(try await ledger.readWebhook("wh_a") == endpoint())
      #expect(try await ledger.listWebhooks().map(\.id) == ["wh_a", "wh_b"])
      #expect(try await ledger.readAudit(after: 0, limit: 9).count == 1, "what wasn't done isn't noted")
    }
  }

  @Test("everything about an endpoint is kept as it was changed, but how far it has come", arguments: LedgerMaker.allCases)
  func everything(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      let made = WebhookEndpoint(
        id: "wh_a", url: "https://a", kinds: [.closed, .taskOpened], playbook: "cold-food", createdAt: morning, createdBy: "token:x", origin: "0f",
        disabled: .init(at: minutes(1), why: .gone), failing: .init(since: minutes(2), last: minutes(3)), position: 5,
        secrets: WebhookSecrets(current: [1], old: .init(bytes: [2, 3], until: minutes(9))))
      _ = try await ledger.addWebhook(made, noting: [])
      #expect(try await ledger.readWebhook("wh_a") == made)
      var changed = made
      changed.url = "https://b"
      changed.kinds = []
      changed.playbook = nil
      changed.disabled = nil
      changed.failing = nil
      changed.secrets = WebhookSecrets(current: [4])
      #expect(try await ledger.changeWebhook(changed, noting: [note(.webhookChanged)]))
      let read = try #require(try await ledger.readWebhook("wh_a"))
      #expect(read.revision == 2 && read.position == 5 && read.url == "https://b" && read.kinds.isEmpty && read.playbook == nil)
      #expect(read.disabled == nil && read.failing == nil && read.secrets == changed.secrets && read.origin == "0f")
      #expect(try await ledger.auditHead()?.note == note(.webhookChanged))
      for reason in WebhookEndpoint.Reason.allCases {
        var current = try #require(try await ledger.readWebhook("wh_a"))
        current.disabled = .init(at: minutes(4), why: reason)
        #expect(try await ledger.changeWebhook(current, noting: []))
        #expect(try await ledger.readWebhook("wh_a")?.disabled?.why == reason)
      }
    }
  }

  @Test("a change that was decided on another state leaves nothing behind", arguments: LedgerMaker.allCases)
  func revisions(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      #expect(try await ledger.changeWebhook(endpoint(), noting: []))
      #expect(try await !ledger.changeWebhook(endpoint(), noting: [note()]))
      #expect(try await !ledger.removeWebhook("wh_a", revision: 1, noting: [note()]))
      #expect(try await !ledger.changeWebhook(endpoint("wh_c"), noting: [note()]))
      #expect(try await ledger.auditHead() == nil)
      #expect(try await ledger.removeWebhook("wh_a", revision: 2, noting: [note(.webhookRemoved)]))
      #expect(try await ledger.readWebhook("wh_a") == nil)
      #expect(try await ledger.auditHead()?.note.what == .webhookRemoved)
    }
  }

  @Test("a step is stored once, from where the endpoint stands", arguments: LedgerMaker.allCases)
  func following(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      for id in ["wh_a", "wh_b"] { _ = try await ledger.addWebhook(endpoint(id), noting: []) }
      let (one, other) = (step("wh_a", 0, 3, [2, 3]), step("wh_b", 1, 3, [3]))
      #expect(try await ledger.followWebhooks([one, other]) == ["wh_a"], "the other one doesn't stand there")
      #expect(try await ledger.readWebhook("wh_a")?.position == 3)
      #expect(try await ledger.readWebhook("wh_a")?.revision == 1)
      #expect(try await ledger.followWebhooks([one]).isEmpty, "somebody was faster")
      #expect(try await ledger.deliveries("wh_a") == ["msg_wh_a_3", "msg_wh_a_2"])
      #expect(try await ledger.deliveries("wh_b").isEmpty)
      let made = try #require(try await ledger.readDelivery("msg_wh_a_2"))
      #expect(made.position == 2 && made.caseID == CaseID("C-2") && made.body == "{2}" && made.state == .pending && made.attempts == 0)
      #expect(made.nextAt == minutes(2) && made.madeAt == minutes(2) && made.last == nil && made.doneAt == nil && made.holder == nil)
      #expect(try await ledger.followWebhooks([step("wh_a", 3, 9, [], revision: 2)]).isEmpty, "it was changed meanwhile")
      #expect(try await ledger.followWebhooks([step("wh_a", 3, 9, [])]) == ["wh_a"])
      var shut = try #require(try await ledger.readWebhook("wh_b"))
      shut.disabled = .init(at: morning, why: .byHand)
      _ = try await ledger.changeWebhook(shut, noting: [])
      #expect(try await ledger.followWebhooks([step("wh_b", 0, 3, [3], revision: 2)]).isEmpty)
    }
  }

  @Test("of two that follow at once only one makes deliveries", arguments: LedgerMaker.allCases)
  func race(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      let stored = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { try await ledger.followWebhooks([step("wh_a", 0, 2, [1, 2])]).count } }
        return try await group.reduce(0, +)
      }
      #expect(stored == 1)
      #expect(try await ledger.deliveries("wh_a").count == 2)
    }
  }

  @Test("an endpoint is put back, and what was done is made again under the same id", arguments: LedgerMaker.allCases)
  func rewinding(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      _ = try await ledger.followWebhooks([step("wh_a", 0, 3, [1, 2, 3])])
      _ = try await ledger.claimDeliveries(dueAt: minutes(2), limit: 9, each: 9, lease: .minutes(1), by: "x")
      for id in ["msg_wh_a_1", "msg_wh_a_2"] { _ = try await ledger.settleDelivery(result(id, .failed, at: minutes(2))) }
      #expect(try await !ledger.rewindWebhook("wh_a", to: 4, noting: [note()]), "it hasn't come that far")
      #expect(try await !ledger.rewindWebhook("wh_b", to: 0, noting: [note()]))
      #expect(try await ledger.auditHead() == nil)
      #expect(try await ledger.rewindWebhook("wh_a", to: 1, noting: [note(.webhookReplayed)]))
      #expect(try await ledger.auditHead()?.note.what == .webhookReplayed)
      _ = try await ledger.followWebhooks([step("wh_a", 1, 3, [2, 3], at: minutes(20))])
      #expect(try await ledger.deliveries("wh_a") == ["msg_wh_a_3", "msg_wh_a_2", "msg_wh_a_1"])
      #expect(try await ledger.readDelivery("msg_wh_a_1")?.state == .failed, "it lies before")
      let again = try #require(try await ledger.readDelivery("msg_wh_a_2"))
      #expect(again.state == .pending && again.attempts == 0 && again.nextAt == minutes(20) && again.doneAt == nil && again.body == "{2}")
      #expect(try await ledger.readDelivery("msg_wh_a_3")?.nextAt == minutes(3), "what waits is left alone")
    }
  }
}

func step(_ endpoint: String, _ from: Int, _ to: Int, _ positions: [Int], revision: Int = 1, at: Instant? = nil) -> WebhookStep {
  WebhookStep(
    endpoint: endpoint, revision: revision, from: from, to: to,
    deliveries: positions.map {
      NewDelivery(
        id: "msg_\(endpoint)_\($0)", endpoint: endpoint, position: $0, caseID: CaseID("C-\($0)"), body: "{\($0)}", madeAt: at ?? minutes(Int64($0)))
    })
}

func result(_ delivery: String, _ next: WebhookResult.Next, at: Instant, by holder: String = "x") -> WebhookResult {
  let status = next == .delivered ? 204 : 500
  return WebhookResult(
    delivery: delivery, holder: holder, attempt: WebhookAttempt(at: at, status: status, answer: "said"), next: next, failureGap: .hours(48))
}

extension WebhookLedger {
  /// The ids of an endpoint's deliveries, newest first.
  func deliveries(_ endpoint: String) async throws(LedgerError) -> [String] { try await listDeliveries(DeliveryFilter(endpoint: endpoint)).map(\.id) }
}

extension LedgerMaker {
  func withWebhooks(_ use: (any WebhookLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
