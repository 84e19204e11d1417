public import Playbook

/// Goes through the events of a case and notes what begins, changes and ends in it.
///
/// Computed from the first event on each time: what is listed is a cache beside the record, and the same events always give the same entries.
public struct RegisterFold {
  /// In the order in which they began.
  public private(set) var entries: [RegisterEntry] = []
  private var state: Case?
  private let plan: Plan
  /// The events with which a procedure was left without having come to its end.
  private let brokenOff: Set<Int>
  /// For each procedure under way the places of its entries.
  private var running: [[Int]] = []

  /// - Parameter plan: of the version that the case runs under.
  public static func entries(of id: CaseID, _ events: some Sequence<Event>, _ plan: Plan) -> [RegisterEntry] {
    let events = Array(events)
    var fold = RegisterFold(plan: plan, brokenOff: BrokenOff.procedures(in: events))
    for event in events { fold.take(event, of: id) }
    fold.refresh()
    return fold.entries
  }

  private init(plan: Plan, brokenOff: Set<Int>) {
    self.plan = plan
    self.brokenOff = brokenOff
  }

  private mutating func take(_ event: Event, of id: CaseID) {
    if state == nil, case .opened(let opened) = event.kind { state = Case(id: id, opened: opened, at: event.at) }
    state?.apply(event)
    switch event.kind {
    case .promised(let promise): begin(.promises, promise.id.text, .promise(promise), event, due: promise.due, party: promise.owner)
    case .promiseSettled(let settled):
      end(.promises, settled.promise.text, event, settled.wasKept ? RegisterEntry.State.kept : RegisterEntry.State.broken)
    case .ruled(let ruled): rule(ruled, event)
    case .posted(let posted): post(posted, event)
    case .effectPlanned(let effect):
      if isErrand(effect) { begin(.errands, "x\(event.sequence)", .errand(effect), event, due: effect.deadline, party: effect.party) }
      if effect.purpose == .ask, effect.party != nil {
        begin(.questions, "x\(event.sequence)", .question(effect), event, due: effect.deadline, party: effect.party)
      }
    case .effectEnded(let ended): endEffect(ended, event)
    case .incidentRaised(let incident): begin(.incidents, "i\(event.sequence)", .incident(incident), event)
    case .incidentResolved: for index in open(.incidents) { entries[index].end(event, RegisterEntry.State.resolved) }
    case .wrote(let wrote): if wrote.message.step != nil { remark(wrote.message, event) }
    case .personsNamed(let named): for party in named.persons.keys.sorted() { name(party, event) }
    default: break
    }
    followProcedures(event)
  }

  // MARK: what stands in the events

  private mutating func begin(
    _ register: BuiltInRegister, _ id: String, _ content: RegisterEntry.Content, _ event: Event, state: String = RegisterEntry.State.open,
    due: Instant? = nil, party: Party.ID? = nil
  ) {
    var entry = RegisterEntry(register: register.rawValue, id: id, content: content, opened: event.sequence, openedAt: event.at, state: state)
    entry.due = due
    entry.party = party
    // Told anew under its own name, it began before.
    if let index = entries.firstIndex(where: { $0.register == register.rawValue && $0.id == id && $0.isOpen }) {
      let before = entries[index]
      var again = RegisterEntry(register: before.register, id: id, content: content, opened: before.opened, openedAt: before.openedAt, state: state)
      again.due = due
      again.party = party
      entries[index] = again
    } else {
      entries.append(entry)
    }
  }

  private func open(_ register: BuiltInRegister) -> [Int] { entries.indices.filter { entries[$0].register == register.rawValue && entries[$0].isOpen } }

  private mutating func end(_ register: BuiltInRegister, _ id: String, _ event: Event, _ state: String) {
    for index in open(register) where entries[index].id == id { entries[index].end(event, state) }
  }

  /// One ruling stands at a time.
  private mutating func rule(_ ruled: Ruled, _ event: Event) {
    let isOverturned = ruled.standing == .overturned
    for index in open(.rulings) { entries[index].end(event, isOverturned ? RegisterEntry.State.overturned : RegisterEntry.State.replaced) }
    if !isOverturned { begin(.rulings, ruled.id.text, .ruling(ruled), event, state: ruled.standing.rawValue) }
  }

