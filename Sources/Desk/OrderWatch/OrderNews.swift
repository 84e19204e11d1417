import Casework
import Ledger
import Playbook

/// Tells the open cases about an order what happened to it: each event once, through the desk's one door.
///
/// It reads the stored events behind its cursor. A crash may let it read some again: a signal's name is made from the case's and the event's, so that each
/// case takes it once.
struct OrderNews: Sendable {
  private static let reader = "order-news"
  /// Events looked at in one round.
  private static let batchLimit = 2_000
  private static let shelfInterval = Duration.seconds(1)
  /// Events nobody is told of, between two moves of the cursor.
  private static let skipLimit: Int64 = 100_000
  private static let troublePauseMilliseconds: Int64 = 1_000

  let desk: Desk
  let orders: any OrderLedger
  let book: OrderBook
  let mapping: OrderMapping
  /// Rings when events came.
  let bell: Bell

  /// Whom events concern, as far as the shelf says.
  struct Concern: Sendable {
    /// The playbooks that declare something of what is told.
    var playbooks: [String] = []
    /// Whether rules over cases count orders.
    var countsOrders = false

    var isNobody: Bool { playbooks.isEmpty && !countsOrders }
  }

  /// Until the task is cancelled.
  func run() async {
    let clock = ContinuousClock()
    var known: (concern: Concern, at: ContinuousClock.Instant)?
    while !Task.isCancelled {
      do throws(DeskError) {
        // Reading the shelf for every group of events would cost more than the events.
        if let at = known?.at, clock.now - at > Self.shelfInterval { known = nil }
        let concern: Concern
        if let known { concern = known.concern } else { concern = try await concerned() }
        known = known ?? (concern, clock.now)
        if try await tellOnce(concern) { await bell.wait(until: nil, on: desk.clock) }
      } catch {
        guard !Task.isCancelled else { return }
        if case .ledger(let trouble) = error { desk.noticed.tell(.ledgerTrouble(trouble)) }
        try? await Task.sleep(for: .milliseconds(Self.troublePauseMilliseconds))
      }
    }
  }

  /// Tells all that has come so far.
  func catchUp() async throws(DeskError) {
    let concern = try await concerned()
    while try await !tellOnce(concern) {}
  }

  /// - Returns: whether there is nothing more to tell.
  func tellOnce(_ concern: Concern) async throws(DeskError) -> Bool {
    let start: Int64
    do { start = try await orders.readOrderCursor(Self.reader) ?? 0 } catch { throw .ledger(error) }
    guard !concern.isNobody else { return try await skip(from: start) }
    let events: [StoredOrderEvent]
    let cases: [String: [OpenCase]]
    do {
      events = try await orders.readOrderEvents(after: start, limit: Self.batchLimit)
      cases = try await orders.openCases(about: events.map(\.event.order), playbooks: concern.playbooks)
    } catch { throw .ledger(error) }
    guard let last = events.last else { return true }
    for stored in events {
      for about in cases[stored.event.order] ?? [] { try await tell(stored.event, about) }
    }
    if concern.countsOrders { try await OrderRates.count(events, on: desk) }
    do { try await orders.moveOrderCursor(Self.reader, to: last.position) } catch { throw .ledger(error) }
    return events.count < Self.batchLimit
  }

  func concerned() async throws(DeskError) -> Concern {
    let published: [PublishedPlaybook]
    do { published = try await desk.ledger.listPlaybooks() } catch { throw .ledger(error) }
    var concern = Concern()
    for playbook in published {
      let plan = try await desk.shelf.plan(version: playbook.version)
      if mapping.concerns(plan) { concern.playbooks.append(playbook.id) }
      if OrderRates.areCounted(by: plan) { concern.countsOrders = true }
    }
    return concern
  }

  /// Nobody would be told of anything: the cursor goes to the end. Not with every group: each move is a commit, and reading some again does no harm.
  private func skip(from start: Int64) async throws(DeskError) -> Bool {
    do {
      let end = try await orders.lastOrderPosition()
      guard end - start >= Self.skipLimit else { return true }
      // A playbook may have been published meanwhile, and its cases must hear of what came since.
      guard try await concerned().isNobody else { return true }
      try await orders.moveOrderCursor(Self.reader, to: end)
      return true
    } catch let error as LedgerError { throw .ledger(error) } catch let error as DeskError { throw error } catch { return true }
  }

  private func tell(_ event: OrderEvent, _ about: OpenCase) async throws(DeskError) {
    let plan = try await desk.shelf.plan(version: about.version)
    let file: OrderFile?
    do { file = try await orders.order(of: about.subject, book: book) } catch { throw .ledger(error) }
    // What looks like a further case of this order may be the case of another one.
    guard let file, file.order.id == event.order else { return }
    for content in mapping.contents(of: event, order: file.order, book: book, plan: plan) {
      let id = SignalID("order:\(about.id):\(event.order):\(event.id):\(content.isHappening ? "event" : "facts")")
      do throws(DeskError) {
        _ = try await desk.receive(Signal(id: id, caseID: about.id, sender: .platform, content: content))
      } catch .refused {
        // The case has closed meanwhile, or can't take it: an answer, too.
      }
    }
  }
}

extension Signal.Content {
  fileprivate var isHappening: Bool { if case .happened = self { true } else { false } }
}
