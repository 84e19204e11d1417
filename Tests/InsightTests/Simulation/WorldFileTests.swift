import Insight
import Playbook
import Testing

@Suite("World files")
struct WorldFileTests {
  @Test(
    arguments: [
      ("arrival: {per-hour: 3}", 1, "arrival"), ("\narrivals:\n  per-day: 3", 3, "per-day"), ("arrivals: {per-hour: many}", 1, "many"),
      ("arrivals:\n  per-hour: 5\n  by-hour: {25: 1}", 3, "25"), ("facts:\n  颜色: {unknown: 1%}", 2, "颜色"),
      ("facts:\n  damage:\n    values: {light: 1, none: 2}", 3, "none"), ("facts:\n  damage:\n    range: 1-2", 3, "range"),
      ("facts: {damage: {unknown: 120%}}", 1, "120%"), ("parties:\n  rider: {answers: 50%}", 2, "rider"),
      ("parties:\n  buyer:\n    calls: {maybe: 1}", 3, "maybe"), ("parties:\n  buyer: {talks: soon}", 2, "soon"),
      ("parties:\n  buyer: {tells: [size]}", 2, "size"), ("actions:\n  退货: {takes: 3 s}", 2, "退货"),
      ("actions:\n  refund:\n    takes: 3 s\n    price: 4 元", 4, "price"), ("actions: {refund: {amount: much}}", 1, "much"),
      ("events: {买家来电: 1}", 1, "买家来电"), ("channels: {pigeon: 1}", 1, "pigeon"), ("staff:\n  task: 2 min\n  lunch: 1 h", 3, "lunch"),
      ("promises: {broken: 3%}", 1, "broken"), ("horizon: 0 s", 1, "0 s"), ("facts:\n  damage: [1, 2]", 2, "key: value"), ("a: [", 2, "YAML"),
    ])
  func refusesWithTheLine(text: String, line: Int, words: String) {
    let fault = #expect(throws: WorldFault.self) { try World(reading: text, for: Simulated.plan(Simulated.twoWays)) }
    #expect(fault?.line == line)
    #expect(fault?.message.english.contains(words) == true, "\(fault?.message.english ?? "")")
    #expect(fault?.message.chinese.isEmpty == false)
  }

  @Test func everyKeyIsUnderstood() throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let world = try World(
      reading: """
        arrivals:
          per-hour: 12
          by-hour: {0-7: 0.5, 12: 3}
        channels: {在线: 70%, phone: 30%}
        facts:
          damage: {values: {light: 3, 严重: 1}, unknown: 2%, at-start: 0.9}
        parties:
          买家: {answers: 80%, after: 1-8 min, calls: {接通: 6, no-answer: 4}, talks: 1-3 分钟, rings: 20-45 s, tells: [damage]}
        actions:
          退款: {outcomes: {已退: 97, 失败: 3}, takes: 1-20 s, amount: 15.5-60 元}
        events: {买家撤回: 0.05}
        choices: {清楚: 3}
        promises: {kept: 90%}
        messages: {fail: 1%}
        staff: {calls-by: nobody, pickup: 10-60 s, unknown: 3%, task: 2-6 min, hand-off: 5 min, decision: 1 min, review: 3 min, repair: 5 min, call: 30 s}
        horizon: 10 天
        """, for: plan)
    #expect(world.casesPerDay == 12.0 * (8 * 0.5 + 3 + 15))
  }

  @Test func anEmptyFileIsTheWorldWithoutOne() async throws {
    let plan = Simulated.plan(Simulated.twoWays)
    let without = await Simulated.run(plan, cases: 400)
    #expect(await Simulated.run(plan, try World(reading: "# nothing yet\n", for: plan), cases: 400) == without)
  }
}