  /// Money that is set aside stays open until something follows it.
  private mutating func post(_ posted: Posted, _ event: Event) {
    if let about = posted.about { end(.postings, about.text, event, posted.kind.rawValue) }
    begin(.postings, posted.id.text, .posting(posted), event, state: posted.kind.rawValue)
    if posted.kind != .reserve { end(.postings, posted.id.text, event, posted.kind.rawValue) }
  }

  /// What is there to be accepted by whoever is asked. Other actions only concern their party, and it is others who carry them out: nobody reports on a check of
  /// themselves.
  private func isErrand(_ effect: Effect) -> Bool {
    guard effect.party != nil, effect.purpose == .action, effect.fact == nil, let action = effect.action.flatMap(plan.action),
      action.kind == .task || action.kind == .order
    else { return false }
    return action.outcomes.contains { !Self.acceptance.isDisjoint(with: $0.labels.map { $0.lowercased() }) }
  }

  /// What an outcome is called that says so.
  private static let acceptance: Set<String> = ["已受理", "已接单", "accepted"]

  private mutating func endEffect(_ ended: EffectEnded, _ event: Event) {
    for index in open(.errands) + open(.questions) {
      switch entries[index].content {
      case .errand(let effect): if effect.key == ended.key { entries[index].end(event, ended.outcome) }
      case .question(let effect):
        if effect.key == ended.key { entries[index].end(event, isAnswered(effect, since: entries[index].opened) ? AskOutcome.answered : ended.outcome) }
      default: break
      }
    }
  }

  /// A question that somebody has answered elsewhere is taken back: what was asked is known nevertheless.
  private func isAnswered(_ question: Effect, since asked: Int) -> Bool {
    question.fact.flatMap { state?.facts[$0] }.map { $0.value != nil && $0.learned > asked } ?? false
  }

  /// Said once and for all.
  private mutating func remark(_ message: CaseMessage, _ event: Event) {
    begin(.remarks, "w\(event.sequence)", .remark(message), event, state: RegisterEntry.State.written)
    end(.remarks, "w\(event.sequence)", event, RegisterEntry.State.written)
  }

  private mutating func name(_ party: Party.ID, _ event: Event) {
    begin(.parties, party, .party, event, state: RegisterEntry.State.named, party: party)
  }

  // MARK: procedures under way

  private mutating func followProcedures(_ event: Event) {
    guard let state else { return }
    let outcome = ending(event)
    while running.count > state.frames.count {
      for index in running.removeLast() {
        keepFacts(index)
        entries[index].end(event, outcome)
      }
    }
    while running.count < state.frames.count { running.append(enter(state.frames[running.count], event)) }
  }

  /// How a procedure came to its end with an event.
  private func ending(_ event: Event) -> String {
    guard case .procedureLeft(let left) = event.kind, !brokenOff.contains(event.sequence) else { return RegisterEntry.State.left }
    return left.outcome ?? RegisterEntry.State.ended
  }

  private mutating func enter(_ frame: Frame, _ event: Event) -> [Int] {
    let first = entries.count
    if let followUp = frame.followUp {
      entries.append(
        RegisterEntry(
          register: BuiltInRegister.followUps.rawValue, id: "\(followUp.id)-\(event.sequence)", content: .followUp(followUp.id), opened: event.sequence,
          openedAt: event.at, state: RegisterEntry.State.open))
    }
    for register in plan.registers where register.procedure == frame.procedure {
      entries.append(
        RegisterEntry(
          register: register.id, id: "e\(event.sequence)", content: .declared(register), opened: event.sequence, openedAt: event.at,
          state: RegisterEntry.State.open))
    }
    return Array(first..<entries.count)
  }

  // MARK: what is known

  private mutating func keepFacts(_ index: Int) {
    guard let state, case .declared(let register) = entries[index].content else { return }
    for id in register.shows + [register.state, register.due].compactMap(\.self) { entries[index].facts[id] = state.facts[id] }
    entries[index].standing = register.state.flatMap { standing($0, state) }
    if let due = register.due, case .time(let instant)? = state.facts[due]?.value { entries[index].due = instant }
  }

  private func standing(_ id: Fact.ID, _ state: Case) -> String? {
    guard plan.fact(id)?.isPersonal == false, case .choice(let choice)? = state.facts[id]?.value else { return nil }
    return choice
  }

  /// What is open shows what is known now; persons may have been named late.
  private mutating func refresh() {
    for index in entries.indices {
      if entries[index].isOpen { keepFacts(index) }
      if let party = entries[index].party { entries[index].person = state?.persons[party] }
    }
  }
}
