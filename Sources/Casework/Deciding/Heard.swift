import Playbook

extension Deciding {
  /// A party got in touch by itself: every event that means so has happened.
  mutating func hear(_ party: Party.ID, _ channel: ChannelName) throws(Refusal) {
    guard plan.party(party) != nil else { throw .unknownName(party) }
    recordHeard(party, channel)
    for event in plan.vocabulary.events where state.phase != .closed {
      guard let arriving = plan.vocabulary.contacts.arrivals[event.id], isSame(arriving, party) else { continue }
      try happen(event.id)
    }
  }

  mutating func recordHeard(_ party: Party.ID, _ channel: ChannelName) {
    record(.heard(Heard(party: party, person: state.person(party), channel: channel)))
  }

  /// An event that means that somebody got in touch, told as an event.
  mutating func hearBehind(_ event: NamedEvent.ID) {
    guard let party = plan.vocabulary.contacts.arrivals[event] else { return }
    let first = events.first?.sequence ?? state.eventCount + 1
    // The signal may have said so itself.
    let wasHeardNow = state.lastWord.contains { isSame($0.key, party) && $0.value >= first }
    if !wasHeardNow { recordHeard(party, plan.party(party)?.channel ?? state.channel) }
  }

  mutating func name(_ persons: [Party.ID: PersonID]) throws(Refusal) {
    try check(persons)
    let news = persons.filter { state.persons[$0.key] != $0.value }
    if !news.isEmpty { record(.personsNamed(PersonsNamed(persons: news))) }
  }

  func check(_ persons: [Party.ID: PersonID]) throws(Refusal) {
    if let stranger = persons.keys.sorted().first(where: { plan.party($0) == nil }) { throw .unknownName(stranger) }
  }

  /// Whether two names stand for one: a party that stands for several persons is each of them.
  func isSame(_ left: Party.ID, _ right: Party.ID) -> Bool {
    left == right || plan.party(left)?.ladder.contains { $0.party == right } == true
      || plan.party(right)?.ladder.contains { $0.party == left } == true
  }

  // MARK: contacts that were announced

  /// Ends the announced contact that the case waits to make, if who was told has got in touch or taken a consent back since.
  mutating func callOffAnnounced() {
    guard case .contact(let progress)? = frame?.awaiting, let step = currentStep, isCalledOff(step) else { return }
    switch progress.wait {
    case .effect(let key): withdraw(key)
    case .pause(let timer): cancelTimer(timer)
    case .between: break
    }
    endCalledOff(step, made: progress.made)
  }

  /// Whether the announcement at this step has been answered by a call, a message or a "no".
  func isCalledOff(_ step: Step) -> Bool {
    guard case .contact(let terms) = step.kind, let notice = terms.notice, let announced = frame?.reachedBefore else { return false }
    let told = plan.action(notice.call.action)?.party
    return state.lastWord.contains { said in said.value > announced && (told.map { isSame($0, said.key) } ?? true) }
  }

  mutating func endCalledOff(_ step: Step, made: [ContactAttempt]) {
    record(.contactEnded(ContactEnded(outcome: made.last?.outcome ?? .failed, attempts: made, wasCalledOff: true)), step: step.id)
    chooseBranch(of: step, answer: ContactAnswer.cancelled)
  }
}
