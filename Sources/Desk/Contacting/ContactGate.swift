import Casework
import Ledger
import Playbook

/// What stands between a planned effect and a person: how often and when people may be reached over all cases, what they agreed to, and what another case
/// has just found out. The engine knows nothing of it but what signals say.
struct ContactGate: Sendable {
  /// While another case is reaching for the person, it is asked again how that went after this long.
  static let lookAgainAfter = TimeAmount(seconds: 10)
  /// An effect that waited nearly until its deadline is put off by its case instead, for so long.
  static let putOffFor = TimeAmount.minutes(1)

  let ledger: any Ledger
  let reports: Reports

  /// What becomes of an effect.
  enum Decision: Hashable, Sendable {
    case go
    /// It is looked at again then; its case learns nothing of it.
    case look(again: Instant)
    /// The case is told, and does what follows.
    case tell(Signal.Content)
    /// It has ended meanwhile.
    case drop
  }

  /// Whether nothing stands in an effect's way that would have to be looked up.
  static func isOpen(to effect: Effect, _ plan: Plan) -> Bool {
    effect.person == nil && effect.channel != .privacyNumber && (effect.action == nil || plan.vocabulary.contacts.consents.isEmpty)
  }

  /// - Parameter wasHandedOver: it may have been carried out before.
  func decision(on claimed: ClaimedEffect, plan: Plan, now: Instant, wasHandedOver: Bool) async throws(LedgerError) -> Decision {
    let effect = claimed.effect
    if let barred = try await barred(claimed, plan, now) {
      return .tell(.ended(effect.key, EffectReport(outcome: effect.failureOutcome, isInDoubt: wasHandedOver, barred: barred)))
    }
    guard let person = effect.person, let channel = effect.channel else { return .go }
    if !wasHandedOver, let end = plan.vocabulary.contacts.quietEnd(on: channel, after: now, in: plan.zone) {
      return .tell(.held(effect.key, until: end, reason: .quietHours))
    }
    let request = ContactRequest(
      key: effect.key, caseID: claimed.caseID, person: person, subject: claimed.subject, channel: channel, purpose: effect.purpose, caps: plan.contactCaps)
    switch try await ledger.reserveContact(request, at: now) {
    case .go: return .go
    case .ended: return .drop
    case .full(let until): return .tell(.held(effect.key, until: until, reason: .cap))
    case .tooSoon(let until): return .tell(.held(effect.key, until: until, reason: .underWay))
    case .windowClosed: return .tell(.ended(effect.key, EffectReport(outcome: effect.failureOutcome, barred: .windowClosed)))
    case .underWay:
      let again = now + Self.lookAgainAfter
      return again + Self.putOffFor < effect.deadline ? .look(again: again) : .tell(.held(effect.key, until: now + Self.putOffFor, reason: .underWay))
    case .answered(let row): return .tell(.ended(effect.key, try await answer(of: row, to: effect, plan)))
    }
  }

  // MARK: what may not go out at all

  private func barred(_ claimed: ClaimedEffect, _ plan: Plan, _ now: Instant) async throws(LedgerError) -> Barred? {
    let effect = claimed.effect
    let contacts = plan.vocabulary.contacts
    let asksConsent = !contacts.consents.isEmpty && effect.action != nil
    let hasExpiry = effect.channel == .privacyNumber && effect.party.map { contacts.numbersWorkUntil[$0] != nil } == true
    guard asksConsent || hasExpiry, let state = try await ledger.readCase(claimed.caseID) else { return nil }
    if state.isNumberExpired(of: effect, plan: plan, now: now) { return .numberExpired }
    for consent in state.consents(requiredBy: effect, plan: plan) {
      if !consent.isGiven { return .noConsent }
      // The person may have taken it back in another case about the same thing.
      let last = try await ledger.latestConsent(of: state.person(consent.terms.party), to: consent.terms.scope, about: state.subject)
      if let last, !last.isGiven, last.at > consent.at { return .noConsent }
    }
    return nil
  }

  // MARK: what another case has found out

  /// The outcome of another case's attempt, with the facts it brought that this plan declares.
  private func answer(of row: ContactRow, to effect: Effect, _ plan: Plan) async throws(LedgerError) -> EffectReport {
    let events = try await ledger.readEvents(of: row.caseID, after: row.sequence)
    let behind = events.drop { if case .effectEnded(let ended) = $0.kind { ended.key != row.key } else { true } }.dropFirst()
    var facts: [FactReport] = []
    // What the call brought stands right behind its end, before the case goes on.
    for event in behind {
      switch event.kind {
      case .factLearned(let learned):
        let report = FactReport(fact: learned.fact, value: learned.value, source: learned.source)
        if plan.understands(report), RowReference(source: learned.source) == nil { facts.append(report) }
      case .consented, .timerCancelled: continue
      default: return EffectReport(outcome: row.outcome ?? effect.failureOutcome, facts: facts, shared: row.key)
      }
    }
    return EffectReport(outcome: row.outcome ?? effect.failureOutcome, facts: facts, shared: row.key)
  }
}

extension Plan {
  /// The rules of contact that count.
  fileprivate var contactCaps: [ContactCap] {
    vocabulary.contacts.rules.compactMap { rule in
      guard case .atMost(let most, let within) = rule.limit else { return nil }
      return ContactCap(channels: rule.channels, most: most, within: within)
    }
  }
}
