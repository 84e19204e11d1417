import Casework
import Channels
import Desk
import Ledger
import Playbook
import Testing

@Suite("Ringing timers")
struct AlarmClockTests {
  private func isWaiting(_ stage: Stage, _ id: CaseID) async throws -> Bool {
    try await stage.state(id).timers.values.contains { $0.purpose == .wait }
  }

  @Test(arguments: LedgerKind.allCases)
  func `a timer rings when it is due and not before`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("the case waits") { try await isWaiting(stage, id) }
      stage.clock.advance(.minutes(29))
      #expect(try await stage.ledger.timersDue(at: stage.clock.now(), limit: 10).isEmpty)
      #expect(try await isWaiting(stage, id))
      stage.clock.advance(.minutes(1))
      try await eventually("the case went on to its end") { try await stage.state(id).phase == .closed }
    }
    #expect(stage.connector.errands.map(\.action) == ["remind", "escalate"])
    let rang = try await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).count { if case .timerRang = $0.kind { true } else { false } }
    #expect(rang == 1)
  }

  @Test(arguments: LedgerKind.allCases)
  func `timers that were due while no desk ran ring at the next start`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    var ids: [CaseID] = []
    for number in 1...150 { ids.append(try await stage.open("A-\(number)").caseID) }
    for id in ids {
      let key = try #require(try await stage.state(id).effects.keys.first)
      let report = Signal(id: SignalID("report-\(id)"), caseID: id, sender: .receiver, content: .ended(key, EffectReport(outcome: "done")))
      _ = try await stage.desk.receive(report)
    }
    stage.clock.advance(.hours(5))
    try await stage.whileRunning {
      try await eventually("every case has closed") { try await stage.ledger.listCases(.init(phases: [.closed], limit: 200)).count == 150 }
    }
    #expect(try await stage.ledger.timersDue(at: stage.clock.now(), limit: 10).isEmpty)
  }

  @Test func `a timer that was cancelled doesn't ring`() async throws {
    let stage = try await Stage()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("the case waits") { try await isWaiting(stage, id) }
      _ = try await stage.desk.receive(stage.happened("restocked", in: id, signal: "restocked"))
      stage.clock.advance(.hours(1))
      try await eventually("the case has closed") { try await stage.state(id).phase == .closed }
      #expect(try await stage.ledger.nextTimerDue() == nil)
    }
    #expect(stage.connector.errands.map(\.action) == ["remind"])
  }
}
