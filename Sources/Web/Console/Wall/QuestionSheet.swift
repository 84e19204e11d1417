import Casework
import Desk
import Hummingbird
import Playbook

/// The form in which somebody answers for those who lead.
struct QuestionSheet {
  /// Nil when it is answered already.
  let decision: DecisionRow?
  /// What is about to be said; nil where it is to be written.
  let answerLabel: String?
  /// Nil where it was chosen.
  let field: FactField?
  let signalsPath: String
  let json: String
  /// Of the look that the decision is made on.
  let tag: String
  let isOver: Bool

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    var query = Query(request)
    let asked = query.text("choice")
    try query.end()
    let file = try await wall.desk.file(of: visit.caseID, visit)
    let (state, plan) = (file.state, file.plan)
    signalsPath = WallPath.signals(of: state.id)
    tag = Cases.tag(state)
    guard let effect = state.effects[EffectKey(visit.name("effect"))], effect.purpose == .ask, let fact = effect.fact.flatMap(plan.fact), !fact.isPersonal
    else {
      (decision, answerLabel, field, json, isOver) = (nil, nil, nil, "{}", true)
      return
    }
    isOver = false
    decision = DecisionRow(effect, fact, of: state, plan, ConsoleWords.of(visit.language))
    guard let values = fact.values else {
      let look = try await CaseLook(file, wall.work, wall.console.times(request, visit), visit)
      (answerLabel, field, json) = (nil, FactField(look, fact, .tell, "asked"), "{}")
      return
    }
    let words = values.map { fact.words(for: $0, in: plan.language) }
    guard let chosen = asked, words.contains(chosen) else {
      throw Problem(kind: .badRequest, detail: .init("这个问题没有这个答复。", "The question has no such answer."))
    }
    (answerLabel, field, json) = (chosen, nil, CaseLook.json(["facts": [fact.id: chosen]]))
  }
}

extension WallConsole {
  private struct QuestionContent { let sheet: QuestionSheet }

  /// `?choice=WORDS`, where the fact has a closed list of values.
  func questionSheet(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/question-sheet", QuestionContent(sheet: try await QuestionSheet(self, request, visit)), request, visit)
  }
}
