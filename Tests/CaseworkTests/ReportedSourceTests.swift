import Playbook
import Testing

@testable import Casework

@Suite("What somebody reports is told as theirs")
struct ReportedSourceTests {
  @Test(
    "nobody outside can claim to be a conclusion, a table, or everybody's silence",
    arguments: [FactLearned.nobody, KnownFact.conclusion, RowReference(table: "liability", rows: []).source])
  func quoted(source: String) {
    #expect(FactLearned(reported: FactReport(fact: "door", value: .flag(true), source: source)).source == "“\(source)”")
  }

  @Test func `a party or the platform is told as it is`() {
    for source in ["platform", "customer", "agent 小王"] {
      #expect(FactLearned(reported: FactReport(fact: "door", value: nil, source: source)).source == source)
    }
  }
}
