public import Channels
import Synchronization

/// A simulated platform for demos and tests: it plays orders, customers, merchants and riders over the same interface as the real connectors.
///
/// Its answers depend on the seed and the errand alone. It honours the idempotency key: a repeat is answered as before, and nothing is done twice.
public final class SandboxPlatform: Connector {
  /// Waits in the desk's time, which may run faster than the world's; throws when the task is cancelled.
  public typealias Sleep = @Sendable (_ milliseconds: Int64) async throws -> Void

  public let journal: SandboxJournal
  private let answers: SandboxAnswers
  private let sleep: Sleep
  /// How often each errand that wasn't taken was handed over.
  private let refusals = Mutex<[String: Int]>([:])
  private let promises: AsyncStream<Errand>
  private let promise: AsyncStream<Errand>.Continuation

  public init(seed: UInt64, world: SandboxWorld, manners: SandboxManners = SandboxManners(), journal: SandboxJournal, sleep: @escaping Sleep) {
    answers = SandboxAnswers(dice: Dice(seed: seed), world: world, manners: manners)
    self.journal = journal
    self.sleep = sleep
    (promises, promise) = AsyncStream.makeStream(of: Errand.self)
  }

  public func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    guard !journal.hasCarriedOut(errand.key) else { return try recorded(errand) }
    guard !isTurnedAway(errand) else { throw .unreachable("sandbox: no connection") }
    if answers.reportsLater(errand) {
      promise.yield(errand)
      return nil
    }
    let milliseconds = answers.duration(of: errand)
    if milliseconds > 0 {
      do { try await sleep(milliseconds) } catch { throw .timedOut }
    }
    let report = try recorded(errand)
    if answers.losesAnswer(errand) { throw .timedOut }
    return report
  }

  /// Nobody is played to for a probe: it isn't in the journal, and it never fails.
  public func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer {
    switch probe.content {
    case .message(let channel, _, _): .reached(said: "sandbox: taken on \(channel), and sent to nobody")
    case .dryRun(let action, _): .reached(said: "sandbox: would carry out \(action)")
    }
  }

  /// Carries out what was taken for later and reports on it, until the task is cancelled.
  ///
  /// - Parameter post: brings a report to whoever handed the errand over; false when it can't be taken now and should be sent again.
  public func deliver(_ post: @escaping @Sendable (_ key: String, _ report: ErrandReport) async -> Bool) async {
    await withDiscardingTaskGroup { group in
      for await errand in promises { group.addTask { await self.deliver(errand, post) } }
    }
  }

  private func deliver(_ errand: Errand, _ post: @Sendable (_ key: String, _ report: ErrandReport) async -> Bool) async {
    do {
      try await sleep(answers.duration(of: errand))
      let report = try recorded(errand)
      while await !post(errand.key, report) { try await sleep(30_000) }
    } catch {}
  }

  /// The moment at which the errand counts as carried out, once; a repeat gives what was answered then.
  private func recorded(_ errand: Errand) throws(ConnectorFault) -> ErrandReport {
    do throws(SandboxJournal.Unwritable) { return try journal.carryOut(errand, report: answers.report(on: errand)) } catch {
      throw .unreachable("sandbox: \(error.reason)")
    }
  }

  private func isTurnedAway(_ errand: Errand) -> Bool {
    let faults = answers.faultsBefore(errand)
    guard faults > 0 else { return false }
    return refusals.withLock { refusals in
      let before = refusals[errand.key, default: 0]
      guard before < faults else {
        refusals[errand.key] = nil
        return false
      }
      refusals[errand.key] = before + 1
      return true
    }
  }
}
