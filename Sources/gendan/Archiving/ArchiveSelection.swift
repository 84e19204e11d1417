import Casework
import Ledger
import LedgerSQLite
import Playbook

/// Which closed cases are to be archived.
struct ArchiveSelection {
  /// What was asked for.
  enum Wish {
    case allClosed
    /// Nothing has happened in them from this moment on.
    case before(Instant)
    case cases([CaseID])
    /// Their retention is over, by record class in days.
    case due([RecordClass: Int], now: Instant)
  }

  /// A case that was found.
  struct Found {
    let summary: CaseSummary
    /// Only where it had a say.
    let recordClass: RecordClass?
  }

  private static let pageSize = 1_000

  let wish: Wish

  /// As the archive's list of files has it.
  var inManifest: ArchiveManifest.Selection {
    switch wish {
    case .allClosed: ArchiveManifest.Selection()
    case .before(let day): ArchiveManifest.Selection(before: day.archiveText)
    case .cases(let ids): ArchiveManifest.Selection(cases: ids.map(\.text))
    case .due(let days, _):
      ArchiveManifest.Selection(retentionDays: Dictionary(uniqueKeysWithValues: days.map { ($0.key.rawValue, $0.value) }))
    }
  }

  /// - Throws: `Trouble` for a case that isn't there or isn't closed.
  func find(in ledger: SQLiteLedger) async throws -> [Found] {
    if case .cases(let ids) = wish { return try await named(ids, in: ledger) }
    var found: [Found] = []
    var filter = CaseFilter(phases: [.closed], limit: Self.pageSize)
    while true {
      let page = try await ledger.listCases(filter)
      for summary in page { if let one = try await self.one(summary, in: ledger) { found.append(one) } }
      guard page.count == Self.pageSize, let last = page.last else { return found }
      filter.after = last.id
    }
  }

  private func one(_ summary: CaseSummary, in ledger: SQLiteLedger) async throws -> Found? {
    switch wish {
    case .allClosed, .cases: return Found(summary: summary, recordClass: nil)
    case .before(let moment): return summary.changedAt < moment ? Found(summary: summary, recordClass: nil) : nil
    case .due(let days, let now):
      func isOver(_ recordClass: RecordClass) -> Bool { days[recordClass].map { summary.changedAt + .hours(Int64($0) * 24) <= now } ?? false }
      // Most are too young for either, and needn't be read.
      guard RecordClass.allCases.contains(where: isOver), let state = try await ledger.readCase(summary.id) else { return nil }
      let isAboutOrder = try await ledger.order(of: summary.subject, book: OrderBook()) != nil
      let recordClass = RecordClass(of: state, isAboutOrder: isAboutOrder)
      return isOver(recordClass) ? Found(summary: summary, recordClass: recordClass) : nil
    }
  }

  private func named(_ ids: [CaseID], in ledger: SQLiteLedger) async throws -> [Found] {
    let states = try await ledger.readCases(ids)
    for id in ids {
      guard let state = states[id] else {
        if let gone = try await ledger.archivedCase(id) {
          throw Trouble(say("工单 \(id) 已归档，在 \(gone.archive) 里。", "Case \(id) is archived already, in \(gone.archive)."))
        }
        throw Trouble(say("没有工单 \(id)。用 gendan cases 查看。", "There is no case \(id). List them with gendan cases."))
      }
      guard state.phase == .closed else { throw Trouble(say("工单 \(id) 还没关单，不能归档。", "Case \(id) isn't closed and can't be archived.")) }
    }
    return Set(ids).sorted().compactMap { id in
      states[id].map { Found(summary: CaseRow(state: $0, changedAt: $0.openedAt).summary, recordClass: nil) }
    }
  }
}
