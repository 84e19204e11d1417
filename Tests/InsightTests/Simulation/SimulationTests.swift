import Foundation
import Insight
import Playbook
import Testing

@Suite("Simulated cases")
struct SimulationTests {
  @Test func sameSeedGivesTheSameBytes() async throws {
    let plan = try #require(Simulated.plan(at: "Playbooks/food-delivery/merchant-cannot-reach-customer.md"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let one = try encoder.encode(await Simulated.run(plan, cases: 1_200, seed: 11, threads: 1))
    let two = try encoder.encode(await Simulated.run(plan, cases: 1_200, seed: 11, threads: 2))
    let five = try encoder.encode(await Simulated.run(plan, cases: 1_200, seed: 11, threads: 5))
    #expect(one == two)
    #expect(one == five)
    #expect(one != (try encoder.encode(await Simulated.run(plan, cases: 1_200, seed: 12, threads: 2))))
  }

  @Test(arguments: ["Playbooks/food-delivery/merchant-cannot-reach-customer.md", "Benchmarks/outlines/unreachable-customer.md"])
  func sumsAddUp(path: String) async throws {
    let plan = try #require(Simulated.plan(at: path))
    let figures = await Simulated.run(plan, cases: 1_500, threads: 2)
    let ends = figures.outcomes
    #expect(figures.cases == 1_500)
    #expect(ends.concluded + ends.ranOut + ends.openAtTheEnd + ends.stuck == 1_500)
    #expect(figures.durations?.count == ends.concluded + ends.ranOut)
    #expect(ends.withIncident <= 1_500)
    #expect(figures.conclusions.reduce(0) { $0 + $1.count } == ends.concluded)
    for result in figures.results { #expect(result.values.reduce(0) { $0 + $1.count } + result.unset == 1_500, "\(result.name)") }
    for contact in figures.contacts { #expect(contact.outcomes.values.reduce(0, +) == contact.attempts) }
    for question in figures.questions { #expect(question.answered <= question.asked) }
    // A step that is a choice may be left, never taken more often than it was come to.
    for branch in figures.branches where branch.visits > 0 { #expect(branch.count <= branch.visits, "\(branch.sentence)") }
    for staff in figures.staff { #expect(abs(staff.work.reduce(0) { $0 + $1.minutes } - staff.minutes) < 0.01) }
    #expect(figures.engine.refusals == 0)
  }

  @Test func `a simulation that is cancelled runs no more cases`() async throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await Simulated.run(plan, cases: 2_000, threads: 2)
    }
    task.cancel()
    let ends = await task.value.outcomes
    #expect(ends.concluded + ends.ranOut + ends.openAtTheEnd + ends.stuck == 0)
  }

  /// 20,000 draws of 70 % fall within 4 standard deviations, 1.3 %. The seed is fixed, so this holds always or never.
  @Test func sharesFollowTheWeights() async throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let world = try World(
      reading: """
        facts:
          破损程度: {values: {轻微: 70, 严重: 30}, unknown: 0%, at-start: 100%}
        parties:
          buyer: {calls: {answered: 100}}
        actions:
          退款: {outcomes: {已退: 100}, amount: 10-30 元}
        """, for: plan)
    let figures = await Simulated.run(plan, world, cases: 20_000, threads: 2)
    let result = try #require(figures.results.first { $0.fact == "result" })
    let kept = result.values.first { $0.value == "买家留用" }?.count ?? 0
    let refunded = result.values.first { $0.value == "已退款" }?.count ?? 0
    #expect(abs(Double(kept) / 20_000 - 0.7) < 0.013)
    #expect(kept + refunded == 20_000)
    let money = try #require(figures.money.first)
    #expect(money.done == refunded)
    #expect(money.withAmount == refunded)
    #expect(abs(Double(money.fen) / Double(refunded) - 2_000) < 50)
    let untaken = figures.branches.filter { $0.count == 0 }.map(\.sentence)
    #expect(untaken == ["条件：未知", "条件：联系不到", "条件：失败", "条件：买家撤回", "条件：超时"])
  }

  @Test func nobodyAnswersAndTheBuyerGivesUp() async throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let world = try World(
      reading: """
        facts: {damage: {values: {heavy: 1}, unknown: 0, at-start: 100%}}
        parties: {买家: {calls: {无人接听: 1}}}
        events: {买家撤回: 50}
        """, for: plan)
    let figures = await Simulated.run(plan, world, cases: 300)
    #expect(figures.contacts.first?.outcomes == ["no-answer": 600])
    #expect(figures.expired["wait"] == nil)
    #expect(figures.results.first { $0.fact == "result" }?.values.first?.value == "买家留用")
    // Two attempts of a ringing call each, three minutes between them.
    let longest = try #require(figures.durations?.longest)
    #expect(longest > 180 && longest < 3_600)
  }

  @Test func casesPastTheHorizonStayOpen() async throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let world = try World(
      reading: """
        facts: {damage: {values: {heavy: 1}, unknown: 0, at-start: 100%}}
        parties: {buyer: {calls: {off: 1}}}
        events: {buyer.gave-up: 0}
        horizon: 12 小时
        """, for: plan)
    let figures = await Simulated.run(plan, world, cases: 100)
    #expect(figures.outcomes.openAtTheEnd == 100)
    #expect(figures.durations == nil)
  }

  /// Nothing is declared: every sentence is a person's, who chooses among the alternatives.
  @Test func rawOutline() async throws {
    let plan = Simulated.plan("- 看照片\n  - 条件：清楚\n    - 退款\n  - 条件：不清楚\n    - 请用户重拍\n")
    let figures = await Simulated.run(plan, cases: 2_000)
    #expect(figures.outcomes.ranOut == 2_000)
    #expect(figures.branches.map(\.count).reduce(0, +) == 2_000)
    #expect(figures.staff.map(\.role) == ["客服"])
    #expect(figures.staff[0].work.map(\.kind) == ["task"])
    #expect(figures.staff[0].work[0].count == 4_000)
    let weighted = await Simulated.run(plan, try World(reading: "choices: {清楚: 9, 不清楚: 1}", for: plan), cases: 2_000)
    #expect(abs(Double(weighted.branches[0].count) / 2_000 - 0.9) < 0.027)
  }

  /// The load of an hour doesn't depend on how many cases were simulated.
  @Test func staffingFollowsTheArrivals() async throws {
    let plan = Simulated.plan("- 看照片\n  - 条件：清楚\n  - 条件：不清楚\n")
    let world = try World(
      reading: "arrivals: {per-hour: 100, by-hour: {0-8: 0, 9-20: 1, 21-23: 0}}\nstaff: {task: 3 min, pickup: 0 s}", for: plan)
    let figures = await Simulated.run(plan, world, cases: 12_000)
    let hours = figures.staff[0].hours
    #expect(hours[..<9].allSatisfy { $0.arrivals == 0 })
    for hour in hours[10...20] {
      #expect(abs(hour.arrivals - 100) < 13)
      #expect(hour.handlingTime == 180)
    }
    #expect(abs(hours.map(\.arrivals).reduce(0, +) - 1_200) < 0.001)
  }
}
