/// Something that the simulated platform tells the desk about an order, in plain words.
public struct OrderSignal: Hashable, Sendable {
  /// What is told.
  public enum Content: Hashable, Sendable {
    /// Something is wrong with the order: a case should be opened.
    case opening(channel: String, facts: [String: String])
    /// A declared event happened, by its id.
    case event(String)
    /// Facts have changed.
    case facts([String: String])
  }

  /// The same at every start of the sandbox.
  public let id: String
  /// The order number.
  public let subject: String
  /// Milliseconds of the desk's time since the feed began.
  public let after: Int64
  public let content: Content
}

/// What orders in the simulated world are like.
public struct OrderHabits: Hashable, Sendable {
  /// Something that may happen to an order after its case was opened.
  public struct News: Hashable, Sendable {
    public let content: OrderSignal.Content
    /// Of a hundred orders.
    public let percent: Int
    /// How long after the opening, in milliseconds of the desk's time.
    public let after: ClosedRange<Int64>

    public init(_ content: OrderSignal.Content, percent: Int, after: ClosedRange<Int64>) {
      self.content = content
      self.percent = percent
      self.after = after
    }
  }

  /// Between two openings, in milliseconds of the desk's time.
  public var interval: ClosedRange<Int64>
  /// The channels cases come on, by name.
  public var channels: [SandboxWorld.Chance]
  /// The facts that the platform tells with the order, by id.
  public var factsTold: [String]
  public var news: [News]

  public init(interval: ClosedRange<Int64>, channels: [SandboxWorld.Chance], factsTold: [String], news: [News] = []) {
    self.interval = interval
    self.channels = channels
    self.factsTold = factsTold
    self.news = news
  }
}
