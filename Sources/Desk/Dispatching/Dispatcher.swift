import Casework
import Channels
import Ledger
import Playbook
import Synchronization

/// Hands effects over to their connectors and brings the reports back through the door in.
///
/// An effect is claimed with a lease before it is handed over. If the desk dies in between, another one, or this one after its restart, hands it over again
/// under the same key: receivers do nothing twice.
final class Dispatcher: Sendable {
  /// Errands under way at once. One that isn't answered within a lease gives its place up, and goes on besides.
  private static let parallelLimit = 64
  /// How long a claim keeps others away. While an errand is under way its lease is renewed when it runs out.
  static let lease = TimeAmount(seconds: 120)
  /// The case's own timer ends an effect at its deadline. Only when it hasn't after this long does the desk report the failure.
  private static let graceBehindDeadline = TimeAmount(seconds: 60)
  /// An effect that its case doesn't wait for any more, and that stands in the outbox nevertheless, is left alone for this long.
  static let parkUnawaitedFor = TimeAmount.hours(1)
  /// How long to wait when the ledger or the desk can't take more.
  private static let troublePause = Duration.seconds(1)

  let name: String
  let ledger: any Ledger
  let connectors: Connectors
  let clock: any DeskClock
  /// Rings when an effect was planned or an errand has ended.
  let bell: Bell
  let noticed: Audience<DeskNotice>
  let reports: Reports
  let handing: Handing
  private let underWay = UnderWay()

  init(
    name: String, ledger: any Ledger, connectors: Connectors, clock: any DeskClock, bell: Bell, noticed: Audience<DeskNotice>, reports: Reports,
    handing: Handing
  ) {
    self.name = name
    self.ledger = ledger
    self.connectors = connectors
    self.clock = clock
    self.bell = bell
    self.noticed = noticed
    self.reports = reports
    self.handing = handing
  }

  /// Until the task is cancelled.
  func run() async {
    handing.open(Handing.Prompt(takes: { self.isPrompt($0, $1) }, answer: { self.promptReport(on: $0) }))
    defer { handing.close() }
    await withDiscardingTaskGroup { group in
      group.addTask { await self.carryOutHanded() }
      while !Task.isCancelled {
        do throws(LedgerError) {
          let free = Self.parallelLimit - underWay.count
          guard free > 0 else {
            await bell.wait()
            continue
          }
          let claimed = try await ledger.claimEffects(dueAt: clock.now(), limit: free, lease: Self.lease, by: name)
          for error in await ledger.effectsSetAside() { noticed.tell(.effectSetAside(error)) }
          for effect in claimed where underWay.begin(effect.effect.key) {
            group.addTask {
              await self.carryOut(effect)
              self.underWay.end(effect.effect.key)
              self.bell.ring()
            }
          }
          if claimed.isEmpty { await bell.wait(until: try await ledger.nextEffectDue(), on: clock) }
        } catch {
          guard !Task.isCancelled else { return }
          noticed.tell(.ledgerTrouble(error))
          await pause()
        }
      }
    }
  }

  /// Carries one out beside the others.
  func begin(_ claimed: ClaimedEffect) async {
    guard underWay.begin(claimed.effect.key) else { return }
    await carryOut(claimed)
    underWay.end(claimed.effect.key)
    bell.ring()
  }

  var freePlaces: Int { Self.parallelLimit - underWay.count }

  private func carryOut(_ claimed: ClaimedEffect) async {
    let effect = claimed.effect
    let now = clock.now()
    guard now < effect.deadline else {
      // Too late to go out; whether it has gone out before nobody knows. The case's timer, due as well, says so; the report is for the case that has none.
      if now < effect.deadline + Self.graceBehindDeadline {
        await park(claimed, until: effect.deadline + Self.graceBehindDeadline)
      } else {
        let words = await language(of: claimed).words("已过时限，没有结果", "the deadline has passed without a result")
        await bring(EffectReport(outcome: effect.failureOutcome, detail: words, isInDoubt: true), on: claimed)
      }
      return
    }
    // Nothing goes out whose report couldn't be read.
    guard let plan = await plan(of: claimed), await passesGate(claimed, plan), await passesBudget(claimed) else { return }
    do throws(ConnectorFault) {
      guard let report = try await handOver(Errand(claimed), of: effect.key, until: effect.deadline) else {
        return await park(claimed, until: effect.deadline + Self.graceBehindDeadline)
      }
      await bring(try reports.read(report, on: effect, plan: plan), on: claimed)
    } catch { await tryAgain(claimed, after: error) }
  }

