import Ledger
import Playbook
import Testing

@testable import Casework

extension LedgerExercise {
  @Test("a rebuild finds what the commits have left, row for row", arguments: LedgerMaker.allCases)
  func rebuildChangesNothing(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = try CaseScript.opened("C-1") { script in
        [.timerSet(script.timer("t1", due: minutes(5))), .timerSet(script.timer("t2", due: minutes(9))), .effectPlanned(script.effect("a"))]
      }
      let ring = try one.script.entry("ring", at: minutes(5), .timerRang(TimerRang(timer: TimerID("t1"))), .effectPlanned(one.script.effect("b")))
      let report = try one.script.entry("report", at: minutes(6), one.script.ended("a"))
      var two = try CaseScript.opened("C-2") { _ in Samples.all.flatMap(\.value).filter(isHarmless) }
      let close = try two.script.entry("close", at: minutes(7), .closedNow)
      #expect(try await ledger.commit([one.entry, ring, two.entry, report, close]) == Array(repeating: .committed, count: 5))
      let events = one.script.events.count + two.script.events.count
      let states = [try await ledger.readCase(one.script.id), try await ledger.readCase(two.script.id)]
      let timers = try await ledger.timersDue(at: minutes(99), limit: 99)

      #expect(try await ledger.rebuild() == RebuildReport(cases: 2, events: events, differences: []))
      #expect([try await ledger.readCase(one.script.id), try await ledger.readCase(two.script.id)] == states)
      #expect(try await ledger.timersDue(at: minutes(99), limit: 99) == timers)
      #expect(try await ledger.caseOfSignal(SignalID("ring")) == one.script.id)
    }
  }

  @Test("a rebuild forgets leases and tries, and says nothing about them", arguments: LedgerMaker.allCases)
  func rebuildForgetsLeases(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a")), .effectPlanned($0.effect("b"))] }
      _ = try await ledger.commit([opened.entry])
      _ = try await ledger.claimEffects(dueAt: morning, limit: 2, lease: .hours(1), by: "desk-1")
      try await ledger.returnEffect(opened.script.key("a"), of: opened.script.id, dueAt: minutes(90))
      #expect(try await ledger.rebuild().differences.isEmpty)
      let claimed = try await ledger.claimEffects(dueAt: morning, limit: 9, lease: .hours(1), by: "desk-2")
      #expect(claimed.map(\.effect.key) == [opened.script.key("a"), opened.script.key("b")])
      #expect(claimed.map(\.tries) == [0, 0])
    }
  }

  @Test("after a rebuild the ledger goes on", arguments: LedgerMaker.allCases)
  func commitAfterRebuild(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var opened = try CaseScript.opened("C-1", subject: "order-9")
      _ = try await ledger.commit([opened.entry])
      _ = try await ledger.rebuild()
      let rival = try CaseScript.opened("C-2", subject: "order-9").entry
      #expect(try await ledger.commit([try opened.script.entry("s-2", .learnedDoor), rival]) == [.committed, .conflict])
    }
  }
}

/// A second opening, and the end, belong to other places of a history.
private func isHarmless(_ kind: EventKind) -> Bool {
  switch kind {
  case .opened, .closed: false
  default: true
  }
}
