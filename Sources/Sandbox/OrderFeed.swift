/// Orders of the simulated world that need help, one after another without end, and what happens to them later.
///
/// The signals depend on the seed alone. Those that the journal says were acknowledged don't come again.
public struct OrderFeed: AsyncSequence, Sendable {
  private let dice: Dice
  private let world: SandboxWorld
  private let habits: OrderHabits
  private let acknowledged: Set<String>
  private let sleep: SandboxPlatform.Sleep

  public init(seed: UInt64, world: SandboxWorld, habits: OrderHabits, journal: SandboxJournal, sleep: @escaping SandboxPlatform.Sleep) {
    dice = Dice(seed: seed)
    self.world = world
    self.habits = habits
    acknowledged = Set(journal.acknowledged.keys)
    self.sleep = sleep
  }

  /// The orders, each when it is time.
  public func makeAsyncIterator() -> Iterator { Iterator(feed: self) }

  /// Goes through the signals in the order of their time.
  public struct Iterator: AsyncIteratorProtocol {
    private let feed: OrderFeed
    private var nextOrder = 1
    private var nextOpeningAfter: Int64 = 0
    private var now: Int64 = 0
    /// What will happen to orders whose openings were told, latest first.
    private var news: [OrderSignal] = []

    init(feed: OrderFeed) {
      self.feed = feed
      // What was told before the restart: its opening isn't told again, its news may still come.
      while feed.acknowledged.contains(feed.id(of: nextOrder)) {
        add(feed.news(of: nextOrder, openedAfter: 0))
        nextOrder += 1
      }
    }

    /// - Returns: the next signal when its time has come; nil when the task is cancelled.
    public mutating func next() async -> OrderSignal? {
      let signal = upcoming()
      if signal.after > now {
        do { try await feed.sleep(signal.after - now) } catch { return nil }
      }
      guard !Task.isCancelled else { return nil }
      now = Swift.max(now, signal.after)
      return signal
    }

    /// The next signal without waiting for its time.
    public mutating func upcoming() -> OrderSignal {
      if let earliest = news.last, earliest.after <= nextOpeningAfter { return news.removeLast() }
      let opening = feed.opening(of: nextOrder, after: nextOpeningAfter)
      add(feed.news(of: nextOrder, openedAfter: nextOpeningAfter))
      nextOpeningAfter += feed.dice.number(in: feed.habits.interval, "interval", String(nextOrder))
      nextOrder += 1
      return opening
    }

    private mutating func add(_ signals: [OrderSignal]) {
      news += signals
      news.sort { ($0.after, $0.id) > ($1.after, $1.id) }
    }
  }

  private func opening(of order: Int, after: Int64) -> OrderSignal {
    let subject = subject(of: order)
    var facts: [String: String] = [:]
    for fact in habits.factsTold {
      if case .word(let word) = world.truth(of: fact, subject: subject, dice: dice) { facts[fact] = word }
    }
    let channel = dice.word(of: habits.channels, "channel", subject) ?? "online"
    return OrderSignal(id: id(of: order), subject: subject, after: after, content: .opening(channel: channel, facts: facts))
  }

  private func news(of order: Int, openedAfter opening: Int64) -> [OrderSignal] {
    let subject = subject(of: order)
    return habits.news.enumerated().compactMap { index, news in
      let id = "\(id(of: order)):news-\(index + 1)"
      guard !acknowledged.contains(id), dice.isLucky(percent: news.percent, "news", id) else { return nil }
      return OrderSignal(id: id, subject: subject, after: opening + dice.number(in: news.after, "news after", id), content: news.content)
    }
  }

  private func id(of order: Int) -> String { "sandbox-\(dice.seed):order-\(order)" }

  private func subject(of order: Int) -> String {
    let digits = String(order)
    return "S\(dice.seed)-" + String(repeating: "0", count: Swift.max(0, 6 - digits.count)) + digits
  }
}
