import Ledger
import Playbook
import Testing

@testable import Casework

extension LedgerExercise {
  @Test("every signal of a case can be read back with what came of it", arguments: LedgerMaker.allCases)
  func turns(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1")
      let other = try CaseScript.opened("C-2").entry
      let learned = try script.entry("s-2", at: minutes(1), .learnedDoor, .learnedDoor)
      let idle = try script.entry("idle", at: minutes(2))
      let last = try script.entry("s-3", at: minutes(3), .learnedDoor)
      #expect(try await ledger.commit([opening, other]) == [.committed, .committed])
      #expect(try await ledger.commit([learned, idle, last]) == [.committed, .committed, .committed])

      let turns = try await ledger.readTurns(of: script.id)
      #expect(turns.map(\.signal) == [opening, learned, idle, last].map(\.signal))
      #expect(turns.map(\.events) == [opening, learned, idle, last].map(\.events))
      #expect(turns.map(\.at) == [morning, minutes(1), minutes(2), minutes(3)])
      #expect(try await ledger.readEvents(of: script.id, after: 2).map(\.sequence) == [3, 4])

      let all = try await ledger.readTurns(after: 0, limit: 10)
      #expect(all.map(\.caseID.text) == ["C-1", "C-2", "C-1", "C-1", "C-1"])
      #expect(all.map(\.position) == all.map(\.position).sorted())
      #expect(try await ledger.readTurns(after: all[1].position, limit: 2) == Array(all[2...3]))
      #expect(try await ledger.readTurns(after: all[4].position, limit: 2).isEmpty)
    }
  }

  @Test("a signal that is named by its content is in the record, and not among the names", arguments: LedgerMaker.allCases)
  func namedByContent(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1") { [.timerSet($0.timer("t", due: minutes(5))), .effectPlanned($0.effect("a"))] }
      let key = script.key("a")
      let report = Signal(id: .report(on: key), caseID: script.id, sender: .receiver, content: .ended(key, EffectReport(outcome: "done")))
      let ring = Signal(id: .ring(TimerID("t"), of: script.id), caseID: script.id, sender: .clock, content: .timerDue(TimerID("t")))
      let entries = [
        opening, try script.entry(report, at: minutes(1), [script.ended("a")]),
        try script.entry(ring, at: minutes(5), [.timerRang(TimerRang(timer: TimerID("t")))]),
      ]
      #expect(try await ledger.commit(entries) == [.committed, .committed, .committed])
      #expect(try await ledger.caseOfSignal(report.id) == nil)
      #expect(try await ledger.readTurns(of: script.id).compactMap(\.signal) == [opening.signal, report, ring])
      // The second one was decided on a case that has gone on.
      #expect(try await ledger.commit([entries[1]]) == [.conflict])
    }
  }

  @Test("effects can be stored as claimed by the desk that planned them", arguments: LedgerMaker.allCases)
  func leasedAtOnce(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      let entry = Entry(
        caseID: opened.script.id, expectedCount: 0, signal: opened.entry.signal, at: morning, events: opened.entry.events, state: opened.entry.state,
        lease: Lease(desk: "desk-1", end: minutes(2)))
      _ = try await ledger.commit([entry])
      #expect(try await ledger.claimEffects(dueAt: minutes(1), limit: 9, lease: .minutes(2), by: "desk-2").isEmpty)
      #expect(try await ledger.nextEffectDue() == minutes(2))
      #expect(try await ledger.rebuild().differences.isEmpty)
      #expect(try await ledger.claimEffects(dueAt: morning, limit: 9, lease: .minutes(2), by: "desk-2").map(\.effect) == [opened.script.effect("a")])
    }
  }

  @Test("the deadline of an effect is a timer like any other, until the effect has ended", arguments: LedgerMaker.allCases)
  func deadlines(maker: LedgerMaker) async throws {
    func deadline(_ script: CaseScript, _ effect: String) -> EventKind {
      .timerSet(
        CaseTimer(
          id: TimerID("d-\(effect)"), step: nil, purpose: .effectDeadline, about: script.key(effect).text, origin: nil, from: morning, amount: .minutes(10),
          due: minutes(10)))
    }
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1") {
        [.effectPlanned($0.effect("a")), deadline($0, "a"), .timerSet($0.timer("t", due: minutes(20))), .effectPlanned($0.effect("b")), deadline($0, "b")]
      }
      _ = try await ledger.commit([opening])
      #expect(try await ledger.nextTimerDue() == minutes(10))
      #expect(try await ledger.timersDue(at: minutes(30), limit: 9).map(\.timer.text) == ["d-a", "d-b", "t"])
      let ends = try script.entry("end", at: minutes(1), .timerCancelled(TimerCancelled(timer: TimerID("d-a"))), script.ended("a"))
      let lifts = try script.entry("lift", at: minutes(2), .timerCancelled(TimerCancelled(timer: TimerID("d-b"))))
      _ = try await ledger.commit([ends])
      #expect(try await ledger.timersDue(at: minutes(30), limit: 9).map(\.timer.text) == ["d-b", "t"])
      _ = try await ledger.commit([lifts])
      #expect(try await ledger.timersDue(at: minutes(30), limit: 9).map(\.timer.text) == ["t"])
      #expect(try await ledger.nextTimerDue() == minutes(20))
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }
}
