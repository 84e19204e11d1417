import Ledger
import Playbook
import Testing

extension WebhookExercise {
  @Test("a delivery is one holder's until its lease has run out", arguments: LedgerMaker.allCases)
  func leases(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      _ = try await ledger.followWebhooks([step("wh_a", 0, 3, [1, 2, 3])])
      func claim(_ at: Int64, by holder: String) async throws -> [String] {
        try await ledger.claimDeliveries(dueAt: minutes(at), limit: 9, each: 9, lease: .minutes(5), by: holder).map(\.delivery.id)
      }
      #expect(try await claim(2, by: "x") == ["msg_wh_a_1", "msg_wh_a_2"])
      #expect(try await ledger.readDelivery("msg_wh_a_1")?.holder == "x")
      #expect(try await claim(3, by: "y") == ["msg_wh_a_3"])
      #expect(try await claim(6, by: "y").isEmpty)
      #expect(try await claim(7, by: "y") == ["msg_wh_a_1", "msg_wh_a_2"])
      #expect(try await ledger.settleDelivery(result("msg_wh_a_1", .delivered, at: minutes(7))) == nil, "it is another one's by now")
      #expect(try await ledger.readDelivery("msg_wh_a_1")?.state == .pending)
      #expect(try await ledger.settleDelivery(result("msg_wh_a_1", .delivered, at: minutes(8), by: "y"))?.id == "wh_a")
      #expect(try await ledger.releaseDeliveries(heldBy: "y", at: minutes(9)) == 2)
      #expect(try await claim(9, by: "x") == ["msg_wh_a_2", "msg_wh_a_3"])
    }
  }

  @Test("at most so many are held, in all and of one endpoint, and none of a disabled one", arguments: LedgerMaker.allCases)
  func limits(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      for id in ["wh_a", "wh_b", "wh_c"] {
        _ = try await ledger.addWebhook(endpoint(id), noting: [])
        _ = try await ledger.followWebhooks([step(id, 0, 6, Array(1...6))])
      }
      var shut = try #require(try await ledger.readWebhook("wh_c"))
      shut.disabled = .init(at: morning, why: .byHand)
      _ = try await ledger.changeWebhook(shut, noting: [])
      let first = try await ledger.claimDeliveries(dueAt: minutes(9), limit: 5, each: 4, lease: .minutes(1), by: "x")
      #expect(first.map { "\($0.endpoint.id) \($0.delivery.position ?? 0)" } == ["wh_a 1", "wh_b 1", "wh_a 2", "wh_b 2", "wh_a 3"])
      let second = try await ledger.claimDeliveries(dueAt: minutes(9), limit: 9, each: 4, lease: .minutes(1), by: "y")
      #expect(second.map { "\($0.endpoint.id) \($0.delivery.position ?? 0)" } == ["wh_b 3", "wh_a 4", "wh_b 4"])
      #expect(try await ledger.claimDeliveries(dueAt: minutes(9), limit: 9, each: 4, lease: .minutes(1), by: "y").isEmpty)
      #expect(try await ledger.pendingDeliveries(of: "wh_a", upTo: 100) == 6)
      #expect(try await ledger.pendingDeliveries(of: "wh_a", upTo: 5) == 5)
    }
  }

  @Test("how sending went is kept, and whether the endpoint fails", arguments: LedgerMaker.allCases)
  func settling(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      _ = try await ledger.followWebhooks([step("wh_a", 0, 1, [1])])
      func attempt(_ at: Int64, _ next: WebhookResult.Next) async throws -> WebhookEndpoint.Failing? {
        let claimed = try await ledger.claimDeliveries(dueAt: minutes(at), limit: 1, each: 1, lease: .minutes(1), by: "x")
        #expect(claimed.count == 1)
        return try #require(try await ledger.settleDelivery(result("msg_wh_a_1", next, at: minutes(at)))).failing
      }
      #expect(try await attempt(10, .again(at: minutes(20))) == .init(since: minutes(10), last: minutes(10)))
      let waiting = try #require(try await ledger.readDelivery("msg_wh_a_1"))
      #expect(waiting.state == .pending && waiting.attempts == 1 && waiting.nextAt == minutes(20) && waiting.holder == nil && waiting.doneAt == nil)
      #expect(waiting.last == WebhookAttempt(at: minutes(10), status: 500, answer: "said"))
      #expect(try await ledger.claimDeliveries(dueAt: minutes(19), limit: 1, each: 1, lease: .minutes(1), by: "x").isEmpty)
      #expect(try await attempt(20, .again(at: minutes(30))) == .init(since: minutes(10), last: minutes(20)))
      #expect(try await attempt(4_000, .again(at: minutes(4_001))) == .init(since: minutes(4_000), last: minutes(4_000)), "long after the last one")
      #expect(try await attempt(4_002, .delivered) == nil)
      #expect(try await ledger.readWebhook("wh_a")?.failing == nil)
      let done = try #require(try await ledger.readDelivery("msg_wh_a_1"))
      #expect(done.state == .delivered && done.attempts == 4 && done.nextAt == nil && done.doneAt == minutes(4_002) && done.last?.status == 204)
      #expect(try await ledger.settleDelivery(result("msg_wh_a_1", .failed, at: minutes(4_003))) == nil)
    }
  }

  @Test("one delivery is sent again on request, with all its attempts", arguments: LedgerMaker.allCases)
  func replay(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      for id in ["wh_a", "wh_b"] { _ = try await ledger.addWebhook(endpoint(id), noting: []) }
      _ = try await ledger.followWebhooks([step("wh_a", 0, 1, [1])])
      _ = try await ledger.claimDeliveries(dueAt: minutes(1), limit: 1, each: 1, lease: .minutes(1), by: "x")
      _ = try await ledger.settleDelivery(result("msg_wh_a_1", .failed, at: minutes(1)))
      #expect(try await !ledger.replayDelivery("msg_wh_a_1", of: "wh_b", at: minutes(2), noting: [note()]))
      #expect(try await !ledger.replayDelivery("msg_wh_a_9", of: "wh_a", at: minutes(2), noting: [note()]))
      #expect(try await ledger.auditHead() == nil)
      #expect(try await ledger.replayDelivery("msg_wh_a_1", of: "wh_a", at: minutes(2), noting: [note(.webhookReplayed)]))
      #expect(try await ledger.auditHead()?.note.what == .webhookReplayed)
      let again = try #require(try await ledger.readDelivery("msg_wh_a_1"))
      #expect(again.state == .pending && again.attempts == 0 && again.nextAt == minutes(2) && again.last?.status == 500)
    }
  }

  @Test("a delivery of its own is kept once", arguments: LedgerMaker.allCases)
  func single(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      _ = try await ledger.addWebhook(endpoint(), noting: [])
      let test = NewDelivery(id: "msg_t", endpoint: "wh_a", body: "{}", madeAt: morning)
      #expect(try await ledger.addDelivery(test, noting: [note(.webhookTested)]))
      #expect(try await !ledger.addDelivery(test, noting: [note(.webhookTested)]))
      #expect(try await !ledger.addDelivery(NewDelivery(id: "msg_u", endpoint: "wh_z", body: "{}", madeAt: morning), noting: [note()]))
      #expect(try await ledger.readAudit(after: 0, limit: 9).count == 1)
      let kept = try #require(try await ledger.readDelivery("msg_t"))
      #expect(kept.position == nil && kept.caseID == nil)
    }
  }

  @Test("deliveries are listed page by page, and forgotten when they were done long ago", arguments: LedgerMaker.allCases)
  func pagesAndRetention(maker: LedgerMaker) async throws {
    try await maker.withWebhooks { ledger async throws in
      for id in ["wh_a", "wh_b"] { _ = try await ledger.addWebhook(endpoint(id), noting: []) }
      _ = try await ledger.followWebhooks([step("wh_a", 0, 5, Array(1...5)), step("wh_b", 0, 1, [1])])
      let first = try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a", limit: 2))
      #expect(first.map(\.position) == [5, 4])
      let rest = try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a", before: first.last?.number, limit: 9))
      #expect(rest.map(\.position) == [3, 2, 1])
      _ = try await ledger.claimDeliveries(dueAt: minutes(9), limit: 9, each: 9, lease: .minutes(1), by: "x")
      for position in 1...3 { _ = try await ledger.settleDelivery(result("msg_wh_a_\(position)", .delivered, at: minutes(10 + Int64(position)))) }
      _ = try await ledger.settleDelivery(result("msg_wh_a_4", .failed, at: minutes(10)))
      #expect(try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a", state: .delivered)).map(\.position) == [3, 2, 1])
      #expect(try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a", state: .failed)).map(\.position) == [4])
      #expect(try await ledger.dropDeliveries(doneBefore: minutes(12), limit: 1) == 1)
      #expect(try await ledger.dropDeliveries(doneBefore: minutes(12), limit: 9) == 1)
      #expect(try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a")).map(\.position) == [5, 3, 2])
      let revision = try #require(try await ledger.readWebhook("wh_a")).revision
      #expect(try await ledger.removeWebhook("wh_a", revision: revision, noting: []))
      #expect(try await ledger.deliveries("wh_a").isEmpty)
      #expect(try await ledger.deliveries("wh_b").count == 1)
    }
  }
}
