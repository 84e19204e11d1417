import Ledger
import Playbook
import Testing

@testable import Casework
@testable import Web

@Suite("What a document's marks stand on")
struct CaseWalkTests {
  private func event(_ sequence: Int, _ kind: EventKind, step: Step.ID? = nil) -> Event {
    Event(sequence: sequence, at: Instant(milliseconds: Int64(sequence) * 1_000), step: step, kind: kind)
  }

  @Test func `who looks at a case is told who else does, and is forgotten after a while`() {
    let lookers = Lookers()
    let (li, wang) = (Caller(id: "account:li", name: "Li", role: .agent), Caller(id: "account:wang", name: "Wang", role: .supervisor))
    let start = Instant(milliseconds: 1_795_305_600_000)
    let id = CaseID("C-000001")
    #expect(lookers.look(li, at: id, start).isEmpty)
    #expect(lookers.look(wang, at: id, start + TimeAmount(seconds: 5)).map(\.name) == ["Li"])
    #expect(lookers.look(li, at: CaseID("C-000002"), start + TimeAmount(seconds: 6)).isEmpty)
    #expect(lookers.look(li, at: id, start + TimeAmount(seconds: 44)).map(\.since) == [start + TimeAmount(seconds: 5)])
    #expect(lookers.look(wang, at: id, start + TimeAmount(seconds: 88)).map(\.name) == ["Li"], "Li has said so again")
    #expect(lookers.look(wang, at: id, start + TimeAmount(seconds: 120)).isEmpty)
  }

  @Test func `many cases that nobody looks at any more are forgotten`() {
    let lookers = Lookers()
    let li = Caller(id: "account:li", name: "Li", role: .agent)
    let start = Instant(milliseconds: 0)
    for number in 1...1_500 { _ = lookers.look(li, at: CaseID("C-\(number)"), start + TimeAmount(seconds: Int64(number))) }
    #expect(lookers.look(Caller(id: "account:wang", name: "Wang", role: .agent), at: CaseID("C-1500"), start + TimeAmount(seconds: 1_501)).count == 1)
  }

  @Test func `each coming to a step counts, and its last is kept`() {
    let walk = CaseWalk([
      event(1, .stepReached(StepReached(visit: 1)), step: "s1"), event(2, .stepPassed(StepPassed(channels: [.phone])), step: "s2"),
      event(3, .stepReached(StepReached(visit: 2)), step: "s1"),
    ])
    #expect(walk.steps["s1"]?.count == 2 && walk.steps["s1"]?.last == Instant(milliseconds: 3_000))
    #expect(walk.passed == ["s2"] && walk.steps["s2"] == nil && walk.decided.isEmpty)
  }
}
