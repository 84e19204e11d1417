public import Playbook

/// Who has to answer for what happened, and in which shares.
public struct Ruled: Hashable, Sendable, Codable {
  public let id: RulingID
  public let standing: Standing
  /// Per cent by account, together 100; empty when the ruling is overturned.
  public let shares: [String: Int]
  /// The standard of evidence it rests on.
  public let standard: String?
  public let approver: Sender?
  /// The ruling whose place it takes, or that it overturns.
  public let replaces: RulingID?

  /// How firm a ruling is.
  public enum Standing: String, Hashable, Sendable, Codable { case provisional, final, overturned }
}

/// Money, a coupon or points move between accounts. The lines of a posting sum to zero.
public struct Posted: Hashable, Sendable, Codable {
  /// Made of the key of what caused it, so that the same cause posts once.
  public let id: PostingID
  public let kind: Kind
  public let unit: MoneyUnit
  public let lines: [Line]
  /// The ruling that stood when the money was reserved.
  public let ruling: RulingID?
  /// The posting it takes back or goes on from.
  public let about: PostingID?
  public let action: Action.ID?
  /// The effect that it was reserved or settled for.
  public let effect: EffectKey?
  /// True where the payers' parts are the shares of the ruling.
  public let isShared: Bool?
  /// Why nothing moves; for `refuse` only.
  public let note: String?
  /// The answer that the step got instead; for `refuse` only.
  public let answer: String?

  /// What a posting does.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Set aside: out of the account, not yet anybody else's.
    case reserve
    /// Paid out of what was set aside.
    case settle
    /// Got back from, or borne by, somebody else.
    case recover
    /// Taken back.
    case reverse
    /// Nothing moves: a limit or a refusal stands against it.
    case refuse
  }

  /// What one account gets, or gives where it is negative.
  public struct Line: Hashable, Sendable, Codable {
    /// `platform`, or `platform/reserve` for what it has set aside.
    public let account: String
    /// In the unit's smallest part; out of the account when negative.
    public let amount: Int64
  }

  init(
    id: PostingID, kind: Kind, unit: MoneyUnit, lines: [Line], ruling: RulingID? = nil, about: PostingID? = nil, action: Action.ID? = nil,
    effect: EffectKey? = nil, isShared: Bool? = nil, note: String? = nil, answer: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.unit = unit
    self.lines = lines.filter { $0.amount != 0 }
    self.ruling = ruling
    self.about = about
    self.action = action
    self.effect = effect
    self.isShared = isShared
    self.note = note
    self.answer = answer
  }
}

/// Somebody approved what needs approval, or refused it.
public struct Approved: Hashable, Sendable, Codable {
  public let task: TaskID
  public let isGiven: Bool
  public let sender: Sender
  /// What it is about: a visit of a step, or an effect.
  public let about: String
  /// How much was approved; nil for a ruling.
  public let amount: Int64?
  /// Whether nobody else has to approve.
  public let isLast: Bool
}
