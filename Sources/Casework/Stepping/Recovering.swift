import Playbook

/// Refund first, recover after: what was paid is to be got back from somebody else, as a promise with a clock.
extension Deciding {
  mutating func openClaim(_ paid: Posted, step id: Step.ID?) {
    guard let step = id.flatMap(plan.step), case .act(let call) = step.kind, let recovery = call.recovery, call.action == paid.action else { return }
    guard let key = paid.about.flatMap({ state.posting($0)?.effect }), state.posting(.claim(key)) == nil else { return }
    let from = recovery.from.rawValue
    let claim = Posted(
      id: .claim(key), kind: .reserve, unit: paid.unit,
      lines: [.init(account: from, amount: -paid.paidIn), .init(account: reserveAccount(from), amount: paid.paidIn)], ruling: paid.ruling, about: paid.id,
      action: paid.action)
    record(.posted(claim), step: step.id)
    let amount = paid.unit.words(paid.paidIn, in: plan.language)
    let debtor = recovery.from.name(in: plan.language)
    let promise = Promise(
      id: PromiseID("p\(state.eventCount + 1)"), step: step.id, owner: recovery.owner,
      text: plan.language.words("向\(debtor)追偿 \(amount)", "recover \(amount) from the \(debtor)"),
      due: due(recovery.within, from: now, in: frame?.procedure), keptBy: recovery.keptBy,
      claim: .init(posting: claim.id, bearer: recovery.otherwise.rawValue))
    record(.promised(promise), step: step.id)
    setTimer(.promise, step: step.id, after: recovery.within, in: frame?.procedure, about: promise.id.text)
    // What shows how it ends may be known already.
    settleClaims()
  }

  /// Looks whether what is known now shows that money was got back, or never will be.
  mutating func settleClaims() {
    for promise in state.promises.values.filter({ $0.claim != nil }).sorted(by: { $0.id < $1.id }) {
      guard case .act(let call)? = plan.step(promise.step)?.kind, let recovery = call.recovery else { continue }
      if let condition = recovery.keptWhen, truth(condition) == .yes {
        settle(promise, wasKept: true)
      } else if let condition = recovery.lostWhen, truth(condition) == .yes {
        settle(promise, wasKept: false)
      }
    }
  }

  /// Got back: from the debtor to those who had paid. Not got back: the debt is let go, and who is named bears it.
  mutating func settleClaim(of promise: Promise, wasKept: Bool) {
    guard let terms = promise.claim, let claim = state.posting(terms.posting), !state.isFollowed(claim.id) else { return }
    let payers = payers(behind: claim)
    let toPayers = payers.map { Posted.Line(account: $0.account, amount: $0.amount) }
    if wasKept {
      let fromReserve = claim.lines.filter { $0.amount > 0 }.negated
      return post(.recover, id: PostingID("\(claim.id)/recover"), fromReserve + toPayers, about: claim, promise)
    }
    post(.reverse, id: claim.id.reversed, claim.lines.negated, about: claim, promise)
    let borne = ([Posted.Line(account: terms.bearer, amount: -claim.paidIn)] + toPayers).summedUp
    if !borne.isEmpty { post(.recover, id: PostingID("\(claim.id)/borne"), borne, about: claim, promise) }
  }

  /// Lets a claim go without anybody bearing it: what was paid was taken back itself.
  mutating func dropClaim(of promise: Promise) {
    guard let claim = promise.claim.flatMap({ state.posting($0.posting) }), !state.isFollowed(claim.id) else { return }
    post(.reverse, id: claim.id.reversed, claim.lines.negated, about: claim, promise)
    cancelTimers(about: promise.id.text)
    record(.promiseSettled(PromiseSettled(promise: promise.id, wasKept: false, sender: sender)), step: promise.step)
  }

  private mutating func post(_ kind: Posted.Kind, id: PostingID, _ lines: [Posted.Line], about claim: Posted, _ promise: Promise) {
    record(
      .posted(Posted(id: id, kind: kind, unit: claim.unit, lines: lines, ruling: claim.ruling, about: claim.id, action: claim.action)), step: promise.step)
  }

  /// Who paid what is claimed, and how much: those whose money the payment was set aside from.
  private func payers(behind claim: Posted) -> [(account: String, amount: Int64)] {
    guard let paid = claim.about.flatMap({ state.posting($0) }), let reserved = paid.about.flatMap({ state.posting($0) }) else { return [] }
    return (reserved.lines + paid.lines).summedUp.filter { $0.amount < 0 }.map { ($0.account, -$0.amount) }
  }
}
