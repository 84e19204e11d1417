import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Key figures of tenants")
struct TenantFiguresTests {
  private static let playbook =
    lateMeal + """


      ## Key figures

      | id | labels | measure | target |
      |---|---|---|---|
      | solved | Solved | share Result=Found | ≥ 98 % |
      """

  /// A desk that has closed one case.
  private func stage(_ choice: String) async throws -> Stage {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: Self.playbook)], at: clock.now())
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#).status == 201)
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"\#(choice)"}"#).status == 200)
    try await #require(DeadlineWatch(desk: stage.desk)).catchUp()
    return stage
  }

  @Test func `T-20 each tenant's gauges are its own, and a house without tenants has none`() async throws {
    let (acme, wok) = (try await stage("Given to the rider"), try await stage("Not made"))
    let shared = PrometheusRegistry()
    for _ in 0..<2 {
      await FigureGauges(desk: acme.desk, tenant: "acme").look(showing: shared)
      await FigureGauges(desk: wok.desk, tenant: "wok").look(showing: shared)
    }
    let lines = shared.text().split(separator: "\n").filter { $0.hasPrefix("key_figure{") }.map { String($0) }
    #expect(
      lines == [
        #"key_figure{figure="solved",playbook="late-meal",tenant="acme"} 100"#, #"key_figure{figure="solved",playbook="late-meal",tenant="wok"} 0"#,
      ])
    let alone = PrometheusRegistry()
    await FigureGauges(desk: acme.desk).look(showing: alone)
    #expect(alone.text().contains(#"key_figure{figure="solved",playbook="late-meal"} 100"#), "\(alone.text())")
  }
}
