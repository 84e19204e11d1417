public import Casework
import Ledger
public import Playbook

/// How much the sentences of a playbook are used, read from the record of its newest cases.
public struct PlaybookHeat: Sendable {
  /// However many are asked for, no more are read.
  public static let mostCases = 2_000
  private static let casesOfAPage = 200

  public private(set) var heat = SentenceHeat()
  /// When the oldest case that was read was opened; nil when none was.
  public private(set) var since: Instant?
  /// Cases that couldn't be read, or run under a version that can't be.
  public private(set) var unreadCount = 0
  private var changes: [String: PlanChange] = [:]

  private init() {}

  /// Reads the newest cases, closed or not. What happened under other versions counts at the sentences of this plan that stand for theirs.
  ///
  /// - Parameter count: how many cases; `mostCases` at most.
  /// - Throws: `DeskError.ledger` when the ledger can't be asked.
  public static func read(of plan: Plan, newest count: Int, in desk: Desk) async throws(DeskError) -> PlaybookHeat {
    var reading = PlaybookHeat()
    var left = min(count, mostCases)
    var filter = CaseFilter(playbook: plan.id)
    while left > 0 {
      filter.limit = min(left, casesOfAPage)
      let page: [CaseSummary]
      do throws(LedgerError) { page = try await desk.ledger.listCases(filter) } catch { throw .ledger(error) }
      for summary in page { try await reading.add(summary, plan, desk) }
      guard page.count == filter.limit, let last = page.last else { break }
      filter.after = last.id
      left -= page.count
    }
    return reading
  }

  private mutating func add(_ summary: CaseSummary, _ plan: Plan, _ desk: Desk) async throws(DeskError) {
    guard let record = try await events(of: summary.id, in: desk.ledger), try await know(record.versions, plan, desk) else {
      unreadCount += 1
      return
    }
    since = min(since ?? summary.openedAt, summary.openedAt)
    let known = changes
    heat.add(record) { version, id in
      guard version != plan.version else { return Step.sentenceID(of: id) }
      guard let change = known[version] else { return nil }
      return change.successor(ofStep: id)?.sentenceID ?? change.successor(ofBranch: id)
    }
  }

  /// Nil for a case that can't be read: it stands in nobody's way.
  private func events(of id: CaseID, in ledger: any Ledger) async throws(DeskError) -> [Event]? {
    do throws(LedgerError) { return try await ledger.readEvents(of: id, after: 0) } catch {
      if case .unreadable = error { return nil }
      throw .ledger(error)
    }
  }

  /// - Returns: false where one of the versions can't be read.
  private mutating func know(_ versions: [String], _ plan: Plan, _ desk: Desk) async throws(DeskError) -> Bool {
    for version in versions where version != plan.version && changes[version] == nil {
      guard try await desk.shelf.readablePlan(version: version) != nil else { return false }
      changes[version] = try await desk.shelf.change(from: version, to: plan.version)
    }
    return true
  }
}

extension [Event] {
  /// The versions that a case ran under.
  fileprivate var versions: [String] {
    compactMap { event in
      switch event.kind {
      case .opened(let opened): opened.version
      case .moved(let moved): moved.to
      default: nil
      }
    }
  }
}
