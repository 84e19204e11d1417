import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The audit at the door: who did what to what. It is read page by page and never written from outside.
struct AuditEntries: Sendable {
  static let longestPage = 1_000

  let audit: any AuditLedger

  private struct Row: Encodable {
    let number: Int
    let at: String
    let who: String
    let what: String
    let about: String
    let detail: String?
    let digest: String
  }

  private struct Page: Encodable {
    let items: [Row]
    /// What to give as `after`, or with `order=newest` as `before`, for the next page; left out when this is the last one.
    let next: Int?
  }

  /// From the first on, or from the last: `?order=newest&who=account:li&what=logged-in&about=case:C-000001*&from=…&until=…&after=0&before=…&limit=100`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    var filter = AuditFilter()
    filter.after = query.number("after", 0...Int.max)
    filter.before = query.number("before", 1...Int.max)
    filter.limit = query.number("limit", 1...Self.longestPage) ?? 100
    filter.isNewestFirst = query.choice("order", ["oldest", "newest"]) == "newest"
    filter.who = query.text("who").map { AuditFilter.Name(pattern: $0) }
    if let word = query.text("what") {
      filter.what = AuditAction(rawValue: word)
      let words = AuditAction.allCases.map(\.rawValue)
      if filter.what == nil { query.refuse("what", .init("可以是：\(words.joined(separator: "、"))", "one of: \(words.joined(separator: ", "))")) }
    }
    filter.about = query.text("about").map { AuditFilter.Name(pattern: $0) }
    filter.from = query.moment("from")
    filter.until = query.moment("until")
    try query.end()
    let asked = filter
    let entries = try await Problem.telling { try await audit.listAudit(asked) }
    let rows = entries.map {
      Row(
        number: $0.number, at: $0.note.at.rfc3339, who: $0.note.who, what: $0.note.what.rawValue, about: $0.note.about, detail: $0.note.detail,
        digest: Hexadecimal.text($0.digest))
    }
    return try JSONBody.answer(Page(items: rows, next: rows.count == filter.limit ? rows.last?.number : nil))
  }
}
