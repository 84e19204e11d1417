public import Playbook

/// Who the parties of a case are, by names that mean nothing outside the platform: never a phone number.
public struct PersonsNamed: Hashable, Sendable, Codable {
  public let persons: [Party.ID: PersonID]
}

/// An attempt to reach somebody has to wait: it hasn't gone out, and will be made later.
public struct Held: Hashable, Sendable, Codable {
  public let key: EffectKey
  public let until: Instant
  public let reason: Reason

  public enum Reason: String, Hashable, Sendable, Codable {
    /// The person was reached for as often as is allowed, over all cases.
    case cap
    case quietHours = "quiet-hours"
    /// Another case is reaching for the same person about the same subject.
    case underWay = "under-way"
  }
}

/// A party got in touch by itself.
public struct Heard: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let channel: ChannelName
}

/// A party agreed to something, or took it back.
public struct Consented: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let scope: String
  public let isGiven: Bool
  /// When it ends by itself; nil for never.
  public let until: Instant?
}
