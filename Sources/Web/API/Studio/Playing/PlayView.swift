import Casework
import Playbook

/// Where a case that is played stands, told as the document.
struct PlayView: Encodable {
  struct Question: Encodable {
    let text: String
    /// What to say or note while doing it.
    let hints: [String]
    let choices: [String]
    /// The choice that is taken for nothing said; left out where one has to choose.
    let usual: Int?
    /// What a value looks like, where one is asked for that isn't in a list; left out elsewhere.
    let examples: String?
    /// When the case goes on by itself; left out where it doesn't.
    let waitsUntil: String?
  }

  struct KnownFact: Encodable {
    let name: String
    /// Left out where nobody can say.
    let value: String?
    let source: String
  }

  struct Line: Encodable {
    let at: String
    let text: String
    let isHeadline: Bool
    let sentence: SentenceView?
  }

  struct Named: Encodable {
    let id: String
    let name: String
    /// A fact's values in words; left out where they aren't a list.
    let values: [String]?
  }

  let title: String
  let version: String
  /// To be sent along with the next moves.
  let begin: String
  let now: String
  /// By the playbook's clock, for people.
  let clock: String
  /// Left out before the opening.
  let phase: String?
  let isOver: Bool
  /// Left out before the opening, and when nothing is left to be asked.
  let question: Question?
  let facts: [KnownFact]
  let timeline: [Line]
  let document: [PlayedProcedure]
  /// What may be told or happen at any time.
  let tellable: [Named]
  let events: [Named]
  /// What platforms tell of an order, for the opening.
  let signals: [Named]
  let channels: [Named]

  private static let mostLines = 500

  init(_ walk: PlayWalk, begin: Instant, in language: Language) {
    let (session, plan) = (walk.session, walk.session.plan)
    let retelling = Retelling(plan: plan, language: language)
    title = plan.title
    version = plan.version
    self.begin = begin.rfc3339
    now = session.now.rfc3339
    clock = plan.zone.text(session.now)
    phase = session.state?.phase.rawValue
    isOver = session.isOver
    let values = PlayValues(now: session.now, zone: plan.zone, language: language)
    question = walk.question.map { asked in
      let isOpen = asked.openFact.map { $0.values == nil } ?? false
      return Question(
        text: asked.text, hints: asked.hints, choices: asked.choices.map(\.label), usual: asked.usual,
        examples: isOpen ? asked.openFact.map { values.examples(of: $0) } : nil, waitsUntil: asked.waitsFor.map { plan.zone.text($0.due) })
    }
    // Whoever plays has said it all: nothing here is anybody's.
    facts = (session.state?.facts ?? [:]).sorted { $0.key < $1.key }.map { id, known in
      let words = known.value.map { value in plan.fact(id)?.words(for: value, in: language, zone: plan.zone) ?? "" }
      return KnownFact(name: retelling.name(ofFact: id), value: words, source: retelling.name(ofSource: known.source))
    }
    let lines = session.events.compactMap { event -> Line? in
      guard let line = retelling.line(event), line.weight > .detail else { return nil }
      return Line(at: plan.zone.text(event.at), text: line.text, isHeadline: line.weight == .headline, sentence: line.sentence.map(SentenceView.init))
    }
    timeline = Array(lines.suffix(Self.mostLines))
    document = PlayedProcedure.all(session)
    func named(_ fact: Fact) -> Named { Named(id: fact.id, name: fact.name, values: fact.values?.map { fact.words(for: $0, in: language) }) }
    tellable = plan.vocabulary.facts.map(named)
    events = plan.vocabulary.events.map { Named(id: $0.id, name: $0.name, values: nil) }
    signals = plan.vocabulary.facts.filter { $0.sources.contains(.orderSignal) }.map(named)
    channels = [ChannelName.online, .phone].map { Named(id: $0.rawValue, name: $0.name(in: language), values: nil) }
  }
}

/// A procedure with marks at its sentences: what was walked, and where the case stands.
struct PlayedProcedure: Encodable {
  struct Line: Encodable {
    let line: Int
    let depth: Int
    let text: String
    /// `here`, `walked` or `other`.
    let mark: String
  }

  let title: String
  let file: String
  let lines: [Line]

  /// The procedures that the case has been in; the main one before it is opened.
  static func all(_ session: PlaySession) -> [PlayedProcedure] {
    let entered = session.events.compactMap { event -> Procedure.ID? in
      if case .procedureEntered(let entered) = event.kind { return entered.procedure }
      return nil
    }
    var seen: Set<Procedure.ID> = []
    let ids = ([session.plan.main.id] + entered).filter { seen.insert($0).inserted }
    let taken = session.events.compactMap { event -> Branch.ID? in
      if case .decided(let decided) = event.kind { return decided.branch }
      return nil
    }
    return ids.compactMap(session.plan.procedure).map { PlayedProcedure($0, session.state, Set(taken)) }
  }

  private init(_ procedure: Procedure, _ state: Case?, _ taken: Set<Branch.ID>) {
    title = procedure.title
    file = procedure.file
    let here = Set(state?.frames.compactMap(\.step) ?? [])
    var found: [Line] = []
    for step in procedure.steps {
      let mark = here.contains(step.id) ? "here" : state?.visits[step.id] != nil ? "walked" : "other"
      found.append(Line(line: step.sentence.place.line, depth: step.depth, text: step.sentence.text, mark: mark))
      for branch in step.branches {
        found.append(
          Line(line: branch.sentence.place.line, depth: step.depth + 1, text: branch.sentence.text, mark: taken.contains(branch.id) ? "walked" : "other"))
      }
    }
    // A sentence with several actions stands once, with the mark that says most.
    let order = ["here": 0, "walked": 1]
    var seen: Set<Int> = []
    lines = found.sorted { ($0.line, order[$0.mark] ?? 2) < ($1.line, order[$1.mark] ?? 2) }.filter { seen.insert($0.line).inserted }
  }
}
