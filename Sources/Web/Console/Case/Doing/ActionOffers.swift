import Desk
import Casework
import Playbook

/// What can be done beside the procedure, what can be taken back, and what is forbidden now by which sentence.
struct ActionOffers {
  struct Offer {
    let name: String
    let json: String
    let isAsking: Bool
    let parameters: [Parameter]
    let question: String
  }

  struct Parameter {
    let label: String
    let pointer: String
  }

  /// Actions that a sentence has forbidden.
  struct Ban {
    let actions: String
    let sentence: String
    let place: String
  }

  let isBanning: Bool
  let bans: [Ban]
  let isOffering: Bool
  let actions: [Offer]
  let isUndoing: Bool
  let undos: [Offer]
  let api: String
  let tag: String

  /// For a document that is only read.
  static let nothing = ActionOffers(bans: [], actions: [], undos: [], api: "", tag: "")

  private init(bans: [Ban], actions: [Offer], undos: [Offer], api: String, tag: String) {
    (self.bans, self.actions, self.undos, self.api, self.tag) = (bans, actions, undos, api, tag)
    (isBanning, isOffering, isUndoing) = (!bans.isEmpty, !actions.isEmpty, !undos.isEmpty)
  }

  init(_ look: CaseLook) {
    let isWorking = look.rights.contains(.workCases) && look.state.phase != .closed
    self.init(
      bans: look.state.phase == .closed ? [] : Self.bans(look), actions: isWorking ? Self.actions(look) : [], undos: isWorking ? Self.undos(look) : [],
      api: look.api, tag: look.tag)
  }

  private static func bans(_ look: CaseLook) -> [Ban] {
    look.state.prohibitions.map { ban -> Ban in
      let names = ban.actions.map { $0 == Action.contactPrimitive ? look.words.text("case-contact") : look.retelling.name(ofAction: $0) }
      let clause = look.plan.step(ban.clause)?.sentence
      return Ban(
        actions: names.joined(separator: look.language.words("、", ", ")), sentence: clause?.text ?? "", place: clause.map(SentenceReading.place) ?? "")
    }
  }

  /// What isn't forbidden. Whether what it requires is established, the case says when it is asked.
  private static func actions(_ look: CaseLook) -> [Offer] {
    look.plan.vocabulary.actions.filter { !$0.lacksConsent && look.state.clause(forbidding: $0.id) == nil }.map { action -> Offer in
      let parameters = action.parameters.map { Parameter(label: $0.name, pointer: "/arguments/\(CaseLook.pointer($0.id))") }
      return Offer(
        name: action.name, json: CaseLook.json(["action": action.id]), isAsking: !parameters.isEmpty, parameters: parameters,
        question: look.words.text("case-action-sure", ["action": action.name]))
    }
  }

  private struct Undo: Encodable {
    let action: String
    let arguments: [String: String]
  }

  /// What was done and can be taken back by an action that the playbook names for it. Money goes back by its ruling, never so.
  private static func undos(_ look: CaseLook) -> [Offer] {
    look.state.deeds.reversed().compactMap { deed -> Offer? in
      guard deed.kind == .action, deed.isUnderWay != true, let action = deed.action.flatMap(look.plan.action), action.money == nil,
        action.outcomes.first(where: { $0.id == deed.answer })?.isFailure == false, let undo = action.undo.flatMap({ look.plan.undo(named: $0) }),
        undo.money == nil, look.state.clause(forbidding: undo.id) == nil, !look.file.events.contains(where: { $0.does(undo.id, behind: deed.sequence) })
      else { return nil }
      return Offer(
        name: look.words.text("case-undo-action", ["action": action.name, "undo": undo.name]),
        json: CaseLook.json(Undo(action: undo.id, arguments: deed.arguments ?? [:])), isAsking: false, parameters: [],
        question: look.words.text("case-action-sure", ["action": undo.name]))
    }
  }
}

extension Plan {
  /// An action by its id or name.
  fileprivate func undo(named name: String) -> Action? { action(name) ?? vocabulary.action(named: name) }
}

extension Event {
  /// Whether it began this action.
  fileprivate func does(_ action: Action.ID, behind sequence: Int) -> Bool {
    guard self.sequence > sequence, case .effectPlanned(let effect) = kind else { return false }
    return effect.action == action
  }
}
