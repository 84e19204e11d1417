import Casework
import Channels
import Desk
import Ledger
import Playbook
import Sandbox
import Synchronization

/// The world around the desk: orders, people and receivers. It doesn't die with a desk.
final class SoakWorld: Sendable {
  /// One playbook with the orders it is for.
  struct Shop: Sendable {
    let plan: Plan
    let sources: [SourceText]
    let seed: UInt64
    let world: SandboxWorld
    let platform: SandboxPlatform
  }

  /// A receiver's report that comes by itself, later than the answer or besides it.
  struct Post: Sendable {
    let key: String
    let report: ErrandReport
    let afterMilliseconds: Int64
  }

  let time: VirtualClock
  let shops: [Shop]
  let journal = SandboxJournal()
  private let posts: AsyncStream<Post>
  private let slot: AsyncStream<Post>.Continuation
  private let desk = Mutex<Desk?>(nil)
  private let posted = Mutex<[String: Set<String>]>([:])
  private let handed = Mutex<(errands: [String: Errand], handovers: Int, broken: [String])>(([:], 0, []))

  init(_ playbooks: [(plan: Plan, sources: [SourceText])], seed: UInt64, time: VirtualClock) {
    self.time = time
    let journal = journal
    shops = playbooks.enumerated().map { index, playbook in
      let seed = seed &* 100 &+ UInt64(index)
      let world = DemoWorld(plan: playbook.plan).world { time.now() }
      let platform = SandboxPlatform(seed: seed, world: world, journal: journal) { try await time.sleep(milliseconds: $0) }
      return Shop(plan: playbook.plan, sources: playbook.sources, seed: seed, world: world, platform: platform)
    }
    (posts, slot) = AsyncStream.makeStream(of: Post.self)
  }

  /// The orders of one playbook, from the first one the desk hasn't acknowledged.
  func feed(of shop: Shop) -> OrderFeed {
    var habits = DemoWorld(plan: shop.plan).habits
    habits.interval = 4 * 60_000...20 * 60_000
    let time = time
    return OrderFeed(seed: shop.seed, world: shop.world, habits: habits, journal: journal) { try await time.sleep(milliseconds: $0) }
  }

  /// The platform that an errand is for: a subject begins with its shop's seed.
  func platform(for errand: Errand) -> SandboxPlatform {
    (shops.first { errand.subject.hasPrefix("S\($0.seed)-") } ?? shops[0]).platform
  }

  /// The same key must always be the same errand.
  func noteHandover(of errand: Errand) {
    handed.withLock { handed in
      handed.handovers += 1
      guard let before = handed.errands.updateValue(errand, forKey: errand.key) else { return }
      let isSame = before.kind == errand.kind && before.subject == errand.subject && before.action == errand.action && before.party == errand.party
      if !isSame { handed.broken.append("\(errand.key) went out as two different errands") }
    }
  }

  var handovers: Int { handed.withLock { $0.handovers } }
  var brokenErrands: [String] { handed.withLock { $0.broken } }
  /// Keys that went out, in order.
  var keys: [String] { handed.withLock { $0.errands.keys.sorted() } }

  func post(_ post: Post) {
    posted.withLock { _ = $0[post.key, default: []].insert(post.report.outcome) }
    slot.yield(post)
  }

  /// Whether a receiver ever reported this by itself: one that contradicts itself may be heard with its second word first.
  func hasPosted(_ outcome: String, on key: String) -> Bool { posted.withLock { $0[key]?.contains(outcome) ?? false } }

  func open(_ desk: Desk?) { self.desk.withLock { $0 = desk } }

  /// Brings what receivers report by themselves to the desk that is open when its time comes, until the task is cancelled.
  func deliver() async {
    await withDiscardingTaskGroup { group in
      for await post in posts { group.addTask { await self.deliver(post) } }
    }
  }

  private func deliver(_ post: Post) async {
    do { try await time.sleep(milliseconds: post.afterMilliseconds) } catch { return }
    while !Task.isCancelled {
      if let desk = desk.withLock({ $0 }) {
        do throws(DeskError) {
          _ = try await desk.receive(post.report, on: EffectKey(post.key))
          return
        } catch .refused { return } catch {}
      }
      // Closed, or in trouble: a receiver sends it again.
      do { try await time.sleep(milliseconds: 60_000) } catch { return }
    }
  }
}
