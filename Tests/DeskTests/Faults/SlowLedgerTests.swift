import Casework
import Channels
@testable import Desk
import Ledger
import Playbook
import Testing

@Suite("A slow disk")
struct SlowLedgerTests {
  @Test("signals wait, the queue is bounded, one too many is told busy, and all that were taken are answered")
  func boundedQueue() async throws {
    let stage = try await Stage()
    stage.ledger.hold()
    let desk = stage.desk
    let first = Task { try await stage.open("A-1") }
    try await eventually("the disk is at work") { stage.ledger.heldCount == 1 }
    let answers = await withTaskGroup(of: DeskError?.self) { group in
      for number in 1...10_600 {
        let signal = Signal(id: SignalID("s-\(number)"), caseID: CaseID("C-999999"), sender: .platform, content: .happened("restocked"))
        group.addTask {
          do throws(DeskError) {
            _ = try await desk.receive(signal)
            return nil
          } catch { return error }
        }
      }
      group.addTask {
        // Everybody has come; now the disk answers.
        while await desk.writer.waitingCount < 10_000 { try? await Task.sleep(for: .milliseconds(5)) }
        try? await Task.sleep(for: .milliseconds(50))
        stage.ledger.letGo()
        return nil
      }
      return await group.reduce(into: [:]) { counts, error in counts[error, default: 0] += 1 }
    }
    #expect(try await first.value.events.isEmpty == false)
    // 10,000 wait; a group or two may have been taken out already.
    let busy = try #require(answers[.busy])
    #expect((600 - 2 * Writer.groupLimit...600).contains(busy))
    #expect(answers[.refused(.noSuchCase(CaseID("C-999999")))] == 10_600 - busy)
  }

  @Test("a report that waits for the disk longer than any lease doesn't send its effect out again", arguments: LedgerKind.allCases)
  func slowReport(_ kind: LedgerKind) async throws {
    let ledgers = HeldAtReport()
    let connector = ScriptedConnector { errand, _ in
      ledgers.ledger?.hold()
      return .success(ErrandReport(outcome: errand.outcomes[0]))
    }
    let stage = try await Stage(kind, connector: connector)
    ledgers.ledger = stage.ledger
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("the report waits for the disk") { stage.ledger.heldCount >= 1 }
      for _ in 1...5 { stage.clock.advance(.minutes(5)) }
      stage.ledger.letGo()
      try await eventually("the report is stored") { try await stage.state(id).effects.isEmpty }
    }
    #expect(connector.errands.count { $0.action == "remind" } == 1)
  }
}

/// Set before the desk runs, read by its receiver.
private final class HeldAtReport: @unchecked Sendable {
  var ledger: WatchedLedger?
}
