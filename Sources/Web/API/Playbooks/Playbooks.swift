import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The published playbooks and the calendars they count by.
struct Playbooks: Sendable {
  let desk: Desk

  /// The playbooks that cases start under now.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let published = try await Problem.telling { try await desk.ledger.listPlaybooks() }
    return try JSONBody.answer(ItemList(items: published.map(PlaybookView.init)))
  }

  /// The version that cases start under now, with its sources.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let id = visit.name("playbook")
    guard let version = try await Problem.telling({ try await desk.ledger.currentVersion(of: id) }) else { throw Self.noSuchPlaybook }
    return try await answer(version, of: id, request)
  }

  /// Every version, the newest first, and who published it.
  func versions(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let id = visit.name("playbook")
    guard let current = try await Problem.telling({ try await desk.ledger.currentVersion(of: id) }) else { throw Self.noSuchPlaybook }
    guard let store = desk.ledger as? any VersionLedger else { throw Problem.internalError }
    let items = try await Problem.telling {
      let publications = try await store.listPublications(of: id)
      let open = try await store.countOpenCases(of: id)
      return try await store.listVersions(of: id).map { version in
        VersionView(version, publications.first { $0.version == version.version }, isCurrent: version.version == current, openCases: open[version.version] ?? 0)
      }
    }
    return try JSONBody.answer(ItemList(items: items))
  }

  func version(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try await answer(visit.name("version"), of: visit.name("playbook"), request)
  }

  private func answer(_ version: String, of id: String, _ request: Request) async throws -> Response {
    let found = try await Problem.telling { try await desk.ledger.readPlaybook(version: version) }
    guard let found, found.id == id else { throw Self.noSuchPlaybook }
    // A version never changes.
    let tag = "\"\(version)\""
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(PlaybookText(found), headers: [.eTag: tag])
  }

  // MARK: calendars

  func calendars(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try JSONBody.answer(ItemList(items: try await known().sorted { $0.key < $1.key }.map { CalendarView($1.calendar, $1.playbooks) }))
  }

  /// The days of a calendar: `?from=2026-02-01&to=2026-02-28`, a year at most.
  func calendar(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let (from, to) = (query.day("from"), query.day("to"))
    if let from, let to, !(0...366).contains(to.number - from.number) { query.refuse("to", .init("不早于 from，最多一年", "not before from, and a year at most")) }
    try query.end()
    guard let found = try await known()[visit.name("calendar")] else {
      throw Problem(kind: .notFound, detail: .init("没有这份日历：GET /v1/calendars 列出全部。", "There is no such calendar: GET /v1/calendars lists them."))
    }
    guard let from, let to else { throw Problem.internalError }
    let days = (from.number...to.number).map { CalendarView.Day(CivilDay(number: $0), found.calendar) }
    return try JSONBody.answer(CalendarView(found.calendar, found.playbooks, days: days))
  }

  /// By their ids, with the playbooks that count by them.
  func known() async throws -> [String: (calendar: ServiceCalendar, playbooks: [String])] {
    var known: [String: (calendar: ServiceCalendar, playbooks: [String])] = [:]
    for plan in try await desk.plans() {
      for calendar in Set(plan.procedures.compactMap(\.calendar)) {
        known[calendar.id] = (calendar, (known[calendar.id]?.playbooks ?? []) + [plan.id])
      }
    }
    return known
  }

  // MARK: finding

  static let noSuchPlaybook = Problem(
    kind: .notFound, detail: .init("没有发布过这份流程或这个版本：GET /v1/playbooks 列出全部。", "No such playbook or version is published: GET /v1/playbooks lists them."))
}
