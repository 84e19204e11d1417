import Casework
import Desk
import Ledger
import Logging
import Playbook

/// Tells endpoints what happens in the cases.
///
///     record → follow → deliveries in the ledger → claim → gate → sender → settle
///
/// Nothing is in memory only: a delivery is made in one transaction with the endpoint's place in the record, and sent until an answer is stored. So each message
/// arrives at least once, under the same id, whatever becomes of the server.
actor WebhookCourier {
  /// Messages under way at once, and of one endpoint, over all servers.
  static let atOnce = 32
  static let ofOneAtOnce = 4
  /// Longer than looking a name up and sending take together.
  static let lease = TimeAmount.minutes(2)
  /// Deliveries of one endpoint that may wait. Behind that the record itself is the queue.
  static let backlogLimit = 10_000
  static let pageSize = 500
  /// How far an endpoint that wants nothing may be ahead of where it is stored.
  static let stride = 1_000
  private static let dropAtOnce = 1_000

  /// Who holds the leases: the desk's name.
  let name: String
  let record: any Ledger
  let webhooks: any WebhookLedger
  let sender: any WebhookSender
  let gate: WebhookGate
  /// How long deliveries that are done are kept.
  let retention: TimeAmount
  /// What a closed case came to; nil for one that can't be told of.
  let summary: @Sendable (CaseID) async throws(LedgerError) -> ClosingSummary?
  let clock: @Sendable () -> Instant
  let logger: Logger

  /// How far endpoints have come that wanted nothing since they were stored.
  var ahead: [String: Ahead] = [:]
  /// The playbooks of cases that were told of lately.
  var knownPlaybooks: [CaseID: String] = [:]
  private var underWay = 0
  private var hasEndpoints = false
  private let wakes: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  struct Ahead: Sendable {
    let stored: Int
    let revision: Int
    let position: Int
  }

  init(
    name: String, record: any Ledger, webhooks: any WebhookLedger, sender: any WebhookSender, gate: WebhookGate, retention: TimeAmount,
    summary: @escaping @Sendable (CaseID) async throws(LedgerError) -> ClosingSummary? = { _ in nil }, clock: @escaping @Sendable () -> Instant,
    logger: Logger
  ) {
    self.name = name
    self.record = record
    self.webhooks = webhooks
    self.sender = sender
    self.gate = gate
    self.retention = retention
    self.summary = summary
    self.clock = clock
    self.logger = logger
    let (wakes, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.wakes = wakes
    self.bell = bell
  }

  /// Follows the desk and sends what is due, until the task is cancelled. Messages that are under way then are sent again by whoever comes next.
  func run(_ desk: Desk) async {
    await free()
    let (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in desk.changes() { changed.yield() } }
      // Other programs write to the ledger too, and retries come due.
      group.addTask {
        var seconds = 0
        repeat {
          changed.yield()
          await self.wake()
          if seconds % 3_600 == 0 { await self.dropOld() }
          seconds += 1
        } while (try? await Task.sleep(for: .seconds(1))) != nil
      }
      group.addTask {
        for await _ in changes {
          await self.catchUp()
          // What happens in between is told together: each page is one transaction.
          try? await Task.sleep(for: .milliseconds(200))
        }
      }
      group.addTask { await self.sendAll() }
      await group.waitForAll()
    }
    // The task is cancelled by now, and its calls to the ledger might be refused.
    await Task { await self.free() }.value
  }

  /// Everything once: what happened is followed to its end, and what is due is sent, until nothing is.
  /// - Throws: `LedgerError` when the ledger can't be used.
  func round() async throws(LedgerError) {
    hasEndpoints = true
    _ = try await follow()
    while true {
      let claimed = try await claim()
      guard !claimed.isEmpty else { return }
      await withTaskGroup(of: Void.self) { group in for one in claimed { group.addTask { await self.carryOut(one) } } }
    }
  }

  /// Forgets what was done long ago.
  func dropOld() async {
    let end = Instant(milliseconds: clock().milliseconds - retention.seconds * 1_000)
    do throws(LedgerError) {
      while try await webhooks.dropDeliveries(doneBefore: end, limit: Self.dropAtOnce) == Self.dropAtOnce {}
    } catch { tell(error, "old webhook deliveries can't be dropped") }
  }

  func tell(_ error: LedgerError, _ what: Logger.Message) { logger.error(what, metadata: ["error": .string(error.words)]) }

  private func wake() { bell.yield() }

  private func catchUp() async {
    do throws(LedgerError) {
      hasEndpoints = try await !webhooks.listWebhooks().isEmpty
      if hasEndpoints, try await follow() { wake() }
    } catch { tell(error, "webhooks can't follow the record") }
  }

  private func sendAll() async {
    await withDiscardingTaskGroup { group in
      for await _ in wakes where hasEndpoints {
        let claimed: [ClaimedDelivery]
        do throws(LedgerError) { claimed = try await claim() } catch {
          tell(error, "webhook deliveries can't be claimed")
          continue
        }
        for one in claimed {
          group.addTask {
            await self.carryOut(one)
            await self.wake()
          }
        }
      }
    }
  }

  private func claim() async throws(LedgerError) -> [ClaimedDelivery] {
    guard underWay < Self.atOnce else { return [] }
    let claimed = try await webhooks.claimDeliveries(
      dueAt: clock(), limit: Self.atOnce - underWay, each: Self.ofOneAtOnce, lease: Self.lease, by: name)
    underWay += claimed.count
    return claimed
  }

  /// Sends one message and stores what came of it.
  private func carryOut(_ claimed: ClaimedDelivery) async {
    let answer = await send(claimed)
    underWay -= 1
    // Nobody knows whether it has arrived: its lease is freed, and it goes out again under its id.
    guard !Task.isCancelled else { return }
    do throws(LedgerError) { try await settle(claimed, answer) } catch { tell(error, "what became of a webhook delivery can't be stored") }
  }

  private func free() async {
    do throws(LedgerError) { _ = try await webhooks.releaseDeliveries(heldBy: name, at: clock()) } catch {
      tell(error, "webhook deliveries can't be freed")
    }
  }
}