  /// - Returns: the connector's report, or nil when it reports later.
  private func handOver(_ errand: Errand, of key: EffectKey, until deadline: Instant) async throws(ConnectorFault) -> ErrandReport? {
    let connector = connectors.connector(for: errand)
    let clock = clock
    // Not children: a connector that hangs holds up neither the effect's deadline nor the end of the desk.
    let answer = FirstAnswer<Result<ErrandReport?, ConnectorFault>>()
    let asking = Task {
      do throws(ConnectorFault) { answer.give(.success(try await connector.carryOut(errand))) } catch { answer.give(.failure(error)) }
    }
    let patience = min(clock.now() + Self.lease, deadline)
    let watching = Task {
      while clock.now() < patience, !Task.isCancelled { try? await clock.sleep(until: patience) }
      if !Task.isCancelled {
        underWay.giveWay(key)
        bell.ring()
      }
      while clock.now() < deadline, !Task.isCancelled { try? await clock.sleep(until: deadline) }
      answer.give(.failure(.timedOut))
    }
    defer {
      asking.cancel()
      watching.cancel()
    }
    return try await withTaskCancellationHandler {
      await answer.value()
    } onCancel: {
      answer.give(.failure(.timedOut))
    }.get()
  }

  func tryAgain(_ claimed: ClaimedEffect, after fault: ConnectorFault) async {
    // The desk is stopping: the effect keeps its place, its lease is freed with the others.
    guard !Task.isCancelled else { return }
    let effect = claimed.effect
    let tries = claimed.tries + 1
    let again = Instant(milliseconds: clock.now().milliseconds + Backoff.pauseMilliseconds(afterTries: tries))
    guard tries < Backoff.triesLimit, again < effect.deadline else {
      noticed.tell(.errandGivenUp(effect.key, fault, tries: tries))
      let words = fault.words(in: await language(of: claimed))
      return await bring(EffectReport(outcome: effect.failureOutcome, detail: words, isInDoubt: true), on: claimed)
    }
    noticed.tell(.errandFailed(effect.key, fault, tries: tries, again: again))
    await giveBack(claimed, dueAt: again)
  }

  func bring(_ report: EffectReport, on claimed: ClaimedEffect) async {
    let key = claimed.effect.key
    while true {
      do throws(DeskError) {
        let receipt = try await reports.bring(report, on: key, of: claimed.caseID)
        if receipt.wasAlreadyReceived { await park(claimed, until: clock.now() + Self.parkUnawaitedFor) }
        return
      } catch {
        switch error {
        case .stopped: return
        case .ledger(.unavailable), .busy:
          guard !Task.isCancelled else { return }
          await pause()
        case .refused(.notAwaited), .refused(.caseClosed):
          return await park(claimed, until: clock.now() + Self.parkUnawaitedFor)
        case .refused where !report.facts.isEmpty:
          // What was learned by the way is not worth the outcome.
          noticed.tell(.reportRefused(key, error))
          return await bring(
            EffectReport(
              outcome: report.outcome, detail: report.detail, isInDoubt: report.isInDoubt, barred: report.barred, shared: report.shared), on: claimed)
        case .ledger(.unreadable), .refused, .unknownPlaybook, .alteredPlaybook:
          noticed.tell(.reportRefused(key, error))
          return await giveBack(claimed, dueAt: Instant(milliseconds: clock.now().milliseconds + Backoff.longestPauseMilliseconds))
        }
      }
    }
  }

  private func plan(of claimed: ClaimedEffect) async -> Plan? {
    do throws(DeskError) { return try await reports.plan(of: claimed.caseID) } catch {
      noticed.tell(.reportRefused(claimed.effect.key, error))
      await giveBack(claimed, dueAt: Instant(milliseconds: clock.now().milliseconds + Backoff.longestPauseMilliseconds))
      return nil
    }
  }

  /// A lease that can't be changed runs out by itself: trouble here is told and needs no answer.
  func park(_ claimed: ClaimedEffect, until due: Instant) async {
    do { try await ledger.parkEffect(claimed.effect.key, of: claimed.caseID, until: due) } catch { noticed.tell(.ledgerTrouble(error)) }
  }

  func giveBack(_ claimed: ClaimedEffect, dueAt due: Instant) async {
    do { try await ledger.returnEffect(claimed.effect.key, of: claimed.caseID, dueAt: due) } catch { noticed.tell(.ledgerTrouble(error)) }
  }

  private func pause() async {
    try? await clock.rest(Self.troublePause)
  }
}

/// The errands under way in this process: a lease that runs out meanwhile doesn't make one go out again.
private final class UnderWay: Sendable {
  private struct Keys {
    var all: Set<EffectKey> = []
    /// Those that have waited long for their answer: receivers that hang don't keep others waiting.
    var slow: Set<EffectKey> = []
  }

  /// So many may hang; with more, the places are taken after all.
  private static let slowLimit = 2_000

  private let keys = Mutex(Keys())

  /// Places that are taken.
  var count: Int { keys.withLock { $0.all.count - min($0.slow.count, Self.slowLimit) } }
  func begin(_ key: EffectKey) -> Bool { keys.withLock { $0.all.insert(key).inserted } }
  func giveWay(_ key: EffectKey) { keys.withLock { if $0.all.contains(key) { $0.slow.insert(key) } } }
  func end(_ key: EffectKey) {
    keys.withLock {
      $0.all.remove(key)
      $0.slow.remove(key)
    }
  }
}
