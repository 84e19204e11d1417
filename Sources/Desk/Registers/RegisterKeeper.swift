public import Casework
public import Ledger
import Playbook

/// Keeps what is listed over all cases up to date.
///
///     record → RegisterKeeper → RegisterLedger
public actor RegisterKeeper {
  private static let pageSize = 500
  /// Of cases that are read again.
  private static let casesAtOnce = 100
  /// How long the record may be ahead while nobody asks. Whoever asks has it read to its end first.
  private static let pause = Duration.seconds(5)

  private let ledger: any Ledger
  private let store: any RegisterLedger
  private let shelf: PlaybookShelf

  /// - Parameter store: where the lists are kept; as a rule in the same ledger.
  public init(desk: Desk, store: any RegisterLedger) {
    ledger = desk.ledger
    shelf = desk.shelf
    self.store = store
  }

  /// Until the task is cancelled. What can't be read now is read later: nothing depends on it but lists.
  public func run() async {
    while !Task.isCancelled {
      try? await catchUp()
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// Reads the record to its end.
  /// - Throws: `DeskError.ledger` when it can't be read or the entries can't be kept.
  public func catchUp() async throws(DeskError) {
    while try await !step() {}
  }

  /// As far as the record has been read, and a little further: for whoever can't wait for its end.
  public func listAsItStands(_ filter: RegisterFilter) async throws(DeskError) -> [RegisterRow] {
    _ = try await step()
    do throws(LedgerError) { return try await store.listRegister(filter) } catch { throw .ledger(error) }
  }

  /// Up to date, newest first.
  public func list(_ filter: RegisterFilter) async throws(DeskError) -> [RegisterRow] {
    try await catchUp()
    do throws(LedgerError) { return try await store.listRegister(filter) } catch { throw .ledger(error) }
  }

  /// Reads cases that were put back into the record behind the reader: what stands before it is read no more.
  /// - Throws: as `catchUp`.
  public func readAgain(_ cases: [CaseID]) async throws(DeskError) {
    do throws(LedgerError) {
      for start in stride(from: 0, to: cases.count, by: Self.casesAtOnce) {
        let group = cases[start..<min(start + Self.casesAtOnce, cases.count)]
        while true {
          let position = try await store.registerPosition()
          if try await store.keepRegisters(try await rows(of: group), from: position, to: position) { break }
        }
      }
    } catch { throw .ledger(error) }
  }

  /// - Returns: whether the end was reached.
  private func step() async throws(DeskError) -> Bool {
    do throws(LedgerError) {
      let position = try await store.registerPosition()
      let (turns, end) = try await RecordReading.turns(after: position, limit: Self.pageSize, in: ledger)
      guard end > position else { return true }
      // Another reader may have been faster: the next step begins where it came to.
      let isKept = try await store.keepRegisters(try await rows(of: Set(turns.map(\.caseID))), from: position, to: end)
      // What comes while this is read is for the next time: under steady load there is no end to be reached.
      return isKept && !turns.isEmpty && turns.count < Self.pageSize
    } catch { throw .ledger(error) }
  }

  private func rows(of cases: some Sequence<CaseID>) async throws(LedgerError) -> [CaseID: [RegisterRow]] {
    var rows: [CaseID: [RegisterRow]] = [:]
    for id in cases { rows[id] = try await entries(of: id).map { RegisterRow($0, of: id) } }
    return rows
  }

  /// None for a case whose events or playbook can't be read: it is stuck, and lists of it wouldn't be true.
  private func entries(of id: CaseID) async throws(LedgerError) -> [RegisterEntry] {
    let events: [Event]
    do throws(LedgerError) { events = try await ledger.readEvents(of: id, after: 0) } catch {
      guard case .unreadable = error else { throw error }
      return []
    }
    guard let version = Case(id: id, folding: events)?.version, let plan = try? await shelf.plan(version: version) else { return [] }
    return RegisterFold.entries(of: id, events, plan)
  }

}
