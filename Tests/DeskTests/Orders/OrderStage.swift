import Casework
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Synchronization
import Testing

/// A short procedure for overdue orders: told once, then it waits for the order.
let overduePlaybook = """
  ---
  id: overdue-order
  locale: en
  ---
  # An order is overdue

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | order.state | Order state | choice | preparing Preparing; delivering Delivering; delivered Delivered; cancelled Cancelled | order signal |
  | refund.state | Refund | choice | none None; requested Requested; withdrawn Withdrawn | order signal |
  | order.due-at | Promised time | time | | order signal |
  | order.overdue | Overdue | flag | | order signal |
  | delivery.exception | Exception | choice | none None; rider Rider late; lost Lost | order signal |
  | result | Result | choice | came Came; given-up Given up | |

  ## Events

  | id | labels | brings |
  |---|---|---|
  | order.delivered | Order delivered | Order state=Delivered |
  | refund.requested | Refund requested | Refund=Requested |
  | refund.withdrawn | Refund withdrawn | Refund=Withdrawn |

  ## Procedure

  - Wait 3 days from now
    - When: Order delivered
      - Conclude: Result=Came
    - When: expired
      - Conclude: Result=Given up
  """

/// A desk that watches orders, on a clock that the test moves.
struct OrderStage {
  let ledger: any Ledger & OrderLedger
  let clock: ManualClock
  let desk: Desk
  let watch: OrderWatch
  let handler: WatchedHandler

  /// - Parameter ledger: of an earlier stage, to go on after a crash.
  init(_ kind: LedgerKind = .memory, ledger: (any Ledger & OrderLedger)? = nil, clock: ManualClock = ManualClock(noon), publishes: Bool = true) async throws {
    switch (ledger, kind) {
    case (let ledger?, _): self.ledger = ledger
    case (nil, .memory): self.ledger = MemoryLedger()
    case (nil, .sqlite): self.ledger = try SQLiteLedger(path: temporaryFile("sqlite"))
    }
    self.clock = clock
    desk = Desk(name: "desk-1", ledger: self.ledger, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    handler = WatchedHandler(OverdueCases(desk: desk, book: OrderBook()))
    watch = OrderWatch(desk: desk, orders: self.ledger, handler: handler)
    if publishes { _ = try await desk.shelf.publish([SourceText(path: "overdue.md", text: overduePlaybook)], at: clock.now()) }
  }

  /// Runs the watch while the body runs.
  func whileWatching(_ body: () async throws -> Void) async throws {
    let watch = watch
    let running = Task { await watch.run() }
    do { try await body() } catch {
      running.cancel()
      throw error
    }
    running.cancel()
    await running.value
  }

  func openCase(_ order: String) async throws -> Case? {
    guard let id = try await ledger.openCase(playbook: "overdue-order", subject: order) else { return nil }
    return try await ledger.readCase(id)
  }

  func accept(_ order: String, promised: Int64) async throws {
    _ = try await watch.take([deed("\(order)-1", "accepted", 0, order, promised: promised)])
  }
}

/// 12:00 on a Wednesday, Chinese wall clock.
let noon = Instant(milliseconds: 1_795_579_200_000)

func deed(_ id: String, _ kind: String, _ minute: Int64, _ order: String, promised: Int64? = nil, _ attributes: [OrderAttribute] = []) -> OrderEvent {
  OrderEvent(
    id: id, order: order, kind: kind, at: noon + .minutes(minute), merchant: "m-1", rider: "r-1", category: "takeaway",
    promisedAt: promised.map { noon + .minutes($0) }, attributes: attributes)
}

/// Hands marks on, counts them, and fails when the test says so.
final class WatchedHandler: OverdueHandler {
  private struct State {
    var told: [String] = []
    var failures = 0
  }

  private let inner: any OverdueHandler
  private let state = Mutex(State())

  init(_ inner: any OverdueHandler) { self.inner = inner }

  /// The orders that were told of, in order.
  var told: [String] { state.withLock { $0.told } }
  func failNext(_ count: Int) { state.withLock { $0.failures = count } }

  func orderIsOverdue(_ mark: OverdueMark, _ order: Order) async throws(DeskError) {
    let fails = state.withLock { state in
      state.told.append(mark.order)
      state.failures -= 1
      return state.failures >= 0
    }
    if fails { throw .busy }
    try await inner.orderIsOverdue(mark, order)
  }
}

/// How many events each commit had.
final class GroupLog: Sendable {
  private let all = Mutex<[Int]>([])

  var counts: [Int] { all.withLock { $0 } }
  func add(_ count: Int) { all.withLock { $0.append(count) } }
}
