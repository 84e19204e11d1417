import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The published playbooks, to be read: what they say, how they came to be, and how they are used.
struct PlaybookPages: Sendable {
  let console: Console
  let desk: Desk
  let heats = WarmHeats()
  let plays = PlayedStories()

  var addresses: [Address] {
    let path = "/console/playbooks/{playbook}"
    return [
      Address(.get, "/console/playbooks", .having(.seePlaybooks), face: .page, answer: list),
      Address(.get, path, .having(.seePlaybooks), face: .page, answer: outline),
      Address(.get, path + "/graph", .having(.seePlaybooks), face: .page, answer: graph),
      Address(.get, path + "/versions", .having(.seePlaybooks), face: .page, answer: versions),
      Address(.get, path + "/diff", .having(.seePlaybooks), face: .page, answer: diff),
      Address(.get, path + "/messages", .having(.seePlaybooks), face: .page, answer: messages),
      Address(.get, path + "/vocabulary", .having(.seePlaybooks), face: .page, answer: vocabulary),
      Address(.get, path + "/rules", .having(.seePlaybooks), face: .page, answer: rules),
      Address(.get, path + "/stories", .having(.seePlaybooks), face: .page, answer: stories),
      Address(.get, path + "/heat", .having(.seePlaybooks), timeLimit: 60, face: .page, answer: heat),
    ]
  }

  static let noSuchPlaybook = Problem(
    kind: .notFound,
    detail: .init("没有发布过这份流程或这个版本，去“流程”看全部。", "No such playbook or version is published: “Playbooks” lists them all."))

  /// The version that the page is about: the one that cases start under now, or the one that was asked for.
  ///
  /// - Parameter version: as `?version=` names it.
  func chosen(_ visit: Visit, version: String? = nil) async throws -> ChosenPlaybook {
    let id = visit.name("playbook")
    guard let current = try await Problem.telling({ try await desk.ledger.currentVersion(of: id) }) else { throw Self.noSuchPlaybook }
    let plan = try await plan(version ?? current)
    guard plan.id == id else { throw Self.noSuchPlaybook }
    return ChosenPlaybook(plan: plan, isCurrent: plan.version == current)
  }

  func plan(_ version: String) async throws -> Plan {
    do throws(DeskError) { return try await desk.shelf.plan(version: version) } catch {
      if case .unknownPlaybook = error { throw Self.noSuchPlaybook }
      throw Problem(error)
    }
  }

  /// The version of a page that has no other parameters.
  func asked(_ request: Request, _ visit: Visit) async throws -> ChosenPlaybook {
    var query = Query(request)
    let version = query.text("version")
    try query.end()
    return try await chosen(visit, version: version)
  }

  /// A page of one playbook. - Parameter template: also its part of the title.
  func page(
    _ template: String, _ chosen: ChosenPlaybook, _ tab: PlaybookTab, _ content: Any, assets: PageAssets = PageAssets(styles: ["playbooks.css"]),
    _ request: Request, _ visit: Visit
  ) throws -> Response {
    let title = "\(ConsoleWords.of(visit.language).text("playbooks-tab-\(tab.rawValue)")) · \(chosen.plan.title)"
    return try console.page(template, title: title, content, assets: assets, request, visit)
  }

  /// The record of versions; every ledger of a server keeps it.
  func versionRecord() throws(Problem) -> any VersionLedger {
    guard let store = desk.ledger as? any VersionLedger else { throw .internalError }
    return store
  }
}
