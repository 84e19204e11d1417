import Casework
import Desk
import Foundation
import Ledger
import Playbook

/// Somebody looks at a case: what all that is shown of it needs to know.
struct CaseLook {
  let file: CaseFile
  let caller: Caller
  let rights: Set<Right>
  let language: Language
  let words: ConsoleWords
  let times: PageTimes
  /// Whether numbers that lead to people are taken out of texts.
  let masks: Bool
  /// How the open tasks stand.
  let work: [TaskID: WorkStanding]
  /// Those who have its tasks, and who answers for its playbook.
  private let names: PeopleNames
  /// The open tasks that whoever looks may answer.
  let answerable: Set<TaskID>
  /// `/v1/cases/C-000001`
  let api: String
  /// The look that decisions are made on, as `If-Match` says it.
  let tag: String

  var state: Case { file.state }
  var plan: Plan { file.plan }
  var retelling: Retelling { file.retelling }

  init(_ file: CaseFile, _ door: WorkDoor, _ times: PageTimes, _ visit: Visit) async throws {
    self.file = file
    self.times = times
    caller = try visit.someone()
    rights = Right.of(caller.role)
    language = visit.language
    words = ConsoleWords.of(visit.language)
    masks = Cases.masks(visit)
    api = CaseLinks(file.state.id).api
    tag = Cases.tag(file.state)
    let id = file.state.id
    let known = file.state.tasks.isEmpty ? [] : try await Problem.telling { try await door.router.standing(of: id) }
    work = Dictionary(known.map { ($0.work.id.task, $0) }) { first, _ in first }
    let named = known.compactMap(\.holder).map(PersonName.text) + [file.plan.owner].compactMap(\.self)
    names = try await PeopleNames(of: Set(named), door.people)
    answerable = rights.contains(.workCases) ? try await Self.answerable(file.state, door, caller) : []
  }

  /// As the API decides it, so that nobody is shown a button that is refused.
  private static func answerable(_ state: Case, _ door: WorkDoor, _ caller: Caller) async throws -> Set<TaskID> {
    var found: Set<TaskID> = []
    for task in state.tasks.values {
      let sender: Sender
      do { sender = try await door.sender(caller, telling: .taskDone(task.id, choice: ""), in: state) } catch let problem as Problem
        where problem.kind == .forbidden
      {
        continue
      }
      if case .approval(let request) = task.purpose {
        guard case .person(let name, let role) = sender, task.role.map({ $0 == role }) ?? true, name != request.requester, !request.given.contains(name) else {
          continue
        }
      }
      found.insert(task.id)
    }
    return found
  }

  /// - Parameter person: as work names them, `account:li`, or a log-in name. Who has no account stays as is.
  func name(ofPerson person: String) -> String { names.name(PersonName.text(person)) }

  /// What somebody wrote, as whoever looks may read it.
  func shown(_ text: String) -> String { PersonalNumbers.shown(text, masks: masks) }

  /// Text as a part of a path.
  static func inPath(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }

  private static let unreserved = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// JSON for an attribute of a button or form.
  static func json(_ value: some Encodable) -> String { (try? StoredJSON.text(value)) ?? "{}" }

  /// What something of the page is called in a JSON pointer (RFC 6901).
  static func pointer(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }
}

/// A button that tells the case something.
struct CaseButton {
  let label: String
  let json: String
  /// It says what is known already.
  var isPresent = false
}
