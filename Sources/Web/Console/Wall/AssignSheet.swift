import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// To whom a task is to be given.
struct AssignSheet {
  struct Person {
    let account: String
    let personName: String
    let status: String
    /// The class of the tag that says it.
    let tone: String
    let load: String
    /// Nil for somebody in no team.
    let teamNames: String?
    let isHolder: Bool
  }

  /// False when the task is done already.
  let isOpen: Bool
  let caseID: String
  let subject: String
  let ask: String
  let assigneePath: String
  let holder: String?
  let people: [Person]
  /// More than can be looked over.
  let isLong: Bool

  private static let mostAtAGlance = 8

  init(_ wall: WallConsole, _ visit: Visit) async throws {
    let words = ConsoleWords.of(visit.language)
    let id = WorkID(visit.caseID, TaskID(visit.name("task")))
    let state = try await wall.desk.state(of: id.caseID)
    let task = state.tasks[id.task]
    let known = try await Problem.telling { try await wall.work.router.standing(of: id.caseID) }
    let counts = try await Problem.telling { try await wall.work.router.holdings() }
    let everybody = try await WallPeople(wall.work)
    let held = known.first { $0.work.id == id }?.holder
    isOpen = task != nil
    caseID = state.id.text
    subject = state.subject
    ask = task?.text ?? ""
    assigneePath = WallPath.assignee(of: id)
    holder = held.map { everybody.name($0) }
    var teams: [String: [String]] = [:]
    do throws(WorkFault) {
      for team in try await wall.work.router.teams() { for person in team.members.keys { teams[person, default: []].append(team.name) } }
    } catch { throw Problem(error) }
    let presences = Dictionary(everybody.presences.map { ($0.person, $0.status) }) { first, _ in first }
    func isHere(_ account: DeskAccount) -> Bool { presences[PersonName.id(account.id)] == .available }
    let ordered = everybody.workers.filter(isHere) + everybody.workers.filter { !isHere($0) }
    people = ordered.map { account in
      let person = PersonName.id(account.id)
      let status = presences[person] ?? .offline
      return Person(
        account: account.id, personName: account.name, status: words.text("wall-presence-\(status.rawValue)"), tone: WallNow.Person.tone(of: status),
        load: words.text("wall-load", ["count": String(counts[person] ?? 0)]), teamNames: teams[person]?.joined(separator: "、"), isHolder: person == held)
    }
    isLong = ordered.count > Self.mostAtAGlance
  }
}
