import Desk
import Hummingbird
import Ledger
import Playbook

/// `/console/playbooks`: every playbook that cases can start under.
extension PlaybookPages {
  private struct ListPage {
    let rows: [Row]
    let hasRows: Bool
    let seesConnectors: Bool
  }

  private struct Row {
    struct Link { let path: String }

    let name: String
    let playbookID: String
    let path: String
    let owner: String
    let language: String
    let version: String
    let since: PageTimes.Stamp
    let openCount: String
    let share: String
    /// For the bar beside it: 0 to 100.
    let percent: String
    let hasShare: Bool
    let isOff: Bool
    let editor: [Link]
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let caller = try visit.someone()
    let words = ConsoleWords.of(visit.language)
    let times = console.times(request, visit)
    let record = try versionRecord()
    var rows: [Row] = []
    for published in try await Problem.telling({ try await desk.ledger.listPlaybooks() }) {
      let id = published.id
      let (publications, open) = try await Problem.telling { (try await record.listPublications(of: id), try await record.countOpenCases(of: id)) }
      let plan: Plan?
      do throws(DeskError) { plan = try await desk.shelf.readablePlan(version: published.version) } catch { throw Problem(error) }
      let since = publications.first { $0.version == published.version }?.at ?? published.publishedAt
      let count = open.values.reduce(0, +)
      let share = plan.map { AutomatedShare($0) }
      rows.append(
        Row(
          name: published.title, playbookID: id, path: PlaybookPath.page(id), owner: plan?.owner ?? words.text("playbooks-no-owner"),
          language: plan.map { words.text("playbooks-language-\($0.language == .chinese ? "chinese" : "english")") } ?? words.text("playbooks-unreadable"),
          version: String(published.version.prefix(12)), since: times.stamp(since), openCount: "\(count)",
          share: share.map { words.text("playbooks-share", ["automated": "\($0.automated)", "sentences": "\($0.sentences)"]) } ?? "",
          percent: "\(share?.percent ?? 0)", hasShare: share?.percent != nil, isOff: plan?.isEnabled == false,
          editor: caller.role == .author ? [Row.Link(path: PlaybookPath.editor(id))] : []))
    }
    let content = ListPage(rows: rows, hasRows: !rows.isEmpty, seesConnectors: ConnectorPages.isOpen(to: caller.role))
    return try console.page(
      "playbooks", title: words.text("playbooks-title"), content, assets: PageAssets(styles: ["playbooks.css"]), request, visit)
  }
}
