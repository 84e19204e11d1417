import Casework
import Channels
import Desk
import Foundation
import LedgerSQLite
import Playbook
import Synchronization

/// Complaints about many shops on the real desk, some of which have several guests ill: how long until the parent case is there.
struct WatchRun {
  private static let complaint = """
    ---
    id: bench-complaint
    locale: en
    ---
    # A guest complains

    ## Parties

    | id | labels | channel |
    |---|---|---|
    | guest | Guest | phone |

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | shop.id | Shop id | text | | order signal |
    | guest.id | Guest id | text | | order signal |
    | kind | Kind | choice | ill Ill; late Late | order signal |
    | count | Count | number | | |

    ## Procedure

    - Wait 10 days from now

    ## Rules over cases

    | id | labels | counts | key | window | threshold | opens | with |
    |---|---|---|---|---|---|---|---|
    | ill | Ill guests | Kind=Ill | Shop id | 24 hours | 3 people (Guest id) | bench-outbreak | Shop id; Count=count |
    """

  private static let outbreak = """
    ---
    id: bench-outbreak
    locale: en
    ---
    # Several are ill

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | shop.id | Shop id | text | | order signal |
    | count | Count | number | | order signal |

    ## Procedure

    - Wait 10 days from now
    """

  /// From the receipt of the signal that makes the hit until what follows is durable, in seconds, sorted.
  let opened: [Double]
  let joined: [Double]
  /// Complaints filed beside the hits while they were measured.
  let besides: Int

  /// - Parameters:
  ///   - cases: complaints that stand before, each about a shop of its own.
  ///   - hits: shops with three ill guests, and a fourth.
  static func measure(cases: Int, hits: Int, path: String) async throws -> WatchRun {
    let ledger = try SQLiteLedger(path: path)
    let desk = Desk(name: "bench", ledger: ledger, connectors: Connectors(default: ClosedDoor()), clock: WallClock())
    _ = try await desk.shelf.publish([SourceText(path: "bench-outbreak.md", text: outbreak)], at: desk.clock.now())
    let plan = try await desk.shelf.publish([SourceText(path: "bench-complaint.md", text: complaint)], at: desk.clock.now()).plan
    let sightings = Sightings()
    let following = Task { for await change in desk.changes() { sightings.saw(change) } }
    let running = Task { try await desk.run() }
    let filing = Filing(desk: desk, plan: plan)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for first in 0..<200 {
        group.addTask { for number in stride(from: first, to: cases, by: 200) { try await filing.file("before-\(number)", shop: "B-\(number)", isIll: true) } }
      }
      try await group.waitForAll()
    }
    // A warm hit behind everything that stands: the watch has counted all of it.
    try await hit("warm", filing, sightings, nil, nil)
    let besides = Counter()
    let crowd = Task {
      while !Task.isCancelled {
        let number = besides.next()
        try await filing.file("beside-\(number)", shop: "S-\(number % 500)", isIll: false)
      }
    }
    let (opened, joined) = (Collected(), Collected())
    for number in 0..<hits { try await hit("H-\(number)", filing, sightings, opened, joined) }
    crowd.cancel()
    _ = await crowd.result
    running.cancel()
    try await running.value
    following.cancel()
    try ledger.close()
    return WatchRun(opened: opened.sorted, joined: joined.sorted, besides: besides.next() - 1)
  }

  /// Three ill guests of one shop, then a fourth.
  private static func hit(_ shop: String, _ filing: Filing, _ sightings: Sightings, _ opened: Collected?, _ joined: Collected?) async throws {
    for guest in 1...2 { try await filing.file("\(shop)-\(guest)", shop: shop, isIll: true) }
    for (guest, sort) in [(3, opened), (4, joined)] {
      try await filing.file("\(shop)-\(guest)", shop: shop, isIll: true)
      let filed = ContinuousClock.now
      let seen = await sightings.parent(of: "\(shop)-\(guest)")
      sort?.add([max(0, seconds(seen - filed))])
    }
  }
}

/// Files complaints.
private struct Filing: Sendable {
  let desk: Desk
  let plan: Plan

  func file(_ subject: String, shop: String, isIll: Bool) async throws {
    let facts: [(Fact.ID, Value)] = [("shop.id", .text(shop)), ("guest.id", .text("guest of \(subject)")), ("kind", .choice(isIll ? "ill" : "late"))]
    let opening = Opening(
      playbook: plan.id, version: plan.version, subject: subject, channel: .online,
      facts: facts.map { FactReport(fact: $0.0, value: $0.1, source: "platform") })
    _ = try await desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform)
  }
}

/// When a complaint was seen to have a parent case, durably.
private final class Sightings: Sendable {
  private enum Mark {
    case seen(ContinuousClock.Instant)
    case awaited(CheckedContinuation<ContinuousClock.Instant, Never>)
  }

  private let marks = Mutex<[String: Mark]>([:])

  func saw(_ change: Committed) {
    guard change.state.links.contains(where: { $0.relation == .parent }) else { return }
    let now = ContinuousClock.now
    let waiter = marks.withLock { marks -> CheckedContinuation<ContinuousClock.Instant, Never>? in
      switch marks[change.state.subject] {
      case .awaited(let waiter):
        marks[change.state.subject] = .seen(now)
        return waiter
      case .seen: return nil
      case nil:
        marks[change.state.subject] = .seen(now)
        return nil
      }
    }
    waiter?.resume(returning: now)
  }

  func parent(of subject: String) async -> ContinuousClock.Instant {
    await withCheckedContinuation { waiter in
      let seen = marks.withLock { marks -> ContinuousClock.Instant? in
        if case .seen(let seen)? = marks[subject] { return seen }
        marks[subject] = .awaited(waiter)
        return nil
      }
      if let seen { waiter.resume(returning: seen) }
    }
  }
}
