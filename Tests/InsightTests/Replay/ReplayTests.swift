import Casework
import Foundation
import Playbook
import Testing

@testable import Insight

/// Cases that simulated people had, as a ledger would have recorded them.
private func recorded(_ plan: Plan, cases: Int, seed: UInt64 = 7) -> [RecordedCase] {
  Simulation(plan: plan, world: World(for: plan), seed: seed).record(cases: cases).cases.enumerated().map { number, entries in
    var state: Case?
    var turns: [RecordedCase.Turn] = []
    for entry in entries {
      guard let events = try? advance(&state, by: entry.signal, plan: plan, now: entry.at) else { continue }
      turns.append(RecordedCase.Turn(signal: entry.signal, at: entry.at, events: events))
    }
    return RecordedCase(id: CaseID("C-\(number)"), turns: turns)
  }
}

private func closed(_ cases: [RecordedCase]) -> [RecordedCase] {
  cases.filter { if case .closed? = $0.turns.last?.events.last?.kind { true } else { false } }
}

private func replay(_ cases: [RecordedCase], _ plan: Plan, draft: Plan, draws: Int = 10, threads: Int = 1) async -> ReplayFigures {
  await Replay(cases, draft: draft, seed: 1).run(draws: draws, threads: threads) { $0 == plan.version ? plan : nil }
}

@Suite("Replay of recorded cases")
struct ReplayTests {
  private let plan = Simulated.plan(Simulated.twoWays)

