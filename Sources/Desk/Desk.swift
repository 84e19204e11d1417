public import Casework
public import Ledger

/// The running service: takes signals, has them decided and stored, and carries out what follows.
///
///     signal → receive → Writer [load, decide, commit] → receipt
///                            ↓ rings
///              AlarmClock · Dispatcher → Connector
///                   ↑ their findings are signals again
///
/// `receive` is the only writer. It works as soon as the desk exists; timers and effects move while `run` runs.
public final class Desk: Sendable {
  /// Tells this desk's leases from other desks'; the same at every start.
  public let name: String
  public let ledger: any Ledger
  public let shelf: PlaybookShelf
  /// The clock it was given, steadied: it never runs back.
  public var clock: any DeskClock { steadyClock }
  private let steadyClock: SteadyClock
  let writer: Writer
  let alarmClock: AlarmClock
  let dispatcher: Dispatcher
  let rescuer: Rescuer
  /// Nil on a ledger that keeps nothing for rules over cases.
  let caseWatch: CaseWatch?
  let budgetKeeper: BudgetKeeper
  private let recent: RecentCases
  let committed = Audience<Committed>()
  let noticed = Audience<DeskNotice>()

  /// - Parameter recentCases: how many cases are kept in memory; nil for plenty. Each is a few kilobytes and saves a read for its next signal.
  public init(name: String, ledger: any Ledger, connectors: Connectors, clock: any DeskClock, recentCases: Int? = nil) {
    self.name = name
    self.ledger = ledger
    let clock = SteadyClock(clock)
    steadyClock = clock
    let (committed, noticed) = (committed, noticed)
    let (timersChanged, effectsChanged) = (Bell(), Bell())
    let watchBell = Bell()
    shelf = PlaybookShelf(ledger: ledger) { version in noticed.tell(.readDifferently(version: version)) }
    let budgetKeeper = BudgetKeeper(ledger: ledger, noticed: noticed)
    self.budgetKeeper = budgetKeeper
    let handing = Handing(desk: name, unclaimed: effectsChanged)
    let wakeTime = WakeTime()
    recent = RecentCases(limit: recentCases ?? RecentCases.usualLimit)
    writer = Writer(
      ledger: ledger, shelf: shelf, clock: clock, handing: handing, recent: recent,
      onCommit: { changes in
        for change in changes {
          if change.isStranded { noticed.tell(.stranded(change.caseID)) }
          for event in change.events {
            budgetKeeper.saw(event)
            if case .timerSet(let timer) = event.kind, wakeTime.isTooLate(for: timer.due) { timersChanged.ring() }
          }
        }
        watchBell.ring()
        committed.tell(changes)
      }, onTrouble: { noticed.tell(.ledgerTrouble($0)) })
    alarmClock = AlarmClock(ledger: ledger, writer: writer, clock: clock, bell: timersChanged, wakeTime: wakeTime, noticed: noticed)
    dispatcher = Dispatcher(
      name: name, ledger: ledger, connectors: connectors, clock: clock, bell: effectsChanged, noticed: noticed,
      reports: Reports(shelf: shelf, writer: writer), handing: handing)
    rescuer = Rescuer(name: name, ledger: ledger, clock: clock, noticed: noticed)
    caseWatch = CaseWatch(ledger: ledger, shelf: shelf, writer: writer, clock: clock, bell: watchBell, noticed: noticed)
  }

  /// The case as it stands, for whoever is about to tell it something: the writer needn't read it again.
  public func readToTell(_ id: CaseID) async throws(LedgerError) -> Case? {
    let state = try await ledger.readCase(id)
    if let state { recent.offer(state) }
    return state
  }

  /// Takes a signal: the one door in. It returns when what follows is durable.
  ///
  /// The same signal again gives the same case and changes nothing.
  ///
  /// - Parameter expecting: how many events the case must have; it is refused as `.changedMeanwhile` otherwise. Nil takes it however the case stands.
  public func receive(_ signal: Signal, expecting: Int? = nil) async throws(DeskError) -> Receipt {
    try await writer.take(.signal(signal, expecting: expecting))
  }

  /// Opens a case, or joins the open case of the same playbook and subject.
  ///
  /// - Parameter id: the opening's name; the same one again gives the same case.
  /// - Returns: the receipt, with the id the desk chose (`C-000001`) or found.
  public func open(_ opening: Opening, id: SignalID, sender: Sender) async throws(DeskError) -> Receipt {
    try await writer.take(.opening(opening, id: id, sender: sender))
  }

  /// Rings timers, carries out effects and looks for stranded cases, until the task is cancelled.
  ///
  /// Then everything that was accepted is finished, and the desk is closed for good.
  ///
  /// - Throws: `DeskError.ledger` when the ledger can't be used at the start.
  public func run() async throws {
    try await rescuer.freeLeases()
    do throws(LedgerError) {
      if let latest = try await ledger.latestEventTime() { steadyClock.notBefore(latest) }
    } catch { throw DeskError.ledger(error) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.alarmClock.run() }
      group.addTask { await self.dispatcher.run() }
      group.addTask { await self.rescuer.run() }
      group.addTask { await self.budgetKeeper.run() }
      group.addTask { await self.caseWatch?.run() }
    }
    await close()
  }

  /// Finishes what was accepted, frees this desk's leases and refuses every further signal.
  public func close() async {
    await writer.close()
    // The task that ran the desk is cancelled by now, and a cancelled task's database calls may be refused: the last one gets its own task.
    let ledger = ledger
    let name = name
    _ = await Task { try? await ledger.releaseLeases(heldBy: name) }.value
    committed.finish()
    noticed.finish()
  }

  /// Every change from now on, in the order of commits, until the desk is closed.
  public func changes() -> News<Committed> { committed.listen() }

  /// What whoever runs the desk should know, from now on, until the desk is closed.
  public func notices() -> News<DeskNotice> { noticed.listen() }
}

extension Desk {
  /// How many groups of signals were stored since the desk was made.
  public var commitCount: Int { get async { await writer.commitCount } }
}
