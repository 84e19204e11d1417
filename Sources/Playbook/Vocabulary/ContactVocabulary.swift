/// What a pack says of reaching people, beside its parties and facts.
public struct ContactVocabulary: Hashable, Sendable {
  /// Facts that say whether somebody agrees to something.
  public internal(set) var consents: [Fact.ID: ConsentTerms] = [:]
  /// By party: the time until which its privacy number works.
  public internal(set) var numbersWorkUntil: [Party.ID: Fact.ID] = [:]
  /// Events that mean that a party got in touch by itself.
  public internal(set) var arrivals: [NamedEvent.ID: Party.ID] = [:]
  /// How often, and when, a person may be reached.
  public internal(set) var rules: [ContactRule] = []

  /// The shortest time in which no rule for this channel lets a person be reached, if `instant` lies in one.
  public func quietEnd(on channel: ChannelName, after instant: Instant, in zone: TimeZoneOffset) -> Instant? {
    rules.lazy.filter { $0.covers(channel) }.compactMap { rule -> Instant? in
      guard case .quiet(let hours) = rule.limit else { return nil }
      return hours.end(after: instant, in: zone)
    }.max()
  }
}

/// Whose consent, and to what.
public struct ConsentTerms: Hashable, Sendable {
  public let party: Party.ID
  public let scope: String
}

/// One line of the rules of contact.
public struct ContactRule: Hashable, Sendable {
  /// Counted together; empty for every channel.
  public let channels: [ChannelName]
  public let limit: Limit

  /// How often a person may be reached in a span of time.
  public enum Limit: Hashable, Sendable {
    /// So many times for each person, over all cases, in any stretch of this length.
    case atMost(Int, within: TimeAmount)
    /// Nobody is reached in these hours.
    case quiet(QuietHours)
  }

  public init(channels: [ChannelName], limit: Limit) {
    self.channels = channels
    self.limit = limit
  }

  /// Whether the rule is about this channel.
  public func covers(_ channel: ChannelName) -> Bool { channels.isEmpty || channels.contains(channel) }
}

/// A message that goes out some time before a contact is made.
public struct ContactNotice: Hashable, Sendable {
  public let call: ActionCall
  public let lead: TimeAmount
}

/// The answer of a contact that was announced and then not needed: who was told got in touch, or took a consent back.
public enum ContactAnswer {
  public static let cancelled = "cancelled"
  public static let labels = ["已取消", "取消", "不再需要联系", "cancelled", "called off"]
}

extension Vocabulary {
  /// The party of this name.
  public func party(named name: some StringProtocol) -> Party? { parties.first { $0.isCalled(name) } }
}
