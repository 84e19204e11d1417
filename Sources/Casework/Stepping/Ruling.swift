import Playbook

extension Deciding {
  mutating func rule(_ terms: RulingTerms, _ step: Step) -> Progress {
    guard let role = terms.approver else {
      give(terms, approver: nil, step)
      return branch(of: step, answer: nil)
    }
    let request = ApprovalRequest(
      about: visitKey(step), action: nil, arguments: [:], amount: nil, isAside: false, requester: sender.personName, given: [], rest: [])
    openTask(
      .approval(of: request), step: step, text: plan.language.words("请批准裁定：\(words(of: terms))", "Please approve the ruling: \(words(of: terms))"),
      choices: approvalChoices, role: role)
    return .waiting
  }

  /// Somebody has approved the ruling, or refused it: then the step's alternative for that, or a person.
  mutating func rulingAnswered(_ terms: RulingTerms, isGiven: Bool, _ step: Step) -> Progress {
    if isGiven {
      give(terms, approver: sender, step)
      return branch(of: step, answer: HeldBackAnswer.approved)
    }
    guard alternatives(of: step).contains(where: { truth($0.condition, answer: HeldBackAnswer.notApproved) == .yes }) else { return doByHand(step) }
    return branch(of: step, answer: HeldBackAnswer.notApproved)
  }

  /// The ruling takes the place of the one that stood. What was charged by its shares is charged by the new ones.
  private mutating func give(_ terms: RulingTerms, approver: Sender?, _ step: Step) {
    let earlier = state.standingRuling
    let ruled = Ruled(
      id: RulingID("r\(state.eventCount + 1)"), standing: terms.isProvisional ? .provisional : .final,
      shares: Dictionary(uniqueKeysWithValues: terms.shares.map { ($0.key.rawValue, $0.value) }), standard: terms.standard, approver: approver,
      replaces: earlier?.id)
    record(.ruled(ruled), step: step.id)
    for setting in terms.settings {
      record(.factLearned(FactLearned(fact: setting.fact, value: setting.value, source: KnownFact.ruling(ruled.id))), step: step.id)
    }
    guard let earlier, earlier.shares != ruled.shares else { return }
    let chain = state.chain(of: earlier.id)
    for paid in state.postings where paid.isPayment && paid.isShared == true && paid.ruling.map(chain.contains) == true && !state.isTakenBack(paid.id) {
      share(paid, anew: ruled)
    }
  }

  /// Charges a payment by other shares. Who got it keeps it.
  mutating func share(_ paid: Posted, anew ruling: Ruled) {
    takeBack(paid)
    let receivers = paid.lines.filter { $0.amount > 0 }
    let payers = ruling.parts(of: paid.paidIn).map { Posted.Line(account: $0.account, amount: -$0.amount) }
    record(
      .posted(
        Posted(
          id: PostingID("\(paid.id)/\(ruling.id)"), kind: .settle, unit: paid.unit, lines: payers + receivers, ruling: ruling.id, action: paid.action,
          effect: paid.effect, isShared: true)), step: nil)
  }

  // MARK: overturning

  /// Takes the ruling that stands back: its facts, and every posting that stood on it or on one it had replaced.
  mutating func overturn(_ step: Step) -> Progress {
    guard let standing = state.standingRuling else { return branch(of: step, answer: nil) }
    let chain = state.chain(of: standing.id)
    record(
      .ruled(
        Ruled(id: RulingID("r\(state.eventCount + 1)"), standing: .overturned, shares: [:], standard: nil, approver: nil, replaces: standing.id)),
      step: step.id)
    for promise in state.promises.values.sorted(by: { $0.id < $1.id })
    where promise.claim.flatMap({ state.posting($0.posting)?.ruling }).map(chain.contains) == true {
      dropClaim(of: promise)
    }
    let stood = state.postings.filter { $0.ruling.map(chain.contains) == true && ($0.kind == .settle || $0.kind == .recover) && !state.isTakenBack($0.id) }
    for posting in stood {
      // What was got back from a debtor goes back to where it was claimed from; only payments had money set aside of their own.
      if posting.kind == .settle { takeBack(posting) } else { reverseRecovery(posting) }
    }
    let sources = Set(chain.map { KnownFact.ruling($0) })
    for (fact, known) in state.facts.sorted(by: { $0.key < $1.key }) where sources.contains(known.source) {
      record(.factLearned(FactLearned(fact: fact, value: nil, source: KnownFact.ruling(standing.id))), step: step.id)
    }
    for paid in stood where paid.kind == .settle { getBack(paid, step) }
    return branch(of: step, answer: nil)
  }

  private mutating func reverseRecovery(_ recovered: Posted) {
    let claim = recovered.about.flatMap { state.posting($0) }
    // A debt that was let go has been reversed already; one that was paid had been set aside.
    let isFromReserve = recovered.lines.contains { $0.amount < 0 && $0.account.hasSuffix("/reserve") }
    let lines = ((isFromReserve ? claim?.lines ?? [] : []) + recovered.lines).summedUp.negated
    record(
      .posted(
        Posted(
          id: recovered.id.reversed, kind: .reverse, unit: recovered.unit, lines: lines, ruling: recovered.ruling, about: recovered.id,
          action: recovered.action)), step: nil)
  }

  /// What was paid out has to come back: by the action that takes it back where one is declared and may run, else by a person.
  private mutating func getBack(_ paid: Posted, _ step: Step) {
    guard let effect = paid.effect, let undo = paid.action.flatMap(plan.action)?.undo.flatMap({ plan.vocabulary.action(named: $0) ?? plan.action($0) }),
      state.clause(forbidding: undo.id) == nil, isReady(undo)
    else { return getBackByHand(paid) }
    planAside(undo, [:], step: step.id, key: EffectKey("\(effect)\(EffectKey.undoing)"))
  }

  mutating func getBackByHand(_ paid: Posted) {
    let name = paid.action.flatMap(plan.action)?.name ?? ""
    let amount = paid.unit.words(paid.paidIn, in: plan.language)
    openTask(
      .review, step: nil,
      text: plan.language.words("裁定已推翻，“\(name)”付出的 \(amount) 请追回。", "The ruling is overturned: please get back the \(amount) paid by “\(name)”."),
      choices: [])
  }

  // MARK: words

  private func words(of terms: RulingTerms) -> String {
    terms.shares.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.name(in: plan.language)) \($0.value)%" }
      .joined(separator: plan.language.words("、", ", "))
  }

  func visitKey(_ step: Step) -> String { "\(step.id)/\(state.visits[step.id] ?? 1)" }
}

extension Posted {
  var isPayment: Bool { kind == .settle }
}

extension KnownFact {
  /// The source of what a ruling says.
  static func ruling(_ id: RulingID) -> String { "ruling \(id)" }
}

extension Sender {
  /// The name of the person who sent it; nil when it was none.
  var personName: String? {
    if case .person(let name, _) = self { return name }
    return nil
  }
}
