import Casework
import Ledger
import Playbook
import Synchronization

/// Watches over many cases: counts them for the rules in force, and opens or joins the case that a hit asks for.
///
///     commit → bell → [read what is new, count, store with the place reached] → [open the parent, tie the cases to it, mark as told]
///
/// Counting and carrying out are two stored steps: a crash between them leaves a hit that isn't told, and the next round finds it.
actor CaseWatch {
  private static let turnsAtOnce = 500
  private static let hitsAtOnce = 200
  /// How long to wait when the ledger or the desk can't take more, and between two looks at a shelf without rules.
  private static let pause = Duration.seconds(1)
  /// What happens within so short a time is counted together.
  private static let breath = Duration.milliseconds(20)

  let ledger: any Ledger
  let store: any WatchLedger
  let shelf: PlaybookShelf
  let writer: Writer
  let clock: any DeskClock
  /// Rings when something was committed.
  let bell: Bell
  let noticed: Audience<DeskNotice>
  private var followers: [CaseRule.ID: RuleFollower] = [:]
  private var versions: [String: String]?
  /// Hits that can't be carried out were told of.
  private var stuck: Set<UntoldHit> = []
  /// Merchants whose orders were counted since the last round.
  private nonisolated let ordering = Mutex<Set<String>>([])

  /// - Returns: nil for a ledger that keeps nothing for rules over cases.
  init?(ledger: any Ledger, shelf: PlaybookShelf, writer: Writer, clock: any DeskClock, bell: Bell, noticed: Audience<DeskNotice>) {
    guard let store = ledger as? any WatchLedger else { return nil }
    self.ledger = ledger
    self.store = store
    self.shelf = shelf
    self.writer = writer
    self.clock = clock
    self.bell = bell
    self.noticed = noticed
  }

  /// Until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      do throws(DeskError) {
        let isFollowing = try await catchUp()
        try? await clock.rest(isFollowing ? Self.breath : Self.pause)
        if isFollowing { await bell.wait(until: nil, on: clock) }
      } catch {
        guard !Task.isCancelled, error != .stopped else { return }
        if case .ledger(let trouble) = error { noticed.tell(.ledgerTrouble(trouble)) }
        try? await clock.rest(Self.pause)
      }
    }
  }

  /// Counts and carries out all there is. - Returns: false when no rule is in force.
  @discardableResult
  func catchUp() async throws(DeskError) -> Bool {
    repeat { guard try await count() else { return false } } while try await carryOut()
    return true
  }

  /// Counts all there is, and carries nothing out. - Returns: false when no rule is in force.
  @discardableResult
  func count() async throws(DeskError) -> Bool {
    try await takeUpRules()
    guard !followers.isEmpty else { return false }
    while try await follow() {}
    try await countOrders()
    return true
  }

  /// Orders of these merchants were counted.
  nonisolated func ordersCounted(_ merchants: Set<String>) {
    guard !merchants.isEmpty else { return }
    ordering.withLock { $0.formUnion(merchants) }
    bell.ring()
  }

  // MARK: counting

  /// Looks whether other rules are in force than before.
  private func takeUpRules() async throws(DeskError) {
    do {
      let current = try await store.currentVersions()
      guard current != versions else { return }
      let rules = try await shelf.currentRules()
      var taken: [CaseRule.ID: RuleFollower] = [:]
      for one in rules { try await store.watchRule(one.rule.id, writing: one.writing) }
      let known = Dictionary(uniqueKeysWithValues: try await store.watchedRules().map { ($0.id, $0) })
      for one in rules {
        guard let stored = known[one.rule.id] else { continue }
        let follower = RuleFollower(rule: one.rule, scope: one.scope, stored: stored, ledger: ledger, store: store, clock: clock)
        try await follower.ordersMayHaveCome()
        taken[one.rule.id] = follower
      }
      followers = taken
      versions = current
    } catch let error as LedgerError { throw .ledger(error) } catch let error as DeskError { throw error } catch { return }
  }

  /// - Returns: whether there may be more to follow.
  private func follow() async throws(DeskError) -> Bool {
    do throws(LedgerError) {
      var first = Int.max
      for follower in followers.values { first = min(first, await follower.position) }
      let turns = try await ledger.readTurns(after: first, limit: Self.turnsAtOnce)
      guard !turns.isEmpty else { return false }
      for (_, follower) in followers.sorted(by: { $0.key < $1.key }) { try await follower.follow(turns) }
      return !Task.isCancelled
    } catch { throw .ledger(error) }
  }

  private func countOrders() async throws(DeskError) {
    let merchants = ordering.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !merchants.isEmpty else { return }
    do throws(LedgerError) { for follower in followers.values { try await follower.ordersCounted(merchants) } } catch { throw .ledger(error) }
  }

  // MARK: carrying out

  /// - Returns: whether anything was carried out: then there are new events.
  private func carryOut() async throws(DeskError) -> Bool {
    let hits: [UntoldHit]
    do { hits = try await store.untoldHits(limit: Self.hitsAtOnce) } catch { throw .ledger(error) }
    var isMoved = false
    for hit in hits {
      guard let rule = followers[hit.rule]?.rule else { continue }
      do throws(DeskError) {
        try await HitTelling(rule: rule, ledger: ledger, store: store, shelf: shelf, writer: writer).carryOut(hit)
        isMoved = true
      } catch {
        switch error {
        case .ledger, .busy, .stopped: throw error
        case .refused, .unknownPlaybook, .alteredPlaybook:
          // It is tried again; whoever runs the desk is told once.
          if stuck.insert(hit).inserted { noticed.tell(.ruleStuck(hit.rule, subject: hit.subject, error)) }
        }
      }
    }
    return isMoved
  }
}
