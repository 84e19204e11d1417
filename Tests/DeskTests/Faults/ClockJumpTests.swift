import Casework
import Channels
@testable import Desk
import Ledger
import Playbook
import Testing

@Suite("Clocks that jump")
struct ClockJumpTests {
  private func rings(_ stage: Stage, _ id: CaseID) async throws -> [Event] {
    try await stage.ledger.readEvents(of: id, after: 0).filter { if case .timerRang = $0.kind { true } else { false } }
  }

  private func isWaiting(_ stage: Stage, _ id: CaseID) async throws -> Bool {
    try await stage.state(id).timers.values.contains { $0.purpose == .wait }
  }

  private func faults(_ stage: Stage, _ id: CaseID) async throws -> [HistoryFault] {
    try await HistoryFault.all(in: stage.ledger.readEvents(of: id, after: 0), of: id, state: stage.state(id))
  }

  @Test("set forward by hours: what is due rings once", arguments: LedgerKind.allCases)
  func forward(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    var ids: [CaseID] = []
    try await stage.whileRunning {
      for number in 1...20 { ids.append(try await stage.open("A-\(number)").caseID) }
      for id in ids { try await eventually("it waits") { try await isWaiting(stage, id) } }
      stage.clock.advance(.hours(30))
      for id in ids { try await eventually("it has closed") { try await stage.state(id).phase == .closed } }
    }
    for id in ids {
      #expect(try await rings(stage, id).count == 1)
      #expect(try await faults(stage, id) == [])
    }
    #expect(Set(stage.connector.errands.map(\.key)).count == stage.connector.errands.count)
  }

  @Test("set back by hours: history doesn't run back, nothing waits for the clock, no timer rings early or twice", arguments: LedgerKind.allCases)
  func back(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    var id = CaseID("")
    try await stage.whileRunning {
      _ = try await stage.open("A-1")
      stage.clock.advance(.minutes(-180))
      // A case of now: its effect goes out now and not in three hours, when the clock has come back to where it was.
      id = try await stage.open("A-2").caseID
      try await eventually("it went out, and the case waits") { try await isWaiting(stage, id) }
      stage.clock.advance(.minutes(29))
      #expect(try await rings(stage, id).isEmpty, "half an hour hasn't passed")
      stage.clock.advance(.minutes(40))
      try await eventually("it rang, and the case has closed") { try await stage.state(id).phase == .closed }
    }
    #expect(try await rings(stage, id).count == 1)
    for id in ["C-000001", "C-000002"] { #expect(try await faults(stage, CaseID(id)) == []) }
  }

  @Test("a desk that starts with its clock behind the ledger goes on from the ledger's time")
  func startsBehind() async throws {
    let stage = try await Stage(.sqlite)
    let first = try await stage.open("A-1").caseID
    stage.clock.advance(.hours(-20))
    let next = Desk(name: "desk-1", ledger: stage.ledger, connectors: .init(default: stage.connector), clock: stage.clock)
    let running = Task { try await next.run() }
    try await eventually("the effect that was planned in the clock's future goes out") { try await isWaiting(stage, first) }
    running.cancel()
    try await running.value
    #expect(try await faults(stage, first) == [])
  }

  @Test("jumping to and fro: no busy loop")
  func noBusyLoop() async throws {
    let stage = try await Stage()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("it waits") { try await isWaiting(stage, id) }
      for minutes in [-200, 90, -90, 15, -15] as [Int64] { stage.clock.advance(.minutes(minutes)) }
      let asked = stage.ledger.questions
      try await Task.sleep(for: .milliseconds(300))
      #expect(stage.ledger.questions - asked < 100, "with nothing due the ledger is left in peace")
    }
  }

  @Test func `a steady clock doesn't run back, goes on at half the pace, and meets the machine's clock again`() {
    let machine = ManualClock()
    let clock = SteadyClock(machine)
    let start = clock.now()
    machine.advance(.minutes(-60))
    #expect(clock.now() == start)
    machine.advance(.minutes(30))
    #expect(clock.now() == start + .minutes(15))
    machine.advance(.minutes(90))
    #expect(clock.now() == machine.now())
    machine.advance(.minutes(5))
    #expect(clock.now() == machine.now())
    clock.notBefore(machine.now() + .minutes(10))
    #expect(clock.now() == machine.now() + .minutes(10))
  }
}
