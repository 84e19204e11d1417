import Casework
import Desk
import Ledger
import Playbook
import Sandbox

/// The real desk with faults in virtual time: lives one after another over what was durable, then a fair end, then the audit.
struct SoakRun: Sendable {
  let seed: UInt64
  /// Virtual hours of bad weather.
  let hours: Int64
  let world: SoakWorld
  let weather: Weather
  let stored = MemoryLedger()
  let machine: JumpyClock
  private let start: Instant

  private static let minute: Int64 = 60_000
  private static let hour = 60 * minute
  /// How long the fair end lasts at the most: longer than any wait or follow-up of the shipped playbooks runs on its own.
  private static let settlingDays: Int64 = 30

  init(seed: UInt64, hours: Int64, playbooks: [(plan: Plan, sources: [SourceText])], time: VirtualClock) {
    self.seed = seed
    self.hours = hours
    weather = Weather(seed: seed ^ 0x5EED)
    world = SoakWorld(playbooks, seed: seed, time: time)
    machine = JumpyClock(time)
    start = time.now()
  }

  private var time: VirtualClock { world.time }

  func run() async {
    await publish()
    await withTaskGroup(of: Void.self) { around in
      around.addTask { await world.deliver() }
      around.addTask { await turnClocks() }
      around.addTask { await fillDisk() }
      let end = start + .hours(hours)
      while time.now() < end {
        await live(milliseconds: weather.number(in: 10 * Self.minute...6 * Self.hour), stopsInOrder: weather.number(in: 0...3) == 0)
        // Nobody starts it again at once.
        try? await time.sleep(milliseconds: weather.number(in: 0...20 * Self.minute))
      }
      weather.clearUp()
      machine.set(0)
      await settle()
      around.cancelAll()
    }
  }

  private func publish() async {
    let desk = Desk(name: "publisher", ledger: stored, connectors: Connectors(default: ClosedDoor()), clock: time)
    for shop in world.shops { _ = try? await desk.shelf.publish(shop.sources, at: time.now()) }
  }

  /// One life of a desk, until it is killed or told to stop.
  private func live(milliseconds: Int64, stopsInOrder: Bool, orders: Bool = true) async {
    let life = Life()
    let ledger = FaultyLedger(stored: stored, life: life, weather: weather, time: time)
    let desk = Desk(
      name: "soaked", ledger: ledger, connectors: Connectors(default: FaultyReceiver(world: world, life: life, weather: weather)), clock: machine)
    world.open(desk)
    let working = Task { await work(desk, orders: orders) }
    let ending = Task {
      do { try await time.sleep(milliseconds: milliseconds) } catch { return }
      weather.count(stopsInOrder ? .stopped : .crashAnywhere)
      if stopsInOrder { working.cancel() } else { life.end() }
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await life.untilOver()
        working.cancel()
      }
      group.addTask {
        await working.value
        life.end()
      }
    }
    world.open(nil)
    ending.cancel()
    await ending.value
  }

  private func work(_ desk: Desk, orders: Bool) async {
    await withTaskGroup(of: Void.self) { group in
      for (index, shop) in world.shops.enumerated() {
        let demo = Demo(
          desk: desk, plan: shop.plan, journal: world.journal, agents: SandboxAgents(seed: shop.seed, world: shop.world), feed: world.feed(of: shop),
          cases: .max, seconds: nil, isQuiet: true)
        if orders { group.addTask { await Orders(demo: demo).run() } }
        // One room of agents answers for all.
        if index == 0 { group.addTask { await AgentDesk(demo: demo).run() } }
      }
      group.addTask { try? await desk.run() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Fair weather and no new orders, until nothing waits any more.
  private func settle() async {
    while await !isQuiet(), time.now() < start + .hours(hours + 24 * Self.settlingDays) {
      await live(milliseconds: 24 * Self.hour, stopsInOrder: true, orders: false)
    }
  }

  private func isQuiet() async -> Bool {
    guard await stored.nextTimerDue() == nil, await stored.nextEffectDue() == nil else { return false }
    return await stored.listCases(CaseFilter(phases: [.open, .settling], limit: .max)).allSatisfy { $0.openTasks == 0 && !$0.hasIncident }
  }

  private func turnClocks() async {
    while !Task.isCancelled {
      do { try await time.sleep(milliseconds: weather.number(in: 20 * Self.minute...4 * Self.hour)) } catch { return }
      guard time.now() < start + .hours(hours) else { return }
      let jump = weather.number(in: -6 * Self.hour...6 * Self.hour)
      weather.count(jump < 0 ? .clockBack : .clockForward)
      machine.set(jump)
    }
  }

  private func fillDisk() async {
    while !Task.isCancelled {
      do {
        try await time.sleep(milliseconds: weather.number(in: 20 * Self.minute...4 * Self.hour))
        weather.setDiskFull(true)
        try await time.sleep(milliseconds: weather.number(in: Self.minute...30 * Self.minute))
      } catch {}
      weather.setDiskFull(false)
    }
  }
}
