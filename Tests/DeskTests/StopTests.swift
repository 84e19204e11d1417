import Casework
import Channels
@testable import Desk
import Testing

@Suite("Stopping")
struct StopTests {
  @Test func `what was accepted is finished, what comes later is refused`() async throws {
    let stage = try await Stage()
    let desk = stage.desk
    let running = Task { try await desk.run() }
    stage.ledger.hold()
    let accepted = (1...20).map { number in Task { try await stage.open("A-\(number)") } }
    try await eventually("one is being committed and the others wait") {
      let waiting = await desk.writer.waitingCount
      return stage.ledger.heldCount == 1 && waiting + stage.ledger.groups.reduce(0, +) == 20
    }
    running.cancel()
    stage.ledger.letGo()
    for task in accepted { #expect(try await task.value.events.isEmpty == false) }
    try await running.value
    await #expect(throws: DeskError.stopped) { try await stage.open("late") }
    #expect(try await stage.ledger.highestCaseNumber() == 20)
  }

  @Test(arguments: LedgerKind.allCases)
  func `an errand under way when the desk stops goes out again at the next start`(_ kind: LedgerKind) async throws {
    let connector = ScriptedConnector { errand, handover in
      if handover == 1 {
        // Hangs until it is cancelled.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
        return .failure(.timedOut)
      }
      return .success(ErrandReport(outcome: errand.outcomes[0]))
    }
    let stage = try await Stage(kind, connector: connector)
    let id = try await stage.open("A-1").caseID
    try await stage.whileRunning {
      try await eventually("it is under way") { connector.errands.count == 1 }
    }
    #expect(try await !stage.state(id).effects.isEmpty)
    let next = Desk(name: "desk-1", ledger: stage.ledger, connectors: .init(default: connector), clock: stage.clock)
    let running = Task { try await next.run() }
    try await eventually("it is done") { try await stage.state(id).effects.isEmpty }
    running.cancel()
    try await running.value
    #expect(Set(connector.errands.map(\.key)).count == 1)
  }

  @Test func `a desk that never ran can be closed`() async throws {
    let stage = try await Stage()
    try await stage.open("A-1")
    await stage.desk.close()
    await #expect(throws: DeskError.stopped) { try await stage.open("A-2") }
  }
}
