import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Who did what to what: the newest first, and whether what is shown is as it was sealed.
struct AuditPage: Sendable {
  static let pageLength = 50

  let house: Administration

  private struct Content {
    let who: String
    let about: String
    let from: String
    let until: String
    let actions: [AdminChoice]
    let isFiltered: Bool
    let lines: [AuditLine]
    let hasLines: Bool
    let isSound: Bool
    let chain: String
    let head: String
    let headNumber: String
    let isNewest: Bool
    let newestPath: String
    let olderPath: String?
  }

  /// `?who=account:li&what=logged-in&about=case:C-000001*&from=2026-11-23&until=2026-11-24&before=120`; days are the reader's, the last one included.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let query = AdminQuery(request)
    let filter = Self.filter(query, times)
    let (entries, head) = try await Problem.telling { (try await house.ledger.listAudit(filter), try await house.ledger.auditHead()) }
    let people = try await PeopleNames(house.ledger)
    let fault = try await Problem.telling { try await firstFault(in: entries) }
    let actions = AuditAction.allCases.map {
      AdminChoice(value: $0.rawValue, label: words.text("audit-what-\($0.rawValue)"), isChosen: $0 == filter.what)
    }
    func path(before: Int?) -> String {
      AdminQuery.path(
        "/console/audit",
        [
          "who": query.text("who"), "what": filter.what?.rawValue, "about": query.text("about"), "from": query.day("from")?.text,
          "until": query.day("until")?.text, "before": before.map { String($0) },
        ])
    }
    let content = Content(
      who: query.text("who") ?? "", about: query.text("about") ?? "", from: query.day("from")?.text ?? "", until: query.day("until")?.text ?? "",
      actions: actions, isFiltered: path(before: nil) != "/console/audit", lines: entries.map { AuditLine($0, people, words, times) },
      hasLines: !entries.isEmpty, isSound: fault == nil, chain: Self.words(of: fault, entries, words), head: head.map { Hexadecimal.text($0.digest) } ?? "",
      headNumber: head.map { String($0.number) } ?? "0", isNewest: filter.before == nil, newestPath: path(before: nil),
      olderPath: entries.count == filter.limit ? entries.last.map { path(before: $0.number) } : nil)
    let assets = PageAssets(styles: ["admin.css"])
    return try house.console.page("audit", title: words.text("audit-title"), content, assets: assets, request, visit)
  }

  private static func filter(_ query: AdminQuery, _ times: PageTimes) -> AuditFilter {
    var filter = AuditFilter(isNewestFirst: true, limit: pageLength)
    filter.who = query.text("who").map { AuditFilter.Name(pattern: $0) }
    filter.what = query.text("what").flatMap { AuditAction(rawValue: $0) }
    filter.about = query.text("about").map { AuditFilter.Name(pattern: $0) }
    filter.from = query.day("from").map { times.beginning(of: $0) }
    filter.until = query.day("until").map { times.beginning(of: CivilDay(number: $0.number + 1)) }
    filter.before = query.number("before")
    return filter
  }

  // MARK: the seals

  /// Holds every entry against the one before it, which may not be among those that were asked for.
  /// - Returns: the first fault; nil when each is as it was sealed.
  private func firstFault(in entries: [AuditEntry]) async throws(LedgerError) -> AuditChain.Fault? {
    for run in Self.runs(entries) {
      guard let first = run.first else { continue }
      var walk = AuditChain.Walk()
      if first.number > 1 {
        let before = try await house.ledger.readAudit(after: first.number - 2, limit: 1).first
        guard let before, before.number == first.number - 1 else { return .gap(after: first.number - 2, found: first.number) }
        walk = AuditChain.Walk(after: before)
      }
      do throws(AuditChain.Fault) { try walk.pass(run) } catch { return error }
    }
    return nil
  }

  /// The same entries in order, cut where others stand between them.
  static func runs(_ entries: [AuditEntry]) -> [[AuditEntry]] {
    var runs: [[AuditEntry]] = []
    for entry in entries.sorted(by: { $0.number < $1.number }) {
      if let last = runs.last?.last, last.number + 1 == entry.number { runs[runs.count - 1].append(entry) } else { runs.append([entry]) }
    }
    return runs
  }

  private static func words(of fault: AuditChain.Fault?, _ entries: [AuditEntry], _ words: ConsoleWords) -> String {
    switch fault {
    case .altered(let number)?: return words.text("audit-chain-altered", ["number": String(number)])
    case .gap(let number, let found)?: return words.text("audit-chain-gap", ["number": String(number), "found": String(found)])
    case nil: break
    }
    let numbers = entries.map(\.number)
    guard let from = numbers.min(), let to = numbers.max() else { return words.text("audit-chain-none") }
    if to - from + 1 == numbers.count { return words.text("audit-chain-holds", ["from": String(from), "to": String(to)]) }
    return words.text("audit-chain-each", ["count": String(numbers.count)])
  }
}
