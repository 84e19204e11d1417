import Casework
import Desk
import Ledger
import Playbook

/// An open task: what is wanted, who has it, and its answers.
struct TaskCard {
  /// What somebody is asked to approve.
  struct Approval {
    let action: String
    let amount: String
    let hasAmount: Bool
    let requester: String
    let hasRequester: Bool
    let given: String
    let hasGiven: Bool
    let rest: String
    let hasRest: Bool
  }

  /// Something of the API that a button speaks to.
  struct Offer {
    let accept: String
    let reject: String
    let until: PageTimes.Stamp
  }

  let id: String
  let text: String
  /// Its text isn't the sentence that it stands at.
  let hasWords: Bool
  let kind: String
  let isFor: Bool
  /// The role it is for.
  let role: String
  let isHeld: Bool
  let holder: String
  let mayAnswer: Bool
  let choices: [CaseButton]
  let hasChoices: Bool
  let fields: [FactField]
  let approval: [Approval]
  let offers: [Offer]
  let mayLead: Bool
  /// `/v1/tasks/C-000001/k42/assignee`
  let assignee: String
  /// Where it is chosen who is to have it.
  let people: String
  let takeOver: String
  let isMine: Bool
  let api: String
  let tag: String

  init(_ look: CaseLook, _ task: OpenTask) {
    let known = look.work[task.id]
    id = task.id.text
    text = look.shown(task.text)
    hasWords = task.text != task.step.flatMap(look.plan.step)?.sentence.text
    kind = look.words.text(Self.kind(of: task))
    isFor = task.role != nil
    role = task.role.map { Role(rawValue: $0) == nil ? $0 : look.words.text("role-\($0)") } ?? ""
    isMine = known?.holder == look.caller.id
    isHeld = known?.holder != nil
    holder = isMine ? look.words.text("case-you") : known?.holder.map(look.name(ofPerson:)) ?? ""
    mayAnswer = look.answerable.contains(task.id)
    api = look.api
    tag = look.tag
    if case .fact(let asked) = task.purpose, let fact = look.plan.fact(asked) {
      fields = mayAnswer ? [FactField(look, fact, .answer(task), task.id.text)] : []
      choices = []
    } else {
      fields = []
      choices = mayAnswer ? task.choices.map { CaseButton(label: $0.label, json: CaseLook.json(["task": task.id.text, "choice": $0.id])) } : []
    }
    hasChoices = !choices.isEmpty
    if case .approval(let request) = task.purpose { approval = [Approval(request, look)] } else { approval = [] }
    let offered = known?.reservation.flatMap { $0.person == look.caller.id ? $0 : nil }
    offers =
      offered.map { offer -> [Offer] in
        let path = "/v1/reservations/\(CaseLook.inPath(offer.id.text))"
        return [Offer(accept: "\(path)/accept", reject: "\(path)/reject", until: look.times.stamp(offer.until))]
      } ?? []
    mayLead = look.rights.contains(.leadWork) && known != nil
    let path = "\(CaseLook.inPath(look.state.id.text))/\(CaseLook.inPath(task.id.text))"
    assignee = "/v1/tasks/\(path)/assignee"
    people = "/console/wall/work/\(path)"
    takeOver = CaseLook.json(["account": PersonName.text(look.caller.id)])
  }

  private static func kind(of task: OpenTask) -> String {
    switch task.purpose {
    case .step: "case-task-step"
    case .fact: "case-task-fact"
    case .handOff: "case-task-hand-off"
    case .review: "case-task-review"
    case .approval: "case-task-approval"
    case .reconcile: "case-task-reconcile"
    }
  }
}

extension TaskCard.Approval {
  init(_ request: ApprovalRequest, _ look: CaseLook) {
    let and = look.language.words("、", ", ")
    let action = request.action.flatMap(look.plan.action)
    self.action = action?.name ?? look.words.text("case-approval-ruling")
    let unit = action?.money?.unit ?? .cny
    amount = request.amount.map { unit == .cny ? Self.yuan($0) : unit.words($0, in: look.language) } ?? ""
    hasAmount = request.amount != nil
    requester = request.requester ?? ""
    hasRequester = request.requester != nil
    given = request.given.joined(separator: and)
    hasGiven = !request.given.isEmpty
    rest = request.rest.joined(separator: and)
    hasRest = !request.rest.isEmpty
  }

  private static func yuan(_ fen: Int64) -> String {
    let rest = abs(fen % 100)
    return "\(fen < 0 ? "-" : "")¥\(abs(fen / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }
}
