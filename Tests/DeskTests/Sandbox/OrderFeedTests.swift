import Sandbox
import Testing

@Suite("The sandbox's orders")
struct OrderFeedTests {
  private let world = SandboxWorld(facts: ["stock": [.init("Left"), .init("Gone")], "since": [.init(minutesAgo: 20)]], timeWords: { "\($0) min ago" })
  private let habits = OrderHabits(
    interval: 1_000...9_000, channels: [.init("online"), .init("phone")], factsTold: ["stock", "since", "secret"],
    news: [.init(.event("restocked"), percent: 50, after: 2_000...4_000), .init(.facts(["refund": "Requested"]), percent: 20, after: 3_000...20_000)])

  private func signals(_ count: Int, seed: UInt64, journal: SandboxJournal = SandboxJournal()) -> [OrderSignal] {
    var iterator = OrderFeed(seed: seed, world: world, habits: habits, journal: journal) { _ in }.makeAsyncIterator()
    return (1...count).map { _ in iterator.upcoming() }
  }

  @Test func `the same seed gives the same orders`() {
    #expect(signals(100, seed: 1) == signals(100, seed: 1))
    #expect(signals(100, seed: 1) != signals(100, seed: 2))
  }

  @Test func `signals come in the order of their time, each id once, news behind their opening`() {
    let signals = signals(200, seed: 3)
    #expect(signals.map(\.after) == signals.map(\.after).sorted())
    #expect(Set(signals.map(\.id)).count == 200)
    var opened: Set<String> = []
    var news = 0
    for signal in signals {
      if case .opening = signal.content {
        opened.insert(signal.subject)
      } else {
        news += 1
        #expect(opened.contains(signal.subject))
      }
    }
    #expect(news > 30)
  }

  @Test func `an opening tells the facts the platform knows`() throws {
    for signal in signals(50, seed: 4) {
      guard case .opening(let channel, let facts) = signal.content else { continue }
      #expect(["online", "phone"].contains(channel))
      #expect(facts.keys.sorted() == ["since", "stock"])
      #expect(facts["since"] == "20 min ago")
    }
  }

  @Test func `what was acknowledged doesn't come again after a restart`() throws {
    let journal = SandboxJournal()
    let before = signals(60, seed: 5)
    for signal in before { try journal.acknowledge(signal.id, caseID: "C") }
    let after = signals(60, seed: 5, journal: journal)
    #expect(Set(before.map(\.id)).isDisjoint(with: after.map(\.id)))
    let all = Set(signals(300, seed: 5).map(\.id))
    #expect(all.isSuperset(of: before.map(\.id)))
    #expect(all.isSuperset(of: after.map(\.id)))
  }

  @Test func `the feed waits between signals and ends with its task`() async throws {
    let slept = Slept()
    let feed = OrderFeed(seed: 6, world: world, habits: habits, journal: SandboxJournal()) { await slept.add($0) }
    var iterator = feed.makeAsyncIterator()
    var last: OrderSignal?
    for _ in 1...20 { last = await iterator.next() }
    #expect(await slept.total == last?.after)

    let ended = OrderFeed(seed: 6, world: world, habits: habits, journal: SandboxJournal()) { _ in throw CancellationError() }
    var count = 0
    for await _ in ended { count += 1 }
    #expect(count == 1)
  }
}

private actor Slept {
  private(set) var total: Int64 = 0
  func add(_ milliseconds: Int64) { total += milliseconds }
}
