public import Casework
public import Ledger
public import Playbook

/// Keeps what is listed over all cases up to date.
///
///     record → RegisterKeeper → RegisterLedger
public actor RegisterKeeper {
  private static let pageSize = 200
  /// Of cases that are read again.
  private static let casesAtOnce = 100
  /// Pages that somebody who waits for an answer has read.
  private static let stepsAtOnce = 3
  private static let breath = Duration.milliseconds(100)
  /// How long the record may be ahead while nobody asks. Whoever asks has it read to its end first.
  private static let pause = Duration.seconds(5)

  private let desk: Desk
  private let store: any RegisterLedger

  /// - Parameter store: where the lists are kept; as a rule in the same ledger.
  public init(desk: Desk, store: any RegisterLedger) {
    self.desk = desk
    self.store = store
  }

  /// Until the task is cancelled. What can't be read now is read later, and told meanwhile: nothing depends on it but lists.
  public func run() async {
    while !Task.isCancelled {
      // A page at a time, with a breath between: who waits for an answer comes first.
      do throws(DeskError) { while try await !step() { try? await desk.clock.rest(Self.breath) } } catch {
        if case .ledger(let trouble) = error, !Task.isCancelled { desk.noticed.tell(.ledgerTrouble(trouble)) }
      }
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// Reads the record to its end.
  /// - Throws: `DeskError.ledger` when it can't be read or the entries can't be kept.
  public func catchUp() async throws(DeskError) {
    while try await !step() {}
  }

  /// Reads a little further, for whoever can't wait for the record's end.
  /// - Returns: whether that was its end. If not, lists know nothing of what is behind.
  public func readOn() async throws(DeskError) -> Bool {
    for _ in 0..<Self.stepsAtOnce { if try await step() { return true } }
    return false
  }

  /// As far as the record has been read.
  public func listAsItStands(_ filter: RegisterFilter) async throws(DeskError) -> [RegisterRow] {
    do throws(LedgerError) { return try await store.listRegister(filter) } catch { throw .ledger(error) }
  }

  /// As `listAsItStands`: whose entries haven't ended.
  public func openParties(of register: BuiltInRegister) async throws(DeskError) -> Set<Party.ID> {
    do throws(LedgerError) { return try await store.openParties(of: register) } catch { throw .ledger(error) }
  }

  /// Up to date, newest first.
  public func list(_ filter: RegisterFilter) async throws(DeskError) -> [RegisterRow] {
    try await catchUp()
    do throws(LedgerError) { return try await store.listRegister(filter) } catch { throw .ledger(error) }
  }

  /// Reads cases that were put back into the record behind the reader: what stands before it is read no more.
  /// - Throws: as `catchUp`.
  public func readAgain(_ cases: [CaseID]) async throws(DeskError) {
    for start in stride(from: 0, to: cases.count, by: Self.casesAtOnce) {
      let group = cases[start..<min(start + Self.casesAtOnce, cases.count)]
      while try await !keep(group) {}
    }
  }

  /// - Returns: whether nobody was faster.
  private func keep(_ cases: some Sequence<CaseID>) async throws(DeskError) -> Bool {
    let position: Int
    do throws(LedgerError) { position = try await store.registerPosition() } catch { throw .ledger(error) }
    let rows = try await rows(of: cases)
    do throws(LedgerError) { return try await store.keepRegisters(rows, from: position, to: position) } catch { throw .ledger(error) }
  }

  /// - Returns: whether the end was reached.
  private func step() async throws(DeskError) -> Bool {
    let position: Int
    let read: (turns: [Turn], end: Int)
    do throws(LedgerError) {
      position = try await store.registerPosition()
      read = try await RecordReading.turns(after: position, limit: Self.pageSize, in: desk.ledger)
    } catch { throw .ledger(error) }
    let (turns, end) = read
    guard end > position else { return true }
    let rows = try await rows(of: Set(turns.map(\.caseID)))
    // Another reader may have been faster: the next step begins where it came to.
    let isKept: Bool
    do throws(LedgerError) { isKept = try await store.keepRegisters(rows, from: position, to: end) } catch { throw .ledger(error) }
    // What comes while this is read is for the next time: under steady load there is no end to be reached.
    return isKept && !turns.isEmpty && turns.count < Self.pageSize
  }

  private func rows(of cases: some Sequence<CaseID>) async throws(DeskError) -> [CaseID: [RegisterRow]] {
    var rows: [CaseID: [RegisterRow]] = [:]
    for id in cases { rows[id] = try await entries(of: id).map { RegisterRow($0, of: id) } }
    return rows
  }

  /// None for a case whose events or playbook can't be read: it is stuck, and lists of it wouldn't be true.
  private func entries(of id: CaseID) async throws(DeskError) -> [RegisterEntry] {
    let events: [Event]
    do throws(LedgerError) { events = try await desk.ledger.readEvents(of: id, after: 0) } catch {
      guard case .unreadable = error else { throw .ledger(error) }
      return []
    }
    guard let version = Case(id: id, folding: events)?.version, let plan = try await desk.shelf.readablePlan(version: version) else { return [] }
    return RegisterFold.entries(of: id, events, plan)
  }
}
