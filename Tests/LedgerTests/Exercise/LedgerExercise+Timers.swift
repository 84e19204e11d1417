import Ledger
import Testing

@testable import Casework

extension LedgerExercise {
  @Test("timers stand until they ring or are cancelled", arguments: LedgerMaker.allCases)
  func timers(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var first = try CaseScript.opened("C-1") { script in
        [.timerSet(script.timer("late", due: minutes(30))), .timerSet(script.timer("early", due: minutes(10)))]
      }
      let second = try CaseScript.opened("C-2") { [.timerSet($0.timer("early", due: minutes(20)))] }
      _ = try await ledger.commit([first.entry, second.entry])

      #expect(try await ledger.nextTimerDue() == minutes(10))
      #expect(try await ledger.timersDue(at: minutes(9), limit: 10).isEmpty)
      #expect(try await ledger.timersDue(at: minutes(20), limit: 10).map(\.due) == [minutes(10), minutes(20)])
      #expect(try await ledger.timersDue(at: minutes(40), limit: 2).map(\.caseID) == [first.script.id, second.script.id])
      #expect(
        try await ledger.timersDue(at: minutes(10), limit: 1)
          == [DueTimer(caseID: first.script.id, timer: TimerID("early"), due: minutes(10))])

      let rings = try first.script.entry("ring", at: minutes(10), .timerRang(TimerRang(timer: TimerID("early"))))
      _ = try await ledger.commit([rings])
      #expect(try await ledger.nextTimerDue() == minutes(20))
      let cancels = try first.script.entry("cancel", at: minutes(11), .timerCancelled(TimerCancelled(timer: TimerID("late"))))
      _ = try await ledger.commit([cancels])
      #expect(try await ledger.timersDue(at: minutes(60), limit: 10).map(\.caseID) == [second.script.id])
    }
  }

  @Test("a timer that is set and cancelled by one signal never stands", arguments: LedgerMaker.allCases)
  func timerSetAndCancelled(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { script in
        [.timerSet(script.timer("t", due: minutes(5))), .timerCancelled(TimerCancelled(timer: TimerID("t")))]
      }
      _ = try await ledger.commit([opened.entry])
      #expect(try await ledger.nextTimerDue() == nil)
    }
  }

  @Test("a timer that is set again is due at its new time", arguments: LedgerMaker.allCases)
  func timerSetAgain(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var opened = try CaseScript.opened("C-1") { [.timerSet($0.timer("t", due: minutes(5)))] }
      let moved = opened.script.timer("t", due: minutes(50))
      _ = try await ledger.commit([opened.entry, try opened.script.entry("move", .timerSet(moved))])
      #expect(try await ledger.timersDue(at: minutes(60), limit: 5) == [DueTimer(caseID: opened.script.id, timer: moved.id, due: minutes(50))])
    }
  }
}
