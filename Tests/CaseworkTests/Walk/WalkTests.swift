@testable import Casework
import Foundation
import Playbook
import Testing

@Suite("Random walks: what holds of every case, whatever happens to it")
struct WalkTests {
  /// Signals sent in one walk.
  private static let length = 1_200
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  @Test(arguments: walkedPlaybooks.map(\.name))
  func everythingHoldsAfterEverySignal(playbook: String) async throws {
    let plan = try #require(walkedPlaybooks.first { $0.name == playbook }?.plan)
    var seen = Seen()
    for seed in Self.seeds {
      // Tests with a clock run beside this one, and there are as many threads as cores.
      await Task.yield()
      try walk(plan, seed: seed, &seen)
    }
    #expect(seen.closed > 20, "cases come to their end")
    #expect(seen.refused > 100, "signals are refused")
    // Facts that change at random send cases back again and again: the deepest steps are seldom come to.
    #expect(seen.steps.count * 100 > plan.procedures.flatMap(\.steps).count * 45, "the walks came to \(seen.steps.count) steps only")
  }

  /// What the walks came to.
  private struct Seen {
    var closed = 0
    var refused = 0
    var steps: Set<Step.ID> = []
  }

  private func walk(_ plan: Plan, seed: UInt64, _ seen: inout Seen) throws {
    var walker = Walker(plan: plan, seed: seed)
    var trial = try opened(&walker)
    for _ in 0..<Self.length {
      if trial.state.phase == .closed || trial.events.count > 1_000 {
        seen.closed += trial.state.phase == .closed ? 1 : 0
        trial = try opened(&walker)
      }
      let (content, sender, after) = walker.next(trial.state, now: trial.now)
      trial.now = trial.now + after
      let before = trial
      do throws(Refusal) {
        try trial.send(content, from: sender)
        seen.steps.formUnion(trial.last.compactMap(\.step))
      } catch {
        seen.refused += 1
        #expect(trial.state == before.state && trial.events == before.events, "a refusal changed something: \(content)")
      }
      let faults = faults(of: trial.state, trial.events)
      // The first fault says it all: what follows follows from it.
      try #require(faults.isEmpty, "seed \(seed), after \(content): \(faults)")
    }
  }

  @Test(arguments: walkedPlaybooks.map(\.name))
  func theSameWalkGivesTheSameEvents(playbook: String) throws {
    let plan = try #require(walkedPlaybooks.first { $0.name == playbook }?.plan)
    func walk() throws -> [Event] {
      var walker = Walker(plan: plan, seed: 99)
      var trial = try opened(&walker)
      for _ in 0..<100 where trial.state.phase != .closed {
        let (content, sender, after) = walker.next(trial.state, now: trial.now)
        trial.now = trial.now + after
        _ = try? trial.send(content, from: sender)
      }
      return trial.events
    }
    #expect(try walk() == walk())
  }

  private func opened(_ walker: inout Walker) throws -> Trial {
    let facts = walker.openingReports()
    return try Trial(walker.plan, channel: walker.dice.chance(50) ? .online : .phone, facts: facts)
  }
}
