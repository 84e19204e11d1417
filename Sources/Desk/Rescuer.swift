import Casework
import Ledger
import Playbook

/// Looks after what a crash or a mistake may have left: leases of a desk that ended, and cases that nothing will move.
///
/// The writer notices a case that strands with its own commit; this finds those that stranded otherwise.
struct Rescuer: Sendable {
  /// Between two rounds.
  private static let interval = TimeAmount.minutes(10)
  /// Cases read at once, and the pause behind them: nobody waits for this, and others wait for the machine.
  private static let handful = 50
  private static let breath = Duration.milliseconds(50)

  let name: String
  let ledger: any Ledger
  let clock: any DeskClock
  let noticed: Audience<DeskNotice>
  /// Cases looked at in a round, the newest first; the next round goes on behind them, and begins anew behind the last.
  var casesLimit = 10_000

  /// Frees what this desk held when it ended last.
  func freeLeases() async throws(DeskError) {
    do {
      let count = try await ledger.releaseLeases(heldBy: name)
      if count > 0 { noticed.tell(.leasesFreed(count)) }
    } catch { throw .ledger(error) }
  }

  /// Until the task is cancelled. A stranded case is told once.
  func run() async {
    var told: Set<CaseID> = []
    /// Stranded cases of the present walk over all open cases.
    var found: Set<CaseID> = []
    var last: CaseID?
    while !Task.isCancelled {
      do throws(LedgerError) {
        var looked = 0
        repeat {
          let page = try await ledger.listCases(CaseFilter(phases: [.open, .settling], after: last, limit: min(Self.handful, casesLimit)))
          for id in try await stranded(among: page) where found.insert(id).inserted && !told.contains(id) { noticed.tell(.stranded(id)) }
          looked += page.count
          last = page.count < min(Self.handful, casesLimit) ? nil : page.last?.id
          if last != nil { try? await clock.rest(Self.breath) }
        } while last != nil && looked < casesLimit && !Task.isCancelled
        if last == nil { (told, found) = (found, []) }
      } catch {
        guard !Task.isCancelled else { return }
        noticed.tell(.ledgerTrouble(error))
      }
      let next = clock.now() + Self.interval
      while !Task.isCancelled, clock.now() < next { try? await clock.sleep(until: next) }
    }
  }

  private func stranded(among page: [CaseSummary]) async throws(LedgerError) -> [CaseID] {
    let quiet = page.filter { !$0.hasIncident && $0.openTasks == 0 }.map(\.id)
    guard !quiet.isEmpty else { return [] }
    return try await ledger.readCases(quiet).values.filter(\.isStranded).map(\.id).sorted()
  }
}
