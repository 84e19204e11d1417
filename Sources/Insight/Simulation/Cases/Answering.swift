import Casework
import Playbook

/// How the world answers what the case sends out.
extension CaseRun {
  mutating func planned(_ effect: Effect) {
    switch effect.purpose {
    case .say:
      let outcome = world.messagesFail.holds(&random) ? SayOutcome.failed : SayOutcome.sent
      report(effect, EffectReport(outcome: outcome), after: 1000)
    case .contact: call(effect)
    case .action, .aside: act(effect)
    case .ask: if effect.action == nil { question(effect) } else { act(effect) }
    }
  }

  private mutating func report(_ effect: Effect, _ report: EffectReport, after milliseconds: Int64) {
    agenda.add(Pending(at: now.milliseconds + milliseconds, work: 0, content: .report(effect.key, report)))
  }

  // MARK: people

  private mutating func call(_ effect: Effect) {
    guard let id = effect.party, let number = stage.partyNumbers[id] else {
      return report(effect, EffectReport(outcome: ContactOutcome.failed.rawValue), after: 1000)
    }
    let party = world.parties[number]
    let outcome = ContactOutcome.allCases[party.calls.draw(&random)]
    let isAnswered = outcome == .answered
    var takes = party.rings.draw(&random)
    if isAnswered { takes += party.talks.draw(&random) }
    tally.addContact(party: number, channel: effect.channel ?? .phone, outcome: outcome)
    if let caller = world.staff.callsBy, let role = stage.roleNumbers[caller] {
      // Who answers is talked to; the call's own time in the world file is for the work around it.
      let work = takes + (isAnswered ? world.staff.takes[WorkKind.call.index].draw(&random) : 0)
      tally.addWork(.call, role: role, milliseconds: work, hour: hour)
    }
    let told = isAnswered ? party.tells ?? effect.step.flatMap { stage.stepNumbers[$0] }.flatMap { stage.toldInCall[$0] } ?? [] : []
    report(effect, EffectReport(outcome: outcome.rawValue, facts: told.compactMap { reportTold(by: id, $0) }), after: takes)
  }

  /// Nobody speaks for another party, and who it was that answered is plain.
  private mutating func reportTold(by party: Party.ID, _ number: Int) -> FactReport? {
    let fact = stage.facts[number]
    if case .choice(let choices) = fact.type, choices.allSatisfy({ stage.partyNumbers[$0.id] != nil }) {
      return choices.contains { $0.id == party } ? FactReport(fact: fact.id, value: .choice(party), source: party) : nil
    }
    if let owner = stage.spokenForBy[number], owner != party { return nil }
    return truth(number).map { FactReport(fact: fact.id, value: $0, source: party) }
  }

  private mutating func question(_ effect: Effect) {
    let number = effect.party.flatMap { stage.partyNumbers[$0] }
    if let number { tally.asked[number] += 1 }
    let party = number.map { world.parties[$0] } ?? .usual
    // Who keeps silent reports nothing: the question's time runs out.
    guard party.answers.holds(&random) else { return }
    if let number { tally.answered[number] += 1 }
    let facts = effect.fact.flatMap { stage.factNumbers[$0] }.flatMap { number in
      truth(number).map { FactReport(fact: stage.facts[number].id, value: $0, source: effect.party ?? "party") }
    }
    report(effect, EffectReport(outcome: AskOutcome.answered, facts: facts.map { [$0] } ?? []), after: party.answersAfter.draw(&random))
  }

  // MARK: actions

  private mutating func act(_ effect: Effect) {
    guard let id = effect.action, let number = stage.actionNumbers[id] else { return }
    let outcomes = plan.vocabulary.actions[number].outcomes
    var outcome = outcomes[world.actions[number].outcomes.draw(&random)]
    var facts: [FactReport] = []
    if !outcome.isFailure, let fact = effect.fact, let told = stage.factNumbers[fact] {
      let value = truth(told)
      if let named = stage.toldByOutcome[Stage.Telling(action: id, fact: fact)] {
        if let place = named.first(where: { $0.value == value })?.outcome { outcome = outcomes[place] }
      } else if let value {
        facts.append(FactReport(fact: fact, value: value, source: "action \(id)"))
      }
    }
    count(effect, number, outcome)
    report(effect, EffectReport(outcome: outcome.id, facts: facts), after: world.actions[number].takes.draw(&random))
  }

  private mutating func count(_ effect: Effect, _ number: Int, _ outcome: Action.Outcome) {
    tally.started[number] += 1
    guard !outcome.isFailure else { return tally.failed[number] += 1 }
    tally.succeeded[number] += 1
    guard plan.vocabulary.actions[number].kind == .money else { return }
    var amount: Int64?
    switch world.actions[number].amount {
    case .drawn(let spread): amount = spread.draw(&random)
    case .fact(let id): if case .money(let fen)? = stage.factNumbers[id].flatMap({ truth($0) }) { amount = fen }
    case .unknown: amount = effect.arguments.sorted { $0.key < $1.key }.lazy.compactMap { Spread(money: $0.value)?.low }.first
    }
    guard let amount else { return }
    tally.fen[number] += Int(amount)
    tally.withAmount[number] += 1
  }

  // MARK: promises

  mutating func planned(_ promise: Promise) {
    guard world.promisesKept.holds(&random) else { return }
    let span = max(promise.due.milliseconds - now.milliseconds, 1)
    agenda.add(
      Pending(at: now.milliseconds + Int64(random.below(UInt64(span))), work: 0, content: .promise(promise.id, by: promise.keptBy)))
  }
}
