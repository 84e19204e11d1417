import Casework
import Channels
import Desk
import Ledger
import Logging
import Playbook
import Sandbox
import ServiceLifecycle
import UnixSignals

/// Desk and sandbox together: what `gendan run` runs.
struct Demo: Service {
  let desk: Desk
  let plan: Plan
  let journal: SandboxJournal
  let agents: SandboxAgents
  let feed: OrderFeed
  /// Cases to open at the most in this run.
  let cases: Int
  /// Real seconds after which everything is brought to rest; nil until it is interrupted.
  let seconds: Double?
  let isQuiet: Bool
  /// The platform whose receivers report by themselves; nil when none does.
  var platform: SandboxPlatform?
  /// Whether simulated agents answer the tasks.
  var hasAgents = true

  /// Runs until the time is over or somebody interrupts (Ctrl-C, SIGTERM), and ends in order: what was accepted is finished first.
  static func run(_ demo: Demo) async throws {
    var logger = Logger(label: "gendan")
    logger.logLevel = .error
    let service = ServiceGroupConfiguration.ServiceConfiguration(service: demo, successTerminationBehavior: .gracefullyShutdownGroup)
    try await ServiceGroup(configuration: .init(services: [service], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)).run()
  }

  func run() async throws {
    let changes = desk.changes()
    let notices = desk.notices()
    try await withThrowingTaskGroup(of: Void.self) { telling in
      // Those who tell hear the desk out: they end when it has ended, not when they are told to.
      telling.addTask { await Timeline(plan: plan, shelf: desk.shelf, isQuiet: isQuiet).tell(changes) }
      telling.addTask { await tell(notices) }
      try await cancelWhenGracefulShutdown { try await work() }
      try await telling.waitForAll()
    }
  }

  /// Plays the platform, and the agents where nobody else does their work, until the task is cancelled.
  func play() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await Orders(demo: self).run() }
      if hasAgents { group.addTask { await AgentDesk(demo: self).run() } }
      if let platform { group.addTask { await platform.deliver(take) } }
    }
  }

  private func work() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await play() }
      if let seconds {
        group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
      }
      group.addTask { try await desk.run() }
      // The feed ends by itself only when it is cancelled, so the first to end is the clock, the desk in trouble, or everybody at once.
      try await group.next()
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  /// A receiver reports by itself. - Returns: false when it should send it again.
  private func take(_ key: String, _ report: ErrandReport) async -> Bool {
    do throws(DeskError) {
      _ = try await desk.receive(report, on: EffectKey(key))
      return true
    } catch .refused { return true } catch { return false }
  }

  private func tell(_ notices: News<DeskNotice>) async {
    var troubles = Repeats()
    for await notice in notices {
      if case .stranded(let id) = notice { Terminal.writeError(say("注意：\(id) 停住了，没有任何东西在等。", "attention: \(id) is stranded, nothing is awaited.")) }
      if case .effectSetAside(let error) = notice {
        Terminal.writeError(
          say(
            "注意：有一件要办的事读不了，先放一边（\(error.words)）。用 gendan verify 细看。",
            "attention: an effect can't be read and waits (\(error.words)). Look closer with gendan verify."))
      }
      if case .ledgerTrouble(let error) = notice, troubles.isNew(Trouble(error).message) { Terminal.writeError(Trouble(error).message) }
    }
  }
}
