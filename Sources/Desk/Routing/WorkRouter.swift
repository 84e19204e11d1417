import Casework
public import Ledger
import Playbook

/// Runs the routing of work: follows cases, keeps who is there and who holds what, and offers what waits.
///
///     commit → bell → [read what is new in the record → cases as they stand → Routing] → offers, told to whoever listens
///
/// What people took is in the ledger before they hear of it. Offers are in memory only: behind a restart they are made anew. Several desks may share a
/// ledger: each makes its own offers, and of two acceptances of the same task the second one is refused.
public actor WorkRouter {
  /// How old what is known of other desks may be.
  private static let staleness = TimeAmount(seconds: 2)
  /// What happens within so short a time is read together.
  private static let breath = Duration.milliseconds(20)
  /// How long to wait when the ledger can't take more.
  private static let pause = Duration.seconds(1)

  let desk: Desk
  let store: any RoutingLedger
  public internal(set) var routing: Routing
  /// How far the record was read.
  var position = 0
  var hasBegun = false
  private var lastGlance = Instant(milliseconds: .min)
  private var isBusy = false
  private var turns: [CheckedContinuation<Void, Never>] = []
  private let bell = Bell()
  private let told = Audience<Routing.Output>()
  private let changed = Audience<WorkChange>()

  /// - Parameter store: keeps teams, presences and assignments; the same store as the desk's ledger.
  public init(desk: Desk, store: any RoutingLedger, settings: Routing.Settings = Routing.Settings()) {
    self.desk = desk
    self.store = store
    routing = Routing(settings: settings)
  }

  /// What is offered, withdrawn and escalated from now on.
  public nonisolated func news() -> News<Routing.Output> { told.listen() }

  /// What goes from hand to hand and who comes and goes from now on, told when it is stored. Offers aren't stored.
  public nonisolated func changes() -> News<WorkChange> { changed.listen() }

  /// Until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.listen() }
      group.addTask { await self.walk() }
    }
    told.finish()
    changed.finish()
  }

  private nonisolated func listen() async { for await change in desk.changes() where !change.events.isEmpty { bell.ring() } }

  private func walk() async {
    while !Task.isCancelled {
      do throws(LedgerError) {
        try await glanceWhenDue()
        try? await desk.clock.rest(Self.breath)
        await bell.wait(until: routing.nextMoment, on: desk.clock)
      } catch {
        guard !Task.isCancelled else { return }
        desk.noticed.tell(.ledgerTrouble(error))
        try? await desk.clock.rest(Self.pause)
      }
    }
  }

  /// Takes in everything that was stored up to now, by this desk and others, and what the time asks for.
  public func look() async throws(LedgerError) {
    await enter()
    defer { leave() }
    try await readOn()
    try await glance()
    lastGlance = desk.clock.now()
  }

  /// The same, with what others have stored of people as it was some seconds ago.
  func glanceWhenDue() async throws(LedgerError) {
    if desk.clock.now() < lastGlance + Self.staleness { try await follow() } else { try await look() }
  }

  /// The same for cases alone.
  public func follow() async throws(LedgerError) {
    await enter()
    defer { leave() }
    try await readOn()
  }

  /// Tells the routing what has happened, and carries out what follows. - Parameter givers: who gave the tasks that people hold now, where that is known.
  func apply(_ inputs: [Routing.Input], givers: [WorkID: String] = [:]) async throws(LedgerError) {
    let outputs = routing.take(inputs, at: desk.clock.now())
    guard !outputs.isEmpty else { return tellChanges(givers) }
    told.tell(outputs)
    // The loop has to wake for what ends earlier now.
    bell.ring()
    for output in outputs {
      guard case .expired(let reservation) = output, let person = routing.people[reservation.person] else { continue }
      try await store.putPresence(person.presence)
    }
    tellChanges(givers)
  }

  private func tellChanges(_ givers: [WorkID: String]) {
    let changes = routing.takeUntold(givers)
    // Everything that a desk finds when it is started was so before.
    if hasBegun, !changes.isEmpty { changed.tell(changes) }
  }

  // MARK: one at a time

  /// Waits until nobody else is between a question to the ledger and what its answer means.
  func enter() async {
    guard isBusy else {
      isBusy = true
      return
    }
    await withCheckedContinuation { turns.append($0) }
  }

  func leave() {
    guard !turns.isEmpty else {
      isBusy = false
      return
    }
    turns.removeFirst().resume()
  }
}
