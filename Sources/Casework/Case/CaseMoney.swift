public import Playbook

/// What the postings and rulings of a case come to.
extension Case {
  /// The ruling that stands; nil before the first and behind one that was overturned.
  public var standingRuling: Ruled? {
    guard let last = rulings.last, last.standing != .overturned else { return nil }
    return last
  }

  /// A ruling with those whose place it has taken.
  public func chain(of id: RulingID) -> Set<RulingID> {
    var chain: Set<RulingID> = [id]
    var here = id
    // Each ruling replaces an earlier one, so the way is no longer than there are rulings.
    for _ in rulings {
      guard let earlier = rulings.first(where: { $0.id == here && $0.standing != .overturned })?.replaces else { break }
      chain.insert(earlier)
      here = earlier
    }
    return chain
  }

  /// What each account has got (or given, when negative) in this case, by account; `reserve` parts are accounts of their own.
  /// - Parameter dueTo: only postings that stood on one of these rulings; nil for all.
  public func balances(in unit: MoneyUnit, dueTo chain: Set<RulingID>? = nil) -> [String: Int64] {
    var balances: [String: Int64] = [:]
    for posting in postings where posting.unit == unit && (chain.map { posting.ruling.map($0.contains) ?? false } ?? true) {
      for line in posting.lines { balances[line.account, default: 0] += line.amount }
    }
    return balances
  }

  /// Set aside, and neither paid nor taken back nor got back.
  public var openReservations: [Posted] { postings.filter { $0.kind == .reserve && !isFollowed($0.id) } }

  func posting(_ id: PostingID) -> Posted? { postings.last { $0.id == id } }

  /// The money that is set aside for an effect.
  func openReservation(of key: EffectKey) -> Posted? { postings.last { $0.kind == .reserve && $0.effect == key && !isFollowed($0.id) } }

  /// What was paid under a key that a receiver knows; nil before.
  func payment(under key: EffectKey) -> Posted? { postings.last { $0.kind == .settle && $0.effect == key } }

  /// Whether it was gone on from.
  func isFollowed(_ id: PostingID) -> Bool { postings.contains { $0.about == id && $0.kind != .reserve && $0.kind != .refuse } }

  func isTakenBack(_ id: PostingID) -> Bool { postings.contains { $0.about == id && $0.kind == .reverse } }

  /// What an action has paid or set aside in this case and not taken back.
  func spent(by action: Action.ID) -> Int64 {
    postings.lazy.filter { $0.action == action && $0.effect != nil }.reduce(0) { sum, posting in
      switch posting.kind {
      case .settle: self.isTakenBack(posting.id) ? sum : sum + posting.paidIn
      case .reserve: self.isFollowed(posting.id) ? sum : sum + posting.paidIn
      case .recover, .reverse, .refuse: sum
      }
    }
  }
}

extension Posted {
  /// What comes into accounts with it.
  public var paidIn: Int64 { lines.reduce(0) { $0 + max($1.amount, 0) } }
}

extension PostingID {
  static func reserve(_ key: EffectKey) -> PostingID { PostingID("\(key)/reserve") }
  static func settle(_ key: EffectKey) -> PostingID { PostingID("\(key)/settle") }
  static func claim(_ key: EffectKey) -> PostingID { PostingID("\(key)/claim") }
  var reversed: PostingID { PostingID("\(self)/reverse") }
}

extension [Posted.Line] {
  var negated: [Posted.Line] { map { .init(account: $0.account, amount: -$0.amount) } }

  /// One line for each account, those that come to nothing left out, in the order in which accounts first appear.
  var summedUp: [Posted.Line] {
    var accounts: [String] = []
    var sums: [String: Int64] = [:]
    for line in self {
      if sums[line.account] == nil { accounts.append(line.account) }
      sums[line.account, default: 0] += line.amount
    }
    return accounts.compactMap { account in sums[account].flatMap { $0 == 0 ? nil : .init(account: account, amount: $0) } }
  }
}