  @Test("the same version gives every event again", arguments: ["", "Playbooks/food-delivery/merchant-cannot-reach-customer.md"])
  func sameAgain(path: String) throws {
    let plan = try path.isEmpty ? plan : #require(Simulated.plan(at: path))
    let cases = recorded(plan, cases: 150)
    #expect(cases.reduce(0) { $0 + $1.events.count } > 1_000)
    for recorded in cases { #expect(SameAgain.difference(recorded, plan: { $0 == plan.version ? plan : nil }, isSame: ==) == nil) }
  }

  @Test("a case that was moved to another version on its way gives every event again")
  func movedCase() throws {
    let other = Simulated.plan(Simulated.twoWays.replacingOccurrences(of: "  - 条件：轻微\n", with: "  - 条件：轻微\n    - 说：已经记下。\n"))
    #expect(other.version != plan.version)
    let change = PlanChange(from: plan, to: other)
    var (moved, later) = (0, 0)
    for (number, recorded) in recorded(plan, cases: 150).enumerated() {
      var state: Case?
      var turns: [RecordedCase.Turn] = []
      for turn in recorded.turns {
        // The same signals, as far as the other version takes them.
        let under = state?.version == other.version ? other : plan
        guard let events = try? advance(&state, by: turn.signal, plan: under, now: turn.at) else { continue }
        turns.append(RecordedCase.Turn(signal: turn.signal, at: turn.at, events: events))
        if under.version == other.version { later += 1 }
        guard turns.count == 1 + number % 4, let before = state else { continue }
        let move = Signal(id: SignalID("move-\(number)"), caseID: before.id, sender: .platform, content: .move(to: other.version, .byItself))
        guard let events = try? decideMove(move, case: before, by: change, now: turn.at) else { continue }
        for event in events { state?.apply(event) }
        turns.append(RecordedCase.Turn(signal: move, at: turn.at, events: events))
        moved += 1
      }
      let plans = [plan.version: plan, other.version: other]
      #expect(SameAgain.difference(RecordedCase(id: recorded.id, turns: turns), plan: { plans[$0] }, isSame: ==) == nil)
    }
    #expect(moved > 50 && later > 50, "\(moved) moved, \(later) signals behind a move")
  }

  @Test("an event that was changed is found, with its number")
  func changedEvent() throws {
    let cases = recorded(plan, cases: 1)
    let turns = cases[0].turns
    var events = turns[0].events
    let last = try #require(events.last)
    events[events.count - 1] = Event(sequence: last.sequence, at: last.at, step: last.step, kind: events[0].kind)
    let changed = RecordedCase(id: cases[0].id, turns: [RecordedCase.Turn(signal: turns[0].signal, at: turns[0].at, events: events)] + turns.dropFirst())
    let difference = SameAgain.difference(changed, plan: { _ in plan }, isSame: ==)
    #expect(difference == SameAgain.Difference(caseID: changed.id, signal: turns[0].signal.id, sequence: last.sequence))
  }

  @Test(
    "the same document as a draft ends every case as it ended, and nothing is guessed",
    arguments: ["", "Playbooks/food-delivery/merchant-cannot-reach-customer.md", "Playbooks/food-delivery/takeaway-service.md"])
  func sameDraft(path: String) async throws {
    let plan = try path.isEmpty ? plan : #require(Simulated.plan(at: path))
    let cases = closed(recorded(plan, cases: 300))
    let figures = await replay(cases, plan, draft: plan)
    #expect(figures.cases == cases.count && figures.cases > 100)
    #expect(figures.changed == [] && figures.uncertain == 0)
    for measure in figures.measures { #expect(measure.draft == ReplayFigures.Band([measure.recorded]), "\(measure.name)") }
    for ending in figures.endings { #expect(ending.draft.middle == Int64(ending.recorded), "\(ending.ending)") }
  }

  @Test("a draft that decides otherwise lists the cases that end otherwise, and the payments it would make")
  func otherDraft() async throws {
    let draft = Simulated.plan(
      Simulated.twoWays.replacingOccurrences(of: "  - 条件：轻微\n    - 结论：处理结果=买家留用", with: "  - 条件：轻微\n    - 【退款】\n    - 结论：处理结果=已退款"))
    let cases = closed(recorded(plan, cases: 300))
    let light = cases.filter { recorded in
      recorded.events.contains { if case .factLearned(let learned) = $0.kind { learned.value == .choice("light") } else { false } }
    }
    #expect(light.count > 50)
    let figures = await replay(cases, plan, draft: draft)
    #expect(Set(figures.changed.map(\.caseID)).isSuperset(of: light.map(\.id.text)))
    #expect(figures.changed.allSatisfy { $0.before == "处理结果=买家留用" && $0.after == "处理结果=已退款" })
    let payments = try #require(figures.measures.first { $0.name == "payments" })
    #expect(payments.draft.low > payments.recorded)
  }

  @Test("what no record can say is drawn from the other cases and shown as a band")
  func band() async throws {
    // The draft calls those, too, whose parcel is only lightly damaged: nobody knows whether they would have answered.
    let draft = Simulated.plan(
      Simulated.twoWays.replacingOccurrences(
        of: "  - 条件：轻微\n    - 结论：处理结果=买家留用",
        with: "  - 条件：轻微\n    - 联系 买家（电话）\n      - 条件：接通\n        - 结论：处理结果=买家留用\n      - 条件：联系不到\n        - 结论：处理结果=待处理"))
    let cases = closed(recorded(plan, cases: 300))
    let figures = await replay(cases, plan, draft: draft, draws: 20)
    #expect(figures.uncertain > 50)
    let kept = try #require(figures.endings.first { $0.ending == "处理结果=买家留用" })
    #expect(kept.draft.low < kept.draft.high && kept.draft.low <= kept.draft.middle && kept.draft.middle <= kept.draft.high)
    #expect(Int64(kept.recorded) > kept.draft.high)
    #expect(figures.changed.contains { $0.share > 0 && $0.share < 100 })
  }

  @Test("the number of threads changes nothing")
  func threads() async throws {
    let path = "Playbooks/food-delivery/merchant-cannot-reach-customer.md"
    let plan = try #require(Simulated.plan(at: path))
    let cases = closed(recorded(plan, cases: 80))
    let one = await replay(cases, plan, draft: plan, draws: 3)
    let three = await replay(cases, plan, draft: plan, draws: 3, threads: 3)
    #expect(one == three)
    #expect(one.cases > 20)
  }
}
