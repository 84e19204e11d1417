public import Casework
import Ledger
import Playbook

/// Watches over the deadlines of all cases: works them out as cases go on, and tells when one comes near or is missed.
///
///     commit → bell → [read what is new, work out the cases, store with the place reached] → [what is to be told now: tell the case, note that it was told]
///
/// Several desks may watch over one ledger: what was read is stored by one of them, and the signals of a warning and of a miss have one name each.
public actor DeadlineWatch {
  private static let turnsAtOnce = 500
  /// What happens within so short a time is worked out together.
  private static let breath = Duration.milliseconds(50)
  /// How long to wait when the ledger or the desk can't take more.
  private static let pause = Duration.seconds(1)

  let desk: Desk
  let store: any DeadlineLedger
  let reading: TimesReading
  private let bell = Bell()
  let kept: @Sendable ([CaseID]) async -> Void

  /// - Parameter kept: told the cases whose deadlines were worked out.
  /// - Returns: nil for a ledger that keeps no deadlines.
  public init?(desk: Desk, kept: @escaping @Sendable ([CaseID]) async -> Void = { _ in }) {
    guard let store = desk.ledger as? any DeadlineLedger else { return nil }
    self.desk = desk
    self.store = store
    self.kept = kept
    reading = TimesReading(ledger: desk.ledger, shelf: desk.shelf)
  }

  /// Until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.listen() }
      group.addTask { await self.walk() }
    }
  }

  private nonisolated func listen() async { for await change in desk.changes() where !change.events.isEmpty { bell.ring() } }

  private func walk() async {
    while !Task.isCancelled {
      do throws(DeskError) {
        try await catchUp()
        let next = try await nextMoment()
        try? await desk.clock.rest(Self.breath)
        await bell.wait(until: next, on: desk.clock)
      } catch {
        guard !Task.isCancelled, error != .stopped else { return }
        if case .ledger(let trouble) = error { desk.noticed.tell(.ledgerTrouble(trouble)) }
        try? await desk.clock.rest(Self.pause)
      }
    }
  }

  /// Takes in all that was stored up to now, and tells what is to be told.
  /// - Throws: `DeskError.ledger` when the record can't be read, or what was found can't be kept; `.busy` and `.stopped` as the desk says.
  public func catchUp() async throws(DeskError) {
    var goesOn = true
    while goesOn {
      // Each time both: cases may come in for as long as anybody looks, and what is missed meanwhile mustn't wait for that.
      let isBehind = try await follow()
      let hasTold = try await tell()
      goesOn = isBehind || hasTold
    }
  }

  private func nextMoment() async throws(DeskError) -> Instant? {
    do throws(LedgerError) { return try await store.nextDeadlineMoment() } catch { throw .ledger(error) }
  }

  // MARK: following

  /// - Returns: whether there is more to follow of what was there when it began; what comes in meanwhile rings the bell.
  private func follow() async throws(DeskError) -> Bool {
    let position: Int
    let read: (turns: [Turn], end: Int)
    do throws(LedgerError) {
      position = try await store.deadlinePosition()
      read = try await RecordReading.turns(after: position, limit: Self.turnsAtOnce, in: desk.ledger)
    } catch { throw .ledger(error) }
    let (turns, end) = read
    guard end > position else { return false }
    let found = try await reading.times(of: Set(turns.map(\.caseID)).sorted())
    let now = desk.clock.now()
    let cases = found.map { $0.kept(at: now) } + Self.left(in: turns, except: Set(found.map(\.caseID)))
    // Another desk may have been faster: the next step begins where it came to.
    let isKept: Bool
    do throws(LedgerError) { isKept = try await store.keepDeadlines(cases, from: position, to: end) } catch { throw .ledger(error) }
    if !cases.isEmpty { await kept(cases.map(\.caseID)) }
    let hasPassedOver = end > turns.last?.position ?? position
    return !Task.isCancelled && (!isKept || turns.count == Self.turnsAtOnce || hasPassedOver)
  }

  /// Cases that have gone over to a version without deadlines have none any more.
  private static func left(in turns: [Turn], except found: Set<CaseID>) -> [KeptTimes] {
    turns.compactMap { turn in
      guard !found.contains(turn.caseID), let last = turn.events.last else { return nil }
      guard turn.events.contains(where: { if case .moved = $0.kind { true } else { false } }) else { return nil }
      return KeptTimes(caseID: turn.caseID, playbook: "", events: last.sequence, deadlines: [], samples: [])
    }
  }
}
