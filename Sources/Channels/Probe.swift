/// Something harmless that is sent by a way out, to see whether it works. It belongs to no case, and nobody's case knows of it.
public struct Probe: Hashable, Sendable {
  /// What is asked for.
  public enum Content: Hashable, Sendable {
    /// A message that says itself that it is a test, to whoever tries: a number or name of their own on this channel.
    case message(channel: String, to: String, text: String)
    /// Whether the action could be carried out. It isn't.
    case dryRun(action: String, channel: String?)
  }

  /// The idempotency key, as errands have one: a receiver that has seen it sends nothing twice.
  public let key: String
  public let content: Content

  public init(key: String, content: Content) {
    self.key = key
    self.content = content
  }
}

/// What came of a probe that was handed over.
public enum ProbeAnswer: Hashable, Sendable {
  /// The receiver is there and would take an errand. - Parameter said: its own words.
  case reached(said: String?)
  /// The receiver is there and says no: it doesn't know us, or not this.
  case refused(said: String?)
  /// The connector has nothing that could be tried without doing it.
  case unsupported
}
