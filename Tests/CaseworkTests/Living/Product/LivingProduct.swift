@testable import Casework
import Foundation
import Playbook
import Synchronization
import Testing

/// Every state in which a case of a shipped playbook waits, and everything that can come from outside then.
///
/// States are found breadth first up to a bound, and the bound leaves out the deeper ones; `GENDAN_FULL_WALK=1` raises it, and lets every case that went
/// back run to its end.
@Suite("The product of living facts", .serialized)
struct LivingProduct {
  private static let isFull = ProcessInfo.processInfo.environment["GENDAN_FULL_WALK"] != nil
  private static let mostStates = isFull ? 5_000 : 60
  /// How many cases of a playbook run to their end.
  private static let mostEndings = isFull ? 2_000 : 25
  private static let sums = Mutex(Sums())

  @Test("what comes from outside leaves every case right, and no message goes out twice", arguments: ShippedPack.files.map(\.path))
  func product(path: String) async throws {
    let plan = try #require(ShippedPack.files.first { $0.path == path }?.plan)
    let explorer = await Explorer(plan, bound: Self.mostStates)
    var sum = Sums(playbooks: 1, cut: explorer.isCut ? 1 : 0, states: explorer.stands.count)
    for stand in explorer.stands {
      // Tests with a clock run beside this one, and there are as many threads as cores.
      await Task.yield()
      for (name, content) in signals(plan, stand) {
        guard let after = stand.taking(Move(content: content, sender: .platform, at: stand.now + TimeAmount(seconds: 1)), plan) else { continue }
        let news = after.events[stand.events.count...]
        sum.signals += 1
        let went = news.compactMap { if case .reconsidered(let reconsidered) = $0.kind { reconsidered } else { nil } }
        sum.stayed += went.filter { $0.leadsBack != nil }.count
        sum.wentBack += went.filter { $0.leadsBack == nil }.count
        var found = wrongs(after, since: stand, plan)
        if !went.isEmpty, sum.endings < Self.mostEndings {
          sum.endings += 1
          found += ending(of: after, plan, &sum)
        }
        sum.violations += found.count
        for wrong in found where sum.violations < 10 {
          Issue.record("\(path): \(wrong)\n  after \(name) at \(stand.key(plan).prefix(300))\n\(retold(news, plan))")
        }
      }
    }
    let total = Self.sums.withLock { sums in
      sums.add(sum)
      return sums
    }
    print("living facts: \(path): \(sum.words)")
    if total.playbooks == ShippedPack.files.count { print("living facts, all: \(total.words)") }
    #expect(sum.violations == 0)
  }

  /// Everything that others can tell: declared events, each value of what order signals and events bring, and the same subject once more.
  private func signals(_ plan: Plan, _ stand: Stand) -> [(String, Signal.Content)] {
    var signals: [(String, Signal.Content)] = plan.vocabulary.events.map { ("event \($0.name)", .happened($0.id)) }
    let brought = Set(plan.vocabulary.events.flatMap(\.brings).map(\.fact))
    for fact in plan.vocabulary.facts where fact.sources.contains(.orderSignal) || brought.contains(fact.id) {
      for value in fact.values ?? [] {
        signals.append(("\(fact.name)=\(fact.words(for: value, in: plan.language))", .facts([FactReport(fact: fact.id, value: value, source: "platform")])))
      }
    }
    let opening = Opening(playbook: plan.id, version: plan.version, subject: stand.state.subject, channel: .phone, facts: [])
    return signals + [("joining", .open(opening))]
  }

  /// Runs a case to its end by what is likely, and looks whether what it has decided agrees with what is known then.
  private func ending(of stand: Stand, _ plan: Plan, _ sum: inout Sums) -> [String] {
    var here = stand
    for _ in 0..<250 where here.state.phase == .open && here.state.incident == nil {
      guard let move = here.likelyMove, let after = here.taking(move, plan) else { return ["it can't go on"] }
      let wrong = wrongs(after, since: here, plan)
      if !wrong.isEmpty { return wrong }
      here = after
    }
    guard here.state.phase != .open else { return [] }
    sum.ended += 1
    return contradictions(here, plan)
  }

  private func retold(_ events: ArraySlice<Event>, _ plan: Plan) -> String {
    events.compactMap { Retelling(plan: plan).line($0).map { "    \($0.text)" } }.prefix(30).joined(separator: "\n")
  }

  private struct Sums {
    var playbooks = 0
    /// Playbooks whose states are more than the bound.
    var cut = 0
    var states = 0
    var signals = 0
    var wentBack = 0
    var stayed = 0
    /// Cases that were run on, and those of them that came to their end.
    var endings = 0
    var ended = 0
    var violations = 0

    mutating func add(_ other: Sums) {
      playbooks += other.playbooks
      cut += other.cut
      states += other.states
      signals += other.signals
      wentBack += other.wentBack
      stayed += other.stayed
      endings += other.endings
      ended += other.ended
      violations += other.violations
    }

    var words: String {
      "\(playbooks) playbooks (\(cut) with more states than the bound), \(states) states, \(signals) signals, \(wentBack) went back, \(stayed) led to the same, "
        + "\(ended) of \(endings) run to their end, \(violations) violations"
    }
  }
}
