/// A compiled playbook: the document with its vocabulary and every procedure it runs, as data the engine walks.
///
/// A class because it is as big as the document and never changes: every signal is decided with it.
public final class Plan: Sendable {
  public let id: String
  public let title: String
  public let language: Language
  public let owner: String?
  /// What opens a case of this playbook, by the platform's name for it.
  public let startsOn: [String]
  /// A case open longer than this goes to a person; nil for no limit.
  public let timeLimit: TimeAmount?
  public let zone: TimeZoneOffset
  public let vocabulary: Vocabulary
  /// The main procedure first, then those it runs.
  public let procedures: [Procedure]
  /// SHA-256 over the document and everything it reads, in hexadecimal.
  public let version: String
  public let stories: [Story]
  /// What people say when they mean this procedure, or an answer in it.
  public let utterances: [Utterance]
  /// Rules over many cases that the document or its vocabulary declares.
  public let caseRules: [CaseRule]
  /// What is listed over all cases as things of their own.
  public let registers: [Register]
  /// Deadlines that the document, its vocabulary or what it runs declares.
  public let deadlines: [DeadlineRule]
  /// Key figures that they declare.
  public let figures: [FigureRule]
  /// What they are told apart by.
  public let figureClasses: [FigureClass]
  /// What somebody who registers a case is asked; nil where nothing is declared.
  public let intake: IntakeForm?
  /// False for a playbook that is off until somebody switches it on.
  public let isEnabled: Bool
  /// What must hold on every path.
  public let invariants: [Invariant]

  /// The procedures that the follow-ups run, by follow-up.
  private let roundsByFollowUp: [FollowUp.ID: Procedure.ID]
  private let proceduresByID: IDTable<Procedure>
  private let stepsByID: IDTable<Step>
  private let factsByID: IDTable<Fact>
  private let freshnessByID: IDTable<TimeAmount>
  private let actionsByID: IDTable<Action>
  private let moneyActions: Set<Action.ID>

  /// A step of any procedure.
  public func step(_ id: Step.ID) -> Step? { stepsByID[id] }
  /// A declared fact.
  public func fact(_ id: Fact.ID) -> Fact? { factsByID[id] }
  /// How long a fact's value may be used; nil for the whole case.
  public func freshness(of id: Fact.ID) -> TimeAmount? { freshnessByID[id] }
  /// A declared action.
  public func action(_ id: Action.ID) -> Action? { actionsByID[id] }
  /// A declared message.
  public func message(_ id: Message.ID) -> Message? { vocabulary.message(id) }
  /// A declared event.
  public func event(_ id: NamedEvent.ID) -> NamedEvent? { vocabulary.event(id) }
  /// A declared party.
  public func party(_ id: Party.ID) -> Party? { vocabulary.party(id) }
  /// A declared follow-up.
  public func followUp(_ id: FollowUp.ID) -> FollowUp? { vocabulary.followUp(id) }
  /// Whether an action has terms for money: asked of every effect.
  public func movesMoney(_ id: Action.ID) -> Bool { !moneyActions.isEmpty && moneyActions.contains(id) }
  /// One of the procedures.
  public func procedure(_ id: Procedure.ID) -> Procedure? { proceduresByID[id] }
  /// The procedure that is run in each round.
  public func procedure(of followUp: FollowUp) -> Procedure? { roundsByFollowUp[followUp.id].flatMap(procedure) }
  public var main: Procedure { procedures[0] }

  /// The procedures that a case can come to: the main one, those it runs, the rounds of the follow-ups it runs.
  public var reachableProcedures: [Procedure] {
    var reached: Set<Procedure.ID> = [main.id]
    var queue = [main]
    while let procedure = queue.popLast() {
      for step in procedure.steps {
        let next: Procedure? =
          switch step.kind {
          case .call(let id): self.procedure(id)
          case .followUp(let id): vocabulary.followUp(id).flatMap(self.procedure(of:))
          default: nil
          }
        if let next, reached.insert(next.id).inserted { queue.append(next) }
      }
    }
    return procedures.filter { reached.contains($0.id) }
  }
  /// The calendar of the main document.
  public var calendar: ServiceCalendar? { main.calendar }

  /// The first characters of the version, enough for a person to tell two apart.
  public var shortVersion: String { String(version.prefix(12)) }

  init(
    front: FrontMatter, title: String, language: Language, vocabulary: Vocabulary, procedures: [Procedure], rounds: [FollowUp.ID: Procedure.ID],
    version: String, stories: [Story], invariants: [Invariant] = [], utterances: [Utterance] = [], caseRules: [CaseRule] = [], registers: [Register] = [],
    deadlines: [DeadlineRule] = [], figures: [FigureRule] = [], figureClasses: [FigureClass] = [], intake: IntakeForm? = nil
  ) {
    precondition(!procedures.isEmpty, "a plan has a main procedure")
    id = front.id ?? procedures[0].id
    self.title = title
    self.language = language
    owner = front.owner
    startsOn = front.startsOn
    timeLimit = front.timeLimit
    zone = front.zone
    self.vocabulary = vocabulary
    self.procedures = procedures
    roundsByFollowUp = rounds
    self.version = version
    self.stories = stories
    self.invariants = invariants
    self.utterances = utterances
    self.caseRules = caseRules
    self.registers = registers
    self.deadlines = deadlines
    self.figures = figures
    self.figureClasses = figureClasses
    self.intake = intake
    isEnabled = front.isEnabled
    proceduresByID = IDTable(procedures.map { ($0.id, $0) })
    stepsByID = IDTable(procedures.flatMap(\.steps).map { ($0.id, $0) })
    factsByID = IDTable(vocabulary.facts.map { ($0.id, $0) })
    freshnessByID = IDTable(vocabulary.facts.compactMap { fact in fact.freshFor.map { (fact.id, $0) } })
    actionsByID = IDTable(vocabulary.actions.map { ($0.id, $0) })
    moneyActions = Set(vocabulary.actions.lazy.filter { $0.money != nil }.map(\.id))
  }
}

/// One outline: the main one of a playbook, or one that it runs.
public struct Procedure: Sendable {
  public typealias ID = String

  public let id: ID
  public let title: String
  /// The document it stands in.
  public let file: String
  /// In document order.
  public let steps: [Step]
  /// Where it begins; nil when there is nothing to do.
  public let first: Step.ID?
  /// Nobody is contacted by this procedure in these hours.
  public let quietHours: QuietHours?
  /// What its service time and working days are counted by: its own document's calendar, or the main document's.
  public let calendar: ServiceCalendar?
}

/// A part of the day, in minutes since local midnight; it may run past midnight.
public struct QuietHours: Hashable, Sendable {
  public let from: Int
  public let to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// When the quiet is over, if `instant` lies in it.
  public func end(after instant: Instant, in zone: TimeZoneOffset) -> Instant? {
    let minute = zone.minuteOfDay(instant)
    let isQuiet = from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
    guard isQuiet else { return nil }
    let minutesLeft = minute < to ? to - minute : to + 1440 - minute
    let startOfMinute = instant.milliseconds - instant.milliseconds % 60_000
    return Instant(milliseconds: startOfMinute + Int64(minutesLeft) * 60_000)
  }
}
