import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Teams: who serves which queues.
extension WorkDoor {
  private struct TeamView: Encodable {
    struct Overflow: Encodable {
      let queue: String
      let seconds: Int64
    }

    struct Escalation: Encodable {
      let team: String
      let seconds: Int64
    }

    let id: String
    let name: String
    let queues: [String]
    /// By account: what they know how to do.
    let members: [String: [String]]
    /// By playbook: what its work asks for.
    let needs: [String: [String]]
    let overflow: Overflow?
    let escalation: Escalation?

    init(_ team: Team) {
      id = team.id
      name = team.name
      queues = team.queues
      members = Dictionary(team.members.map { (PersonName.text($0.key), $0.value.sorted()) }) { first, _ in first }
      needs = team.needs.mapValues { $0.sorted() }
      overflow = team.overflow.map { Overflow(queue: $0.queue, seconds: $0.after.seconds) }
      escalation = team.escalation.map { Escalation(team: $0.team, seconds: $0.after.seconds) }
    }
  }

  func teams(_ request: Request, _ visit: Visit) async throws -> Response { try JSONBody.answer(ItemList(items: try await known().map(TeamView.init))) }

  func showTeam(_ request: Request, _ visit: Visit) async throws -> Response {
    let team = try await team(visit)
    let tag = Self.tag(team)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(TeamView(team), headers: [.eTag: tag])
  }

  /// `{"id","name","queues","members"?,"needs"?,"overflow"?,"escalation"?}`. A team of this id is never replaced.
  func addTeam(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let id = object.text("id")
    if !id.isEmpty, !DeskAccount.isID(id) { object.note("id", .init("2 到 40 个小写字母、数字、. _ -", "2 to 40 lower-case letters, digits, . _ -")) }
    for name in ["name", "queues"] where !object.has(name) { object.note(name, .init("缺这一项", "missing")) }
    let team = try await TeamReading(door: self, others: try await known()).read(object, onto: Team(id: id, name: "", queues: []))
    try object.end()
    let added: Team
    do throws(WorkFault) { added = try await router.add(team, by: caller.id) } catch { throw Problem(error) }
    return try JSONBody.answer(
      TeamView(added), status: .created, headers: [.eTag: Self.tag(added), .location: "/v1/teams/\(added.id)"])
  }

  /// With `If-Match`: what is left out stays; `null` takes overflow or escalation away.
  func changeTeam(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let others = try await known()
    let team = try await team(visit)
    let changed = try await TeamReading(door: self, others: others).read(object, onto: team)
    try object.end()
    try expect(team, request)
    guard changed != team else { return try JSONBody.answer(TeamView(team), headers: [.eTag: Self.tag(team)]) }
    let kept: Team
    do throws(WorkFault) { kept = try await router.change(changed, by: caller.id) } catch { throw Problem(error) }
    return try JSONBody.answer(TeamView(kept), headers: [.eTag: Self.tag(kept)])
  }

  /// With `If-Match`. What its people hold stays theirs.
  func removeTeam(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let team = try await team(visit)
    try expect(team, request)
    do throws(WorkFault) { try await router.removeTeam(team.id, revision: team.revision, by: caller.id) } catch { throw Problem(error) }
    return Response(status: .noContent)
  }

  // MARK: parts

  private static func tag(_ team: Team) -> String { "\"\(team.revision)\"" }

  private func expect(_ team: Team, _ request: Request) throws(Problem) {
    guard let asked = request.headers[.ifMatch] else {
      throw Problem(
        kind: .preconditionRequired, detail: .init("请带上 If-Match：班组的 ETag。", "Send If-Match with the team's ETag."),
        headers: [.eTag: Self.tag(team)])
    }
    guard asked == Self.tag(team) else { throw Problem(WorkFault.changedMeanwhile) }
  }

  private func known() async throws -> [Team] {
    do throws(WorkFault) { return try await router.teams() } catch { throw Problem(error) }
  }

  private func team(_ visit: Visit) async throws -> Team {
    let id = visit.name("team")
    guard let team = try await known().first(where: { $0.id == id }) else { throw Problem(WorkFault.noSuchTeam) }
    return team
  }
}
