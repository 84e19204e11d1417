public import Playbook

extension Deciding {
  /// Keeps what was said of a consent, when it is news.
  mutating func consentLearned(_ learned: FactLearned) {
    guard let terms = plan.vocabulary.contacts.consents[learned.fact], case .flag(let isGiven)? = learned.value else { return }
    let until = isGiven ? plan.freshness(of: learned.fact).map { now + $0 } : nil
    let consented = Consented(party: terms.party, person: state.person(terms.party), scope: terms.scope, isGiven: isGiven, until: until)
    let before = state.consents[Consented.key(terms.party, terms.scope)]
    // A "no" to what nobody had agreed to is news only once.
    guard before != consented else { return }
    record(.consented(consented))
  }
}

extension Case {
  /// The consents that an effect's action requires, with the moment at which this case last heard of each.
  public func consents(requiredBy effect: Effect, plan: Plan) -> [(terms: ConsentTerms, isGiven: Bool, at: Instant)] {
    guard !plan.vocabulary.contacts.consents.isEmpty, let required = effect.action.flatMap(plan.action)?.guardCondition else { return [] }
    return required.facts.compactMap { fact in
      guard let terms = plan.vocabulary.contacts.consents[fact], let known = facts[fact] else { return nil }
      return (terms, known.value == .flag(true), known.at)
    }
  }

  /// Whether an effect goes to a privacy number that no longer works.
  public func isNumberExpired(of effect: Effect, plan: Plan, now: Instant) -> Bool {
    guard effect.channel == .privacyNumber, let fact = effect.party.flatMap({ plan.vocabulary.contacts.numbersWorkUntil[$0] }) else { return false }
    guard case .time(let end)? = facts[fact]?.value else { return false }
    return end <= now
  }
}

extension Plan {
  /// Whether an effect reaches a person: a contact, a question to a party, or an action of that kind, over a channel.
  func reachesPerson(_ effect: Effect) -> Bool {
    guard effect.party != nil, effect.channel != nil else { return false }
    switch effect.purpose {
    case .contact: return true
    case .say: return false
    case .ask where effect.action == nil: return true
    case .action, .ask, .aside: return effect.action.flatMap(action)?.kind == .contact
    }
  }
}
