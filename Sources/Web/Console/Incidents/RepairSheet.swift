import Casework
import Desk
import Ledger
import Playbook

/// What gets a case going again: try the sentence once more, pass it, go to another one, say what is lacking.
struct RepairSheet {
  /// A procedure under way, with the sentences the case can be moved to.
  struct Section {
    let procedureTitle: String
    let targets: [Target]
  }

  struct Target {
    let step: String
    let sentenceLine: String
  }

  let caseID: String
  let subject: String
  /// Nil when somebody has repaired it meanwhile.
  let trouble: String?
  let sentenceText: String?
  let sentencePlace: String?
  let hasStep: Bool
  let skipWords: String
  let signalsPath: String
  let tag: String
  let sections: [Section]
  /// What the case lacks, as far as its trouble says so.
  let lacking: [RepairFact]
  let hasLacking: Bool
  let otherFacts: [RepairFact]
  let hasOtherFacts: Bool

  private static let longestSentence = 60

  init(_ file: CaseFile, _ words: ConsoleWords) {
    let (state, plan) = (file.state, file.plan)
    let step = state.frames.last?.step.flatMap { plan.step($0) }
    caseID = state.id.text
    subject = state.subject
    trouble = state.incident.map { PersonalNumbers.masked(file.retelling.incident($0)) }
    sentenceText = step?.sentence.text
    sentencePlace = step.map { "\($0.sentence.file):\($0.sentence.place.line)" }
    hasStep = step != nil
    skipWords = words.text("incidents-skip-sure", ["sentence": step?.sentence.text ?? ""])
    signalsPath = WallPath.signals(of: state.id)
    tag = Cases.tag(state)
    sections = state.frames.compactMap { plan.procedure($0.procedure) }.reversed().map { procedure in
      Section(procedureTitle: procedure.title, targets: procedure.steps.map { Target(step: $0.id, sentenceLine: Self.line($0)) })
    }
    let wanted = state.incident.map { Self.facts(lackedBy: $0, step, plan) } ?? []
    lacking = wanted.map { RepairFact($0, of: file, words) }
    hasLacking = hasStep && !wanted.isEmpty
    let others = plan.vocabulary.facts.filter { fact in !wanted.contains { $0.id == fact.id } }
    otherFacts = others.map { RepairFact($0, of: file, words) }
    hasOtherFacts = hasStep && !others.isEmpty
  }

  /// As deep as it stands in the document.
  private static func line(_ step: Step) -> String {
    let text = step.sentence.text
    let short = text.count > longestSentence ? "\(text.prefix(longestSentence))…" : text
    return String(repeating: "　", count: min(step.depth, 6)) + short
  }

  /// The facts that the sentence it stands at needs.
  private static func facts(lackedBy incident: Incident, _ step: Step?, _ plan: Plan) -> [Fact] {
    switch incident.kind {
    case .noBranch: return (step?.decisiveFacts ?? []).compactMap { plan.fact($0) }
    case .unguarded:
      guard case .act(let call)? = step?.kind, let required = plan.action(call.action)?.guardCondition else { return [] }
      var seen: Set<Fact.ID> = []
      return required.facts.filter { seen.insert($0).inserted }.compactMap { plan.fact($0) }
    case .missingSlot, .unknownOrigin: return plan.vocabulary.facts.filter { $0.id == incident.about || $0.name == incident.about }
    case .actionFailed, .forbidden, .endless, .lostStep, .heldBack: return []
    }
  }
}

/// A fact that somebody may say to repair a case, as a field of its type.
struct RepairFact {
  struct Option { let optionText: String }

  let factName: String
  /// The field's place in what is sent (RFC 6901).
  let pointer: String
  let hasOptions: Bool
  let options: [Option]
  /// The options as JSON, for the list behind a field.
  let optionsJSON: String
  let hint: String
  /// As it is known now; personal data is masked.
  let known: String

  init(_ fact: Fact, of file: CaseFile, _ words: ConsoleWords) {
    factName = fact.name
    pointer = "/repair/facts/" + fact.id.replacing("~", with: "~0").replacing("/", with: "~1")
    let texts = (fact.values ?? []).map { fact.words(for: $0, in: words.language, zone: file.plan.zone) }
    options = texts.map { Option(optionText: $0) }
    hasOptions = !texts.isEmpty
    optionsJSON = (try? StoredJSON.text(texts)) ?? "[]"
    hint = Self.hint(fact.type, words)
    known = file.state.facts[fact.id].map { file.retelling.value($0.value, of: fact.id) } ?? words.text("incidents-not-known")
  }

  private static func hint(_ type: FactType, _ words: ConsoleWords) -> String {
    switch type {
    case .choice, .flag: words.text("incidents-fact-choice")
    case .number(let unit): words.text("incidents-fact-number", ["unit": unit ?? ""])
    case .money: words.text("incidents-fact-money")
    case .duration: words.text("incidents-fact-duration")
    case .time: words.text("incidents-fact-time")
    case .text: words.text("incidents-fact-text")
    }
  }
}
