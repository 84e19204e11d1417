import Insight
import Testing

@Suite("Agents needed, by Erlang C")
struct ErlangCTests {
  /// Computed with fractions of whole numbers from A. K. Erlang's formula; 10 Erlang on 14 agents is the example of Call Centre Helper's calculator.
  @Test(arguments: [
    (10, 14, 0.174132), (10, 13, 0.285270), (5, 7, 0.324150), (1, 2, 0.333333), (20, 24, 0.298072), (100, 110, 0.237008), (0.5, 1, 0.5),
  ])
  func probabilityOfWaiting(load: Double, agents: Int, published: Double) {
    #expect(abs(ErlangC(load: load, handlingTime: 180).probabilityOfWaiting(agents: agents) - published) < 1e-6)
  }

  @Test func serviceLevelAndWait() throws {
    let erlang = ErlangC(load: 10, handlingTime: 180)
    #expect(abs(erlang.serviceLevel(agents: 14, within: 20) - 0.8883) < 1e-4)
    #expect(abs(try #require(erlang.meanWait(agents: 14)) - 7.836) < 1e-3)
    #expect(abs(erlang.occupancy(agents: 14) - 0.714) < 1e-3)
    #expect(erlang.agents(toReach: 0.8, within: 20) == 14)
    #expect(erlang.agents(toReach: 0.75, within: 20) == 13)
  }

  @Test func fewerAgentsThanLoadNeverReachAnything() {
    let erlang = ErlangC(load: 10, handlingTime: 180)
    #expect(erlang.probabilityOfWaiting(agents: 10) == 1)
    #expect(erlang.serviceLevel(agents: 9, within: 20) == 0)
    #expect(erlang.meanWait(agents: 10) == nil)
  }

  /// Where factorials and powers would overflow.
  @Test(arguments: [1_000.0, 20_000, 300_000])
  func staysStableForLargeLoads(load: Double) {
    let erlang = ErlangC(load: load, handlingTime: 240)
    let agents = erlang.agents(toReach: 0.8, within: 30)
    #expect(Double(agents) > load)
    // The safety margin grows with the root of the load only.
    #expect(Double(agents) < load + 4 * load.squareRoot())
    #expect(erlang.serviceLevel(agents: agents, within: 30) >= 0.8)
    #expect(erlang.serviceLevel(agents: agents - 1, within: 30) < 0.8)
  }

  @Test func nothingToDoNeedsNobody() {
    let erlang = ErlangC(load: 0, handlingTime: 0)
    #expect(erlang.agents(toReach: 0.9, within: 10) == 0)
    #expect(erlang.probabilityOfWaiting(agents: 0) == 0)
    #expect(erlang.meanWait(agents: 1) == 0)
  }
}
