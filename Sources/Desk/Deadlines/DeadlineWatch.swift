public import Casework
import Ledger
import Playbook

/// Watches over the deadlines of all cases: works them out as cases go on, and tells when one comes near or is missed.
///
///     commit → bell → [read what is new, work out the cases, store with the place reached] → [what is to be told now: tell the case, note that it was told]
///
/// Several desks may watch over one ledger: what was read is stored by one of them, and the signal that a missed deadline sends has one name.
public actor DeadlineWatch {
  private static let turnsAtOnce = 500
  private static let toldAtOnce = 200
  /// What happens within so short a time is worked out together.
  private static let breath = Duration.milliseconds(50)
  /// How long to wait when the ledger or the desk can't take more.
  private static let pause = Duration.seconds(1)

  let desk: Desk
  let store: any DeadlineLedger
  private let reading: TimesReading
  private let bell = Bell()
  private let kept: @Sendable ([CaseID]) async -> Void

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

  // MARK: telling

  /// - Returns: whether there was anything to tell: then there may be new events.
  private func tell() async throws(DeskError) -> Bool {
    let now = desk.clock.now()
    let waiting: [DeadlineRow]
    do throws(LedgerError) { waiting = try await store.deadlinesToTell(at: now, limit: Self.toldAtOnce) } catch { throw .ledger(error) }
    guard !waiting.isEmpty else { return false }
    // Somebody may have taken a task since, which no event says.
    let found = try await reading.times(of: Set(waiting.map(\.caseID)).sorted())
    for one in found {
      let rows: [DeadlineRow]
      do throws(LedgerError) {
        try await store.keepDeadlines(one.kept(at: now))
        rows = try await store.deadlines(of: one.caseID)
      } catch { throw .ledger(error) }
      for row in rows {
        guard let telling = row.telling(at: now) else { continue }
        try await tell(telling, row, one.plan.deadlines.first { $0.id == row.rule })
      }
    }
    // Cases that can't be read would be asked for again and again.
    let known = Set(found.map(\.caseID))
    for row in waiting where !known.contains(row.caseID) {
      if let telling = row.telling(at: now) { try await tell(telling, row, nil) }
    }
    await kept(known.sorted())
    return !Task.isCancelled
  }

  /// The case first, then the note that it was told: a crash between the two tells it again, under the same name, and it is taken once.
  private func tell(_ telling: DeadlineTelling, _ row: DeadlineRow, _ rule: DeadlineRule?) async throws(DeskError) {
    var refusal: DeskError?
    if telling == .miss, let consequence = rule?.consequence { refusal = try await carryOut(consequence, of: row) }
    let isFirst: Bool
    do throws(LedgerError) { isFirst = try await store.markTold(telling, of: row.id, at: desk.clock.now()) } catch { throw .ledger(error) }
    guard isFirst else { return }
    switch telling {
    case .warning: desk.noticed.tell(.deadlineNear(row.caseID, row.rule, due: row.due))
    case .miss: desk.noticed.tell(.deadlineMissed(row.caseID, row.rule, due: row.due, refusal))
    }
  }

  /// - Returns: why the case didn't take it, if it didn't: it is closed, say.
  private func carryOut(_ consequence: DeadlineConsequence, of row: DeadlineRow) async throws(DeskError) -> DeskError? {
    let content: Signal.Content =
      switch consequence {
      case .event(let event): .happened(event)
      case .action(let action): .perform(action, arguments: [:])
      }
    let signal = Signal(id: SignalID("deadline:\(row.caseID):\(row.rule):\(row.origin)"), caseID: row.caseID, sender: .clock, content: content)
    do throws(DeskError) {
      _ = try await desk.writer.take(.signal(signal))
      return nil
    } catch {
      switch error {
      case .ledger, .busy, .stopped: throw error
      case .refused, .unknownPlaybook, .alteredPlaybook: return error
      }
    }
  }
}
