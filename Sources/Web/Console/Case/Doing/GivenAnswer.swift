import Casework
import Ledger
import Playbook

/// An answer that somebody gave and that a sentence behind the case was decided by. Whoever changes it has the case decide again.
struct GivenAnswer {
  private let fact: Fact.ID
  let answerKey: String
  /// The fact and what was said.
  let answerWords: String
  /// One.
  let answerField: [FactField]

  private static let deskRoles: Set<String> = [Role.agent.rawValue, Role.supervisor.rawValue]

  /// By the places of their sentences. While procedures run: what has been concluded isn't decided again.
  static func all(_ look: CaseLook, _ walk: CaseWalk) -> [String: [GivenAnswer]] {
    guard look.rights.contains(.tellCases), look.state.phase == .open else { return [:] }
    var found: [String: [GivenAnswer]] = [:]
    for (id, event) in walk.lastDecisions.sorted(by: { $0.value.sequence < $1.value.sequence }) {
      guard case .decided(let decided) = event.kind, let step = look.plan.step(id), isDecidedAgain(step, look.plan) else { continue }
      let place = SentenceReading.place(step.sentence)
      for use in decided.uses where found[place]?.contains(where: { $0.fact == use.fact }) != true {
        guard let known = look.state.facts[use.fact], known.value != nil, isSaid(known.source, look.plan), ReasonView.isMendable(use.fact, look),
          let fact = look.plan.fact(use.fact)
        else { continue }
        let field = FactField(look, fact, .tell, FactField.again + step.id, isKnown: true)
        let value = look.shown(look.retelling.value(known.value, of: fact.id))
        let words = look.words.text("case-again", ["fact": fact.name, "value": value])
        found[place, default: []].append(GivenAnswer(fact: fact.id, answerKey: field.key, answerWords: words, answerField: [field]))
      }
    }
    return found
  }

  /// What ended a wait or a follow-up was a moment: the engine doesn't make such a choice again.
  private static func isDecidedAgain(_ step: Step, _ plan: Plan) -> Bool {
    switch step.kind {
    case .wait, .followUp: false
    case .choose(let origin): plan.step(origin).map { isDecidedAgain($0, plan) } ?? false
    default: true
    }
  }

  /// By somebody at the desk, `agent 李明`, or a party.
  private static func isSaid(_ source: String, _ plan: Plan) -> Bool {
    plan.party(source) != nil || source.split(separator: " ").first.map { deskRoles.contains(String($0)) } ?? false
  }
}
