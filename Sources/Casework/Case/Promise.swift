public import Playbook

/// An open obligation. A case with one open doesn't close.
public struct Promise: Hashable, Sendable, Codable {
  public let id: PromiseID
  /// The step that made it.
  public let step: Step.ID
  public let owner: Party.ID?
  public let text: String
  public let due: Instant
  public let keptBy: NamedEvent.ID?
}
