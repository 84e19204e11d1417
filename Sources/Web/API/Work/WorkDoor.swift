import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Work at the door: the open tasks of all cases, who holds them, and to whom they are offered.
struct WorkDoor: Sendable {
  let router: WorkRouter
  let desk: Desk
  let people: any AccessLedger & AccountLedger

  private struct Page: Encodable {
    let items: [TaskView]
    /// The cursor of the next page; left out when this is the last one.
    let next: String?
  }

  /// The most urgent first: `?queue=…&playbook=…&mine=true&state=waiting|offered|assigned&case=…&limit=50&cursor=…`.
  func tasks(_ request: Request, _ visit: Visit) async throws -> Response {
    let asked = try WorkQuery.filter(Query(request), visit.someone())
    let listed = try await Problem.telling { try await router.list(asked) }
    let next = listed.count == asked.limit ? listed.last?.standing.work.urgency.cursor : nil
    return try JSONBody.answer(Page(items: try await views(listed, visit), next: next))
  }

  /// How each queue stands.
  func queues(_ request: Request, _ visit: Visit) async throws -> Response {
    let figures = try await Problem.telling { try await router.queueFigures() }
    return try JSONBody.answer(ItemList(items: figures.map(QueueView.init)))
  }

  /// `{"account"}`: a supervisor gives the task to somebody, whoever holds it.
  func assign(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let person = PersonName.id(object.text("account"))
    if !object.isFaulty, try await !worksHere(person) { object.note("account", PersonName.unknown) }
    try object.end()
    let known: WorkStanding
    do throws(WorkFault) { known = try await router.assign(work(visit), to: person, by: caller.id) } catch { throw Problem(error) }
    return try await answer(known, visit)
  }

  /// A supervisor takes the task back: it waits again.
  func takeBack(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    do throws(WorkFault) { try await router.takeBack(work(visit), by: caller.id) } catch { throw Problem(error) }
    return Response(status: .noContent)
  }

  // MARK: parts

  /// Whether tasks can be given to somebody of this name.
  func worksHere(_ person: String) async throws -> Bool {
    let role: Role? = try await Problem.telling {
      guard person.hasPrefix(PersonName.token) else {
        return try await people.readAccount(PersonName.text(person)).flatMap { $0.account.disabledAt == nil ? $0.account.role : nil }
      }
      let id = String(person.dropFirst(PersonName.token.count))
      return try await people.readToken(id).flatMap { $0.token.revokedAt == nil ? $0.token.role : nil }
    }
    return role.map { Right.of($0).contains(.doWork) } ?? false
  }

  func answer(_ known: WorkStanding, _ visit: Visit) async throws -> Response {
    guard let view = try await views([ListedWork(known)], visit).first else { throw Problem(WorkFault.noSuchTask) }
    return try JSONBody.answer(view)
  }

  /// Tasks as they are shown, with what their cases say of them. One that was done meanwhile is left out.
  func views(_ listed: [ListedWork], _ visit: Visit) async throws -> [TaskView] {
    try await found(listed).map { TaskView($0.listed, $0.task, $0.state, $0.plan) }
  }

  /// The same as they are read.
  func found(_ listed: [ListedWork]) async throws -> [FoundWork] {
    let ids = Set(listed.map(\.standing.work.id.caseID))
    let states = try await Problem.telling { try await desk.ledger.readCases(ids.sorted()) }
    var plans: [String: Plan?] = [:]
    var found: [FoundWork] = []
    for one in listed {
      guard let state = states[one.standing.work.id.caseID], let task = state.tasks[one.standing.work.id.task] else { continue }
      if plans[state.version] == nil {
        do throws(DeskError) { plans.updateValue(try await desk.shelf.plan(version: state.version), forKey: state.version) } catch {
          if case .ledger = error { throw Problem(error, nil) }
          // A version that can't be read hides no tasks: only their sentences.
          plans.updateValue(nil, forKey: state.version)
        }
      }
      found.append(FoundWork(listed: one, task: task, state: state, plan: plans[state.version] ?? nil))
    }
    return found
  }

  private func work(_ visit: Visit) -> WorkID { WorkID(visit.caseID, TaskID(visit.name("task"))) }
}

/// An open task with what its case says of it.
struct FoundWork: Sendable {
  let listed: ListedWork
  let task: OpenTask
  let state: Case
  /// Nil for a version that can't be read.
  let plan: Plan?
}

/// How requests name people: an account by its log-in name, a program by `token:ID`. Inside, callers' ids tell them apart.
enum PersonName {
  static let token = "token:"
  private static let account = "account:"

  static func id(_ text: String) -> String { text.hasPrefix(token) ? text : account + text }
  static func text(_ id: String) -> String { id.hasPrefix(account) ? String(id.dropFirst(account.count)) : id }

  static let unknown = Problem.Words("没有这个账号，或它不办工单", "there is no such account, or it doesn't work on cases")
}
