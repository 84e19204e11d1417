import Playbook

/// What an event means for money. Postings follow from events in one place, so that no way of planning or ending an effect gets round them.
enum MoneyMatter {
  case planned(Effect)
  case ended(Effect, EffectEnded)
  /// A receiver says what became of something that was broken off.
  case endedLate(Posted, EffectEnded)
  /// The case went back behind these.
  case undone([EffectKey])
  /// Something was learned while money is being got back.
  case learned
}

extension Deciding {
  /// Looked at before the event is folded: the effect that ends is still there.
  func moneyMatter(of kind: borrowing EventKind) -> MoneyMatter? {
    switch kind {
    case .effectPlanned(let effect): return movesMoney(effect) ? .planned(effect) : nil
    case .effectEnded(let ended):
      guard let effect = state.effects[ended.key] else { return state.openReservation(of: ended.key).map { .endedLate($0, ended) } }
      return movesMoney(effect) ? .ended(effect, ended) : nil
    case .reconsidered(let reconsidered): return state.postings.isEmpty ? nil : .undone(reconsidered.undone.map(\.key))
    case .factLearned, .concluded: return state.promises.values.contains { $0.claim != nil } ? .learned : nil
    default: return nil
    }
  }

  /// What takes something back is posted with what it takes back.
  private func movesMoney(_ effect: Effect) -> Bool {
    guard effect.purpose == .action || effect.purpose == .aside, let action = effect.action, plan.movesMoney(action) else { return false }
    return !effect.key.isUndo
  }

  mutating func post(_ matter: MoneyMatter) {
    switch matter {
    case .planned(let effect): reserve(effect)
    case .ended(let effect, let ended): settle(effect, ended)
    case .endedLate(let reserved, let ended): settleLate(reserved, ended)
    case .undone(let keys):
      for key in keys { for paid in state.postings where paid.kind == .settle && paid.effect == key && !state.isTakenBack(paid.id) { takeBack(paid) } }
    case .learned: settleClaims()
    }
  }

  // MARK: reserve, settle, reverse

  private mutating func reserve(_ effect: Effect) {
    guard let action = effect.action.flatMap(plan.action), let money = action.money, let amount = amount(of: money) else { return }
    // The same effect again: it is set aside or paid already, and what it comes to is told by this attempt.
    if let open = state.openReservation(of: effect.receiverKey) { return withdrawQuestion(about: open) }
    guard state.payment(under: effect.receiverKey) == nil, let payers = payers(of: money, amount) else { return }
    let lines = payers.flatMap { [Posted.Line(account: $0.account, amount: -$0.amount), .init(account: reserveAccount($0.account), amount: $0.amount)] }
    record(
      .posted(
        Posted(
          id: .reserve(effect.key), kind: .reserve, unit: money.unit, lines: lines, ruling: state.standingRuling?.id, action: action.id,
          effect: effect.receiverKey, isShared: money.payer == .ruling ? true : nil)), step: effect.step)
  }

  private mutating func settle(_ effect: Effect, _ ended: EffectEnded) {
    guard let reserved = state.openReservation(of: effect.receiverKey), let action = effect.action.flatMap(plan.action) else { return }
    if ended.outcome == EffectEnded.withdrawn || (ended.inDoubt == true && (effect.purpose == .aside || effect.attempt >= action.attempts)) {
      return askWhetherPaid(effect, reserved, action)
    }
    if ended.inDoubt == true { return }
    if plan.isFailure(ended.outcome, of: effect) { return release(reserved, step: effect.step) }
    pay(reserved, action, step: effect.step)
  }

  /// What it came to is known now, and nobody needs to find out any more.
  private mutating func settleLate(_ reserved: Posted, _ ended: EffectEnded) {
    guard ended.inDoubt != true, let action = reserved.action.flatMap(plan.action), let outcome = action.outcomes.first(where: { $0.id == ended.outcome })
    else {
      return
    }
    if outcome.isFailure { release(reserved, step: nil) } else { pay(reserved, action, step: nil) }
  }

