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

  /// Why it waits.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// The person was reached for as often as is allowed, over all cases.
    case cap
    case quietHours = "quiet-hours"
    /// Another case is reaching for the same person about the same subject.
    case underWay = "under-way"
  }
}

/// Why an effect did not go out and won't.
public enum Barred: String, Hashable, Sendable, Codable {
  /// What it requires somebody's consent for was taken back, in this case or in another one.
  case noConsent = "no-consent"
  /// The person hasn't written for too long, or was written to often enough since.
  case windowClosed = "window-closed"
  /// The privacy number no longer works.
  case numberExpired = "number-expired"
  /// As often as is allowed, over all cases; for what can't wait until it is allowed again.
  case cap
  case quietHours = "quiet-hours"

  /// As a hold would have it.
  init(_ reason: Held.Reason) {
    self = reason == .quietHours ? .quietHours : .cap
  }
}

/// A party got in touch by itself.
public struct Heard: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let person: PersonID
  public let channel: ChannelName
}

/// A party agreed to something, or took it back. It holds for what the case is about.
public struct Consented: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let person: PersonID
  public let scope: String
  public let isGiven: Bool
  /// When it ends by itself; nil for never.
  public let until: Instant?
}
