import Casework
import Channels
import Desk
import Playbook
import Testing

@Suite("Budgets over cases at the desk")
struct BudgetTests {
  private static let playbook = """
    ---
    id: points
    locale: en
    ---
    # Points

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | bonus | Bonus | number | points | order signal |
    | result | Result | choice | given Given; none None; failed Failed | |

    ## Actions

    | id | labels | kind | outcomes | limit |
    |---|---|---|---|---|
    | give | Give points | money | given; failed | 60 min |

    ## Money

    | action | from | to | amount | unit | budget |
    |---|---|---|---|---|---|
    | Give points | platform | customer | Bonus | points | 100 points/day |

    ## Procedure

    - 【Give points】
      - When: over limit
        - Conclude: Result=None
      - When: failed
        - Conclude: Result=Failed
    - Conclude: Result=Given
    """

  @Test("C-02 what would overdraw the budget doesn't go out, and its case is told", arguments: LedgerKind.allCases)
  func overdrawn(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind, playbook: Self.playbook)
    try await stage.whileRunning {
      var ids: [CaseID] = []
      for number in 1...4 {
        let id = try await stage.open("A-\(number)", facts: ["bonus": "40 points"]).caseID
        ids.append(id)
        try await eventually("case \(number) is closed") { try await stage.state(id).phase == .closed }
      }
      let results = try await ids.asyncMap { try await stage.state($0).facts["result"]?.value }
      #expect(results == [.choice("given"), .choice("given"), .choice("none"), .choice("none")])
    }
    #expect(stage.connector.errands.count == 2)
  }

  @Test func `what failed gives its part back`() async throws {
    let connector = ScriptedConnector { errand, _ in .success(ErrandReport(outcome: errand.subject == "A-1" ? "failed" : "given")) }
    let stage = try await Stage(playbook: Self.playbook, connector: connector)
    try await stage.whileRunning {
      let first = try await stage.open("A-1", facts: ["bonus": "80 points"]).caseID
      try await eventually("it has failed") { try await stage.state(first).phase == .closed }
      let period = String(stage.plan.zone.text(stage.clock.now()).prefix(10))
      try await eventually("the budget has it back") { try await stage.ledger.budgetTaken("points/give", period: period) == 0 }
      let second = try await stage.open("A-2", facts: ["bonus": "80 points"]).caseID
      try await eventually("the next has it") { try await stage.state(second).facts["result"]?.value == .choice("given") }
    }
  }
}

extension Array where Element: Sendable {
  fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
