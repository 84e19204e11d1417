public import Casework
public import Playbook

/// A ledger that lasts as long as the process: for stories, for playing a case, and for tests. It follows every rule of the stored ones but durability.
public actor MemoryLedger: Ledger {
  var contents = MemoryContents()
  var orders = MemoryOrders()
  var watch = MemoryWatch()
  var versions = MemoryVersions()
  var budgets = MemoryBudgets()
  var tokens: [String: KeptToken] = [:]
  var accounts: [String: KeptAccount] = [:]
  var sessions: [[UInt8]: KeptSession] = [:]
  var audit: [AuditEntry] = []
  var searchRead = 0
  var registersRead = 0
  var registers: [CaseID: [RegisterRow]] = [:]
  var searchTexts: [CaseID: [Int: String]] = [:]
  var routing = MemoryRouting()
  var webhooks = MemoryWebhooks()
  var deadlines = MemoryDeadlines()
  var verifications: [String: PhoneVerification] = [:]
  var erasures: [ErasureNote] = []
  var viewsByPerson: [String: SavedViews] = [:]
  var drafts: [String: PlaybookDraft] = [:]
  let answers = MemoryAnswers()
  var links = MemoryLinks()

  public init() {}

  public func commit(_ entries: [Entry]) -> [CommitResult] {
    entries.map { contents.store($0) }
  }

  public func readCase(_ id: CaseID) -> Case? { contents.rows[id]?.state }

  public func readEvents(of id: CaseID, after sequence: Int) -> [Event] {
    Array(contents.events[id, default: []].dropFirst(max(sequence, 0)))
  }

  public func readTurns(of id: CaseID) -> [Turn] { contents.turns.filter { $0.caseID == id } }

  public func readTurns(after position: Int, limit: Int) -> [Turn] {
    Array(contents.turns[contents.index(behind: position)...].prefix(max(limit, 0)))
  }

  public func latestPosition() -> Int { contents.turns.last?.position ?? 0 }

  public func caseOfSignal(_ id: SignalID) -> CaseID? { contents.signals[id] }

  public func openCase(playbook: String, subject: String) -> CaseID? { contents.openCase(playbook: playbook, subject: subject) }

  public func listCases(_ filter: CaseFilter) -> [CaseSummary] {
    let found = contents.rows.values.map(\.summary).filter { summary in
      filter.matches(summary) && (filter.text.map { isFound(summary.id, by: $0) } ?? true)
    }
    return Array(found.sorted { ($0.id.number, $0.id) > ($1.id.number, $1.id) }.prefix(max(filter.limit, 0)))
  }

  public func highestCaseNumber() -> Int { max(contents.rows.keys.map(\.number).max() ?? 0, contents.archived.keys.map(\.number).max() ?? 0) }

  public func latestEventTime() -> Instant? { contents.events.values.joined().map(\.at).max() }

  public func putPlaybook(_ playbook: PublishedPlaybook) {
    if contents.shelf[playbook.version] == nil { contents.shelf[playbook.version] = playbook }
    contents.currentVersions[playbook.id] = playbook.version
  }

  public func readPlaybook(version: String) -> PublishedPlaybook? { contents.shelf[version] }

  public func currentVersion(of playbook: String) -> String? { contents.currentVersions[playbook] }

  public func listPlaybooks() -> [PublishedPlaybook] {
    contents.currentVersions.sorted { $0.key < $1.key }.compactMap { contents.shelf[$0.value] }
  }

  public func rebuild() throws(LedgerError) -> RebuildReport {
    watch.recount()
    deadlines.recount()
    return try contents.rebuild()
  }
}
