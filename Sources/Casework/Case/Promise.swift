public import Playbook

/// An open obligation. A case with one open doesn't close.
public struct Promise: Hashable, Sendable, Codable {
  public let id: PromiseID
  /// The step that made it.
  public internal(set) var step: Step.ID
  public let owner: Party.ID?
  public let text: String
  public let due: Instant
  public let keptBy: NamedEvent.ID?
  /// For a promise to get money back: what was set aside for it.
  public var claim: Claim?

  /// Money that was paid and is to be got back from somebody else.
  public struct Claim: Hashable, Sendable, Codable {
    /// The reservation in the debtor's account.
    public let posting: PostingID
    /// The account that bears it when it isn't got back in time.
    public let bearer: String
  }
}
