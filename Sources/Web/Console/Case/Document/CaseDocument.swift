import Desk
import Casework
import Playbook

/// The document as the case runs it: the procedures it has come to, sentence by sentence, and what is to be done where it stands.
struct CaseDocument {
  /// The version that is shown, whole.
  let version: String
  let isReadOnly: Bool
  /// What the version is called among people.
  let shortVersion: String
  let sections: [DocumentSection]
  /// How somebody gets it going again; one or none.
  let repairs: [RepairCard]
  let hasBeside: Bool
  /// Tasks that the procedure doesn't wait for.
  let beside: [TaskCard]
  let isResting: Bool
  /// What a case waits for whose procedure has ended.
  let rests: String
  let offers: ActionOffers

  /// As it runs now.
  init(_ look: CaseLook) {
    let standing = Standing(look.state)
    let walk = CaseWalk(look.file.events)
    let card = standing.step.flatMap(look.plan.step).map { StandingView(look, standing, $0, walk) }
    self.init(look, look.plan, walk, standing, card)
  }

  /// Of another version, to be read only. - Parameter events: up to where the case left it.
  init(_ look: CaseLook, as plan: Plan, _ events: ArraySlice<Event>) { self.init(look, plan, CaseWalk(events), nil, nil) }

  /// - Parameter standing: nil for a document that is only read.
  private init(_ look: CaseLook, _ plan: Plan, _ walk: CaseWalk, _ standing: Standing?, _ card: StandingView?) {
    let state = look.state
    version = plan.version
    shortVersion = plan.shortVersion
    isReadOnly = standing == nil
    let reading = SentenceReading(
      plan: plan, walk: walk, words: look.words, times: look.times, here: standing?.step, standing: standing?.steps ?? [],
      prefix: standing == nil ? "v" : "s", answers: standing == nil ? [:] : GivenAnswer.all(look, walk))
    sections = DocumentSection.all(reading, look, standing, card)
    repairs = standing == nil ? [] : state.incident.map { [RepairCard(look, $0)] } ?? []
    beside =
      standing.map { standing -> [TaskCard] in
        state.tasks.values.filter { !standing.isAt($0) }.sorted { $0.id < $1.id }.map { TaskCard(look, $0) }
      } ?? []
    hasBeside = !beside.isEmpty
    isResting = standing != nil && state.phase == .settling
    rests = isResting ? look.words.text("case-rests", ["promises": String(state.promises.count), "effects": String(state.effects.count)]) : ""
    offers = standing == nil ? .nothing : ActionOffers(look)
  }
}

/// One procedure of the document.
struct DocumentSection {
  let anchor: String
  let title: String
  let file: String
  /// The case stands in it.
  let isHere: Bool
  /// It has run to its end, or was left.
  let isOver: Bool
  let isOpen: Bool
  let sentences: [DocumentSentence]

  /// In the order in which the case came to them.
  static func all(_ reading: SentenceReading, _ look: CaseLook, _ standing: Standing?, _ card: StandingView?) -> [DocumentSection] {
    let running = standing.map { _ in look.state.frames.map(\.procedure) } ?? []
    var ids = reading.walk.procedures
    for id in running where !ids.contains(id) { ids.append(id) }
    var number = 1
    var sections: [DocumentSection] = []
    for procedure in ids.compactMap(reading.plan.procedure) {
      let isOver = standing != nil && !running.contains(procedure.id)
      let sentences = reading.sentences(of: procedure, isOver: isOver, from: number, card)
      number += sentences.reduce(0) { $0 + $1.count }
      let isHere = standing.map { at in procedure.steps.contains { $0.id == at.step } } ?? false
      sections.append(
        DocumentSection(
          anchor: "\(reading.prefix)p-\(sections.count + 1)", title: procedure.title, file: procedure.file, isHere: isHere, isOver: isOver,
          isOpen: !isOver || look.state.phase == .closed, sentences: sentences))
    }
    return sections
  }
}

extension DocumentSentence {
  /// With all that hang below it.
  fileprivate var count: Int { children.reduce(1) { $0 + $1.count } }
}
