import Casework
import Playbook

/// The sentence that the case stands at: what it waits for and until when, why it came here, and what somebody may do now.
struct StandingView {
  let waits: String
  /// One or none.
  let until: [PageTimes.Stamp]
  let isDerived: Bool
  /// How that moment was worked out.
  let derivation: [String]
  /// One or none.
  let reason: [ReasonView]
  let tasks: [TaskCard]
  /// What was asked of somebody else, and can be told for them.
  let questions: [FactField]
  let isListening: Bool
  /// What may happen meanwhile, told by whoever hears of it.
  let events: [CaseButton]
  let isSaid: Bool
  let sayings: [SayingCard]
  let mayTell: Bool
  let mayWork: Bool
  let step: String
  let sentence: String
  let api: String
  let tag: String

  init(_ look: CaseLook, _ standing: Standing, _ step: Step, _ walk: CaseWalk) {
    let state = look.state
    mayTell = look.rights.contains(.tellCases)
    mayWork = look.rights.contains(.workCases)
    self.step = step.id
    sentence = step.sentence.text
    api = look.api
    tag = look.tag
    waits = AwaitedWords(look).text(standing)
    let timer = standing.timer.flatMap { state.timers[$0] }
    let due = timer?.due ?? standing.effect.flatMap { state.effects[$0]?.deadline }
    until = due.map { [look.times.stamp($0)] } ?? []
    derivation = timer.map { AwaitedWords(look).derivation(of: $0) } ?? []
    isDerived = !derivation.isEmpty
    reason = walk.lastDecision.flatMap { ReasonView($0, look) }.map { [$0] } ?? []
    tasks = state.tasks.values.filter { standing.isAt($0) }.sorted { $0.id < $1.id }.map { TaskCard(look, $0) }
    questions = mayTell ? Self.asked(standing, step, look).map { [FactField(look, $0, .tell, "asked")] } ?? [] : []
    events = mayTell ? AwaitedEvents.of(state, look.plan).map { CaseButton(label: $0.name, json: CaseLook.json(["event": $0.id])) } : []
    isListening = !events.isEmpty
    sayings = SayingCard.all(at: step, look)
    isSaid = !sayings.isEmpty
  }

  /// The fact that somebody else was asked for. Nil where nobody was, and for personal ones: those come by the way they were asked for.
  private static func asked(_ standing: Standing, _ step: Step, _ look: CaseLook) -> Fact? {
    guard let key = standing.effect, let effect = look.state.effects[key], effect.purpose == .ask else { return nil }
    return effect.fact.flatMap(look.plan.fact).flatMap { $0.isPersonal ? nil : $0 }
  }
}

/// Events that the waits and follow-ups under way listen for.
enum AwaitedEvents {
  /// The innermost procedure's first, each once.
  static func of(_ state: Case, _ plan: Plan) -> [NamedEvent] {
    var seen: Set<NamedEvent.ID> = []
    return state.frames.reversed().compactMap { $0.step.flatMap(plan.step) }.flatMap { step -> [NamedEvent] in
      switch step.kind {
      case .wait, .followUp: break
      default: return []
      }
      // The choice may stand behind the children of its sentence, as a step of its own.
      let branches = step.branches.isEmpty ? plan.step(step.id + "+")?.branches ?? [] : step.branches
      return branches.flatMap { $0.condition.answerNames }.compactMap(plan.event).filter { seen.insert($0.id).inserted }
    }
  }
}

extension Condition {
  /// Every answer of its step that it names.
  fileprivate var answerNames: [String] {
    switch self {
    case .answer(let labels): labels
    case .all(let parts), .any(let parts): parts.flatMap { $0.answerNames }
    case .fact, .compare, .isUnknown, .otherwise, .unknown: []
    }
  }
}
