import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What this house is and how it does: for everybody who has come in.
struct AboutPage: Sendable {
  /// What is due goes out within moments; what has waited longer than this is told.
  private static let patience = TimeAmount.minutes(2)

  let house: Administration

  private struct Way {
    let what: String
    /// The id that a playbook names; empty for the rest.
    let id: String
    let state: AdminMark
  }

  private struct Content {
    let version: String
    let tenant: String?
    let hosts: [String]
    let hasHosts: Bool
    let state: AdminMark
    let ledger: AdminMark
    let ways: [Way]
    let waitsSince: PageTimes.Stamp?
    let nothingWaits: Bool
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let state = house.readiness.state
    let answers = await house.ledgerAnswers()
    let due = try await Problem.telling { try await house.desk.ledger.nextEffectDue() }
    let late = due.flatMap { $0 + Self.patience < house.desk.clock.now() ? $0 : nil }
    let content = Content(
      version: house.imprint.version, tenant: house.imprint.tenant, hosts: house.imprint.hosts, hasHosts: !house.imprint.hosts.isEmpty,
      state: AdminMark(mark: words.text("about-state-\(state.rawValue)"), kind: state == .ready ? "good" : "warn"),
      ledger: AdminMark(mark: words.text(answers ? "about-ledger-answers" : "about-ledger-silent"), kind: answers ? "good" : "bad"),
      ways: house.desk.waysOut.map { Self.way($0, visit.language, words) }, waitsSince: late.map(times.stamp), nothingWaits: late == nil)
    return try house.console.page("about", title: words.text("about-title"), content, assets: PageAssets(styles: ["admin.css"]), request, visit)
  }

  private static func way(_ out: WayOut, _ language: Language, _ words: ConsoleWords) -> Way {
    let state = AdminMark(mark: words.text(out.isOpen ? "about-way-open" : "about-way-closed"), kind: out.isOpen ? "good" : "warn")
    switch out.scope {
    case .everythingElse: return Way(what: words.text("about-way-rest"), id: "", state: state)
    case .action(let id): return Way(what: words.text("about-way-action"), id: id, state: state)
    case .channel(let id): return Way(what: ChannelName(rawValue: id)?.name(in: language) ?? id, id: id, state: state)
    }
  }
}
