import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What is kept of people: handed out, erased, and for how long it is kept.
struct PrivacyPage: Sendable {
  let house: Administration

  private struct Person {
    let id: String
    let exportAPI: String
    let exportName: String
    let erasureAPI: String
    let historyPath: String
  }

  private struct Term {
    let what: String
    let howLong: String
    let why: String
  }

  private struct Content {
    let asked: String
    let person: Person?
    let longestName: String
    let shortestReason: String
    let longestReason: String
    let terms: [Term]
  }

  /// `?person=u-81`.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let id = AdminQuery(request).text("person")
    let person = id.map { id in
      Person(
        id: id, exportAPI: "/v1/persons/\(AdminQuery.encoded(id))/export",
        exportName: "person-\(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }).json",
        erasureAPI: "/v1/persons/\(AdminQuery.encoded(id))/erasure", historyPath: AdminQuery.path("/console/audit", ["about": "person:\(id)"]))
    }
    let content = Content(
      asked: id ?? "", person: person, longestName: String(Persons.longestName), shortestReason: String(Reason.shortest),
      longestReason: String(Reason.longest), terms: terms(words))
    let assets = PageAssets(styles: ["admin.css"], scripts: ["admin.js"])
    return try house.console.page("privacy", title: words.text("privacy-title"), content, assets: assets, request, visit)
  }

  /// What is kept for how long.
  private func terms(_ words: ConsoleWords) -> [Term] {
    func days(_ count: Int) -> String { words.text("privacy-days", ["count": String(count)]) }
    let cases = RecordClass.allCases.map { one in
      Term(
        what: words.text("privacy-class-\(one.rawValue)"), howLong: house.imprint.retentionDays[one].map(days) ?? words.text("privacy-not-said"),
        why: words.text("privacy-class-\(one.rawValue)-why"))
    }
    let others = [
      ("deliveries", days(house.webhookRetentionDays)), ("answers", days(1)), ("codes", words.text("privacy-hour")),
      ("sessions", words.text("privacy-hours", ["count": String(LogIn.longest.seconds / 3_600)])), ("audit", words.text("privacy-for-good")),
    ].map { name, howLong in Term(what: words.text("privacy-\(name)"), howLong: howLong, why: words.text("privacy-\(name)-why")) }
    return cases + others
  }
}
