public import Playbook

extension Case {
  mutating func hear(_ heard: Heard, _ event: Event) { lastWord[heard.party] = event.sequence }

  mutating func consent(_ consented: Consented, _ event: Event) {
    consents[Consented.key(consented.party, consented.scope)] = consented
    if !consented.isGiven { lastWord[consented.party] = event.sequence }
  }

  /// How a contact ended, as the step's answer.
  mutating func endContact(_ ended: ContactEnded, step: Step.ID) {
    answers[step] = ended.wasCalledOff == true ? ContactAnswer.cancelled : ended.outcome.rawValue
  }

  /// An attempt as it will stand in the proof.
  func attempt(_ effect: Effect, _ ended: EffectEnded, at: Instant) -> ContactAttempt? {
    guard ended.outcome != EffectEnded.held, let party = effect.party, let channel = effect.channel else { return nil }
    return ContactAttempt(
      party: party, channel: channel, at: at, outcome: ContactOutcome(rawValue: ended.outcome) ?? .failed, barred: ended.barred,
      shared: ended.shared?.caseID)
  }

  /// Who a party is over all cases: whom the platform names, else "the customer of this order".
  public func person(_ party: Party.ID) -> PersonID { persons[party] ?? PersonID("\(subject)/\(party)") }
}

extension Consented {
  static func key(_ party: Party.ID, _ scope: String) -> String { "\(party)/\(scope)" }
}

extension EffectKey {
  /// The case that planned the effect: a key begins with it.
  public var caseID: CaseID { CaseID(String(text.prefix { $0 != "/" })) }
}
