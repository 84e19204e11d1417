import Playbook

extension StoryPlay {
  /// Looks at what the row caused and at how the case stands behind it.
  mutating func check(_ state: Case?, now: Instant) {
    for expectation in story.rows[row].expectations where !holds(expectation.meaning, state, now: now) {
      fail(expectation.text, at: expectation.place)
    }
  }

  private func holds(_ expectation: StoryExpectation, _ state: Case?, now: Instant) -> Bool {
    switch expectation {
    case .action(let id): planned.contains { $0.action == id }
    case .noAction(let id): !planned.contains { $0.action == id }
    case .contact(let party, nil): planned.contains { $0.purpose == .contact && covers(party, $0.party) }
    case .contact(let party, let delay?):
      state?.timers.values.contains { $0.purpose == .contactPause && $0.due == now + delay && nextContact($0, state).map { covers(party, $0) } == true } == true
    case .question(let party, let fact): planned.contains { $0.purpose == .ask && $0.party == party && (fact == nil || $0.fact == fact) }
    case .wording(let text): planned.contains { $0.text?.contains(text) == true } || state.map { offers(text, $0) } == true
    case .task(nil): state?.tasks.isEmpty == false
    case .task(let text?): state?.tasks.values.contains { $0.text.contains(text) || $0.role == text } == true
    case .wait(nil): waits(state).isEmpty == false
    case .wait(let amount?): waits(state).contains { $0.due == now + amount }
    case .followUp(let id): state?.frames.contains { $0.followUp?.id == id } == true
    case .promiseOpen: state?.promises.isEmpty == false
    case .promiseKept: settled.contains(true)
    case .promiseBroken: settled.contains(false)
    case .balance(let account, let unit, let amount): state?.balances(in: unit)[account.rawValue] ?? 0 == amount
    case .fact(let setting): state?.facts[setting.fact]?.value == setting.value
    case .factUnknown(let fact): state != nil && state?.facts[fact]?.value == nil
    case .refused(let action): refusals.contains { $0.isOf(action) }
    case .incident: state?.incident != nil
    case .reconsidered: events.contains { if case .reconsidered = $0.kind { true } else { false } }
    case .closed: state?.phase == .closed
    case .open: state != nil && state?.phase != .closed
    }
  }

  private var planned: [Effect] {
    events.compactMap { if case .effectPlanned(let effect) = $0.kind { effect } else { nil } }
  }

  private var settled: [Bool] {
    events.compactMap { if case .promiseSettled(let settled) = $0.kind { settled.wasKept } else { nil } }
  }

  private func waits(_ state: Case?) -> [CaseTimer] {
    state?.timers.values.filter { $0.purpose == .wait } ?? []
  }

  /// `联系 用户` is seen when anybody of the customer's ladder is called.
  private func covers(_ named: Party.ID, _ called: Party.ID?) -> Bool {
    guard let called else { return false }
    return named == called || plan.vocabulary.party(named)?.ladder.contains { $0.party == called } == true
  }

  private func nextContact(_ timer: CaseTimer, _ state: Case?) -> Party.ID? {
    guard case .contact(let terms)? = timer.step.flatMap(plan.step)?.kind else { return nil }
    let rung = timer.about?.split(separator: "-").first.flatMap { Int($0) } ?? 0
    return rung < terms.ladder.count ? terms.ladder[rung].party : nil
  }

  /// Wording that stands at a step a person is at.
  private func offers(_ text: String, _ state: Case) -> Bool {
    state.tasks.values.compactMap { $0.step.flatMap(plan.step) }.flatMap(\.sayings).contains { $0.wording.plainText.contains(text) }
  }
}

extension Refusal {
  fileprivate func isOf(_ action: Action.ID) -> Bool {
    switch self {
    case .forbidden(action, _), .unguarded(action), .overLimit(action, _): true
    default: false
    }
  }
}
