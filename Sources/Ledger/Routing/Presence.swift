public import Playbook

/// Whether a person takes work, and how much at a time.
public struct Presence: Hashable, Sendable {
  /// The words are stored and never change.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Takes work.
    case available
    /// Is there, and takes no more than there is.
    case busy
    /// Isn't at the desk.
    case away
    /// Has gone home.
    case offline
  }

  /// As callers are told apart: `account:li`.
  public let person: String
  /// As it is shown.
  public let name: String
  public var status: Status
  /// How many tasks at a time, by the channel of their cases. What isn't named is as usual.
  public var capacity: [ChannelName: Int]
  /// When the status began.
  public var since: Instant
  /// The work whose offer they didn't answer, for which the desk set them away; nil for a status that they said themselves.
  public var missed: WorkID?

  public init(person: String, name: String, status: Status, capacity: [ChannelName: Int] = [:], since: Instant, missed: WorkID? = nil) {
    self.person = person
    self.name = name
    self.status = status
    self.capacity = capacity
    self.since = since
    self.missed = missed
  }

  /// Who speaks does nothing else; who writes can do three things at a time.
  public func capacity(on channel: ChannelName) -> Int {
    if let own = capacity[channel] { return own }
    switch channel {
    case .phone, .privacyNumber: return 1
    case .online, .sms, .im, .wechat, .app, .email: return 3
    }
  }
}
