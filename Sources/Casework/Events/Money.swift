public import Playbook

/// Who has to answer for what happened, and in which shares.
public struct Ruled: Hashable, Sendable, Codable {
  public let id: RulingID
  public let standing: Standing
  /// Per cent by account holder, together 100; empty when the ruling is overturned.
  public let shares: [String: Int]
  /// The standard of evidence it rests on.
  public let standard: String?
  public let approver: Sender?
  /// The ruling whose place it takes.
  public let replaces: RulingID?

  public enum Standing: String, Hashable, Sendable, Codable { case provisional, final, overturned }
}

/// Money, a coupon or points move between accounts. The lines of a posting sum to zero.
public struct Posted: Hashable, Sendable, Codable {
  public let id: PostingID
  public let kind: Kind
  /// `CNY` in fen, `points`, or a coupon's name.
  public let unit: String
  public let lines: [Line]
  public let ruling: RulingID?
  /// The posting it takes back or goes on from.
  public let about: PostingID?

  public enum Kind: String, Hashable, Sendable, Codable { case reserve, settle, recover, reverse }

  public struct Line: Hashable, Sendable, Codable {
    public let account: String
    public let amount: Int64
  }
}

/// Somebody approved what needs approval, or refused it.
public struct Approved: Hashable, Sendable, Codable {
  public let task: TaskID
  public let isGiven: Bool
  public let sender: Sender
}