  mutating func release(_ reserved: Posted, step: Step.ID?) {
    withdrawQuestion(about: reserved)
    record(
      .posted(
        Posted(
          id: reserved.id.reversed, kind: .reverse, unit: reserved.unit, lines: reserved.lines.negated, ruling: reserved.ruling, about: reserved.id,
          action: reserved.action, effect: reserved.effect)), step: step)
  }

  mutating func pay(_ reserved: Posted, _ action: Action, step: Step.ID?) {
    guard let money = action.money, let receiver = reserved.effect else { return }
    withdrawQuestion(about: reserved)
    let fromReserve = reserved.lines.filter { $0.amount > 0 }
    let lines = fromReserve.negated + [Posted.Line(account: money.to.rawValue, amount: reserved.paidIn)]
    let paid = Posted(
      id: .settle(receiver), kind: .settle, unit: reserved.unit, lines: lines, ruling: reserved.ruling, about: reserved.id, action: action.id, effect: receiver,
      isShared: reserved.isShared)
    record(.posted(paid), step: step)
    // The ruling was changed or overturned while the money was under way.
    if let ruling = reserved.ruling, ruling != state.standingRuling?.id {
      guard let standing = state.standingRuling, state.chain(of: standing.id).contains(ruling) else {
        takeBack(paid)
        return getBackByHand(paid)
      }
      if paid.isShared == true { share(paid, anew: standing) }
    }
    openClaim(paid, step: step)
  }

  /// Undoes a payment with what was set aside for it: nothing of the two is left in any account.
  mutating func takeBack(_ paid: Posted) {
    let reserved = paid.about.flatMap { state.posting($0) }
    let lines = ((reserved?.kind == .reserve ? reserved?.lines ?? [] : []) + paid.lines).summedUp.negated
    record(
      .posted(
        Posted(
          id: paid.id.reversed, kind: .reverse, unit: paid.unit, lines: lines, ruling: paid.ruling, about: paid.id, action: paid.action, effect: paid.effect)),
      step: nil)
  }

  // MARK: how much, and from whom

  /// Nil when it isn't known, or is no amount that can be paid.
  func amount(of money: MoneyTerms) -> Int64? {
    switch money.amount {
    case .fixed(let amount): return amount
    case .fact(let fact):
      switch value(fact) {
      case .money(let fen)? where fen > 0 && money.unit != .points: return fen
      case .number(let number)? where money.unit == .points && number >= 1 && number <= 1e15 && number.rounded() == number: return Int64(number)
      default: return nil
      }
    }
  }

  /// Who pays how much, together the whole amount; nil when a ruling would have to say and none stands.
  func payers(of money: MoneyTerms, _ amount: Int64) -> [(account: String, amount: Int64)]? {
    switch money.payer {
    case .account(let account): [(account.rawValue, amount)]
    case .ruling: state.standingRuling.map { $0.parts(of: amount) }
    }
  }

  func reserveAccount(_ account: String) -> String { "\(account)/reserve" }
}

extension Ruled {
  /// An amount in the ruling's shares. What doesn't divide goes to the accounts with the greatest remainder, so that the parts are the whole.
  public func parts(of amount: Int64) -> [(account: String, amount: Int64)] {
    let ordered = shares.sorted { $0.key < $1.key }
    // Hundredths first: an amount times a hundred may be more than fits.
    var parts = ordered.map { share in
      let percent = Int64(share.value)
      let rest = (amount % 100) * percent
      return (account: share.key, amount: amount / 100 * percent + rest / 100, remainder: rest % 100)
    }
    var left = amount - parts.reduce(0) { $0 + $1.amount }
    for index in parts.indices.sorted(by: { (-parts[$0].remainder, $0) < (-parts[$1].remainder, $1) }) where left > 0 {
      parts[index].amount += 1
      left -= 1
    }
    return parts.map { ($0.account, $0.amount) }
  }
}

extension EffectKey {
  /// Whether it takes back what another effect did.
  var isUndo: Bool { text.hasSuffix(Self.undoing) }
}
