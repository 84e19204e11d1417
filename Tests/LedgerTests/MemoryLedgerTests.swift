import Casework
import Testing

@testable import Ledger

@Suite("Memory ledger")
struct MemoryLedgerTests {
  @Test("a rebuild names every row that was different, and mends it")
  func damage() async throws {
    let ledger = MemoryLedger()
    let one = try CaseScript.opened("C-1") { [.timerSet($0.timer("t1", due: minutes(5))), .effectPlanned($0.effect("a"))] }
    let two = try CaseScript.opened("C-2")
    _ = await ledger.commit([one.entry, two.entry])
    await ledger.damage(one.script, timer: "t1", effect: "a")

    let report = try await ledger.rebuild()
    #expect(report == RebuildReport(cases: 2, events: 4, differences: ["cases/C-1", "timers/C-1/t1", "outbox/C-1/a/1/1"]))
    #expect(await ledger.readCase(one.script.id) == one.entry.state)
    #expect(await ledger.nextTimerDue() == minutes(5))
    #expect(await ledger.nextEffectDue() == morning)
    #expect(try await ledger.rebuild().differences.isEmpty)
  }
}

extension MemoryLedger {
  fileprivate func damage(_ script: CaseScript, timer: String, effect: String) {
    contents.rows[script.id] = nil
    contents.timers[script.id]?[TimerID(timer)] = TimerRow(id: TimerID(timer), due: minutes(99), sequence: 2)
    contents.outbox[script.key(effect)] = nil
  }
}
