import Casework
import Ledger
import Playbook
import Testing

extension LedgerExercise {
  private func claimed(_ ledger: any Ledger, at now: Instant, limit: Int = 10, by desk: String = "desk-1") async throws -> [ClaimedEffect] {
    try await ledger.claimEffects(dueAt: now, limit: limit, lease: .minutes(2), by: desk)
  }

  @Test("an effect is held by one desk until its lease runs out", arguments: LedgerMaker.allCases)
  func claims(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let late = try CaseScript.opened("C-1", at: minutes(1)) { [.effectPlanned($0.effect("z")), .effectPlanned($0.effect("a"))] }
      let early = try CaseScript.opened("C-2") { [.effectPlanned($0.effect("call"))] }
      _ = try await ledger.commit([late.entry, early.entry])
      #expect(try await ledger.nextEffectDue() == morning)

      let first = try await claimed(ledger, at: minutes(1), limit: 2)
      #expect(
        first == [
          ClaimedEffect(caseID: early.script.id, subject: early.script.subject, effect: early.script.effect("call"), tries: 0),
          ClaimedEffect(caseID: late.script.id, subject: late.script.subject, effect: late.script.effect("z"), tries: 0),
        ])
      let second = try await claimed(ledger, at: minutes(1), by: "desk-2")
      #expect(second.map(\.effect.key) == [late.script.key("a")])
      #expect(try await claimed(ledger, at: minutes(2), by: "desk-2").isEmpty)
      #expect(try await ledger.nextEffectDue() == minutes(3))
      // The lease of all three is over: nobody came back for them.
      #expect(try await claimed(ledger, at: minutes(3), by: "desk-3").map(\.effect.key) == (first + second).map(\.effect.key))
    }
  }

  @Test("an effect that isn't due yet is left alone", arguments: LedgerMaker.allCases)
  func notDue(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      _ = try await ledger.commit([try CaseScript.opened("C-1", at: minutes(5)) { [.effectPlanned($0.effect("a"))] }.entry])
      #expect(try await claimed(ledger, at: minutes(4)).isEmpty)
      #expect(try await claimed(ledger, at: minutes(5), limit: 0).isEmpty)
      #expect(try await claimed(ledger, at: minutes(5)).count == 1)
    }
  }

  @Test("an effect that was given back is due later and counts the try", arguments: LedgerMaker.allCases)
  func returned(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      _ = try await ledger.commit([opened.entry])
      for (tries, now) in [(0, morning), (1, minutes(10)), (2, minutes(20))] {
        #expect(try await claimed(ledger, at: now).map(\.tries) == [tries])
        try await ledger.returnEffect(opened.script.key("a"), of: opened.script.id, dueAt: now + .minutes(10))
        #expect(try await ledger.nextEffectDue() == now + .minutes(10))
        #expect(try await claimed(ledger, at: now + .minutes(9)).isEmpty)
      }
    }
  }

  @Test("a parked effect isn't handed over again in its time, nor by a restart", arguments: LedgerMaker.allCases)
  func parked(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      _ = try await ledger.commit([opened.entry])
      _ = try await claimed(ledger, at: morning)
      try await ledger.parkEffect(opened.script.key("a"), of: opened.script.id, until: minutes(30))
      #expect(try await ledger.releaseLeases(heldBy: "desk-1") == 0)
      #expect(try await claimed(ledger, at: minutes(29)).isEmpty)
      #expect(try await ledger.nextEffectDue() == minutes(30))
      #expect(try await claimed(ledger, at: minutes(30)).map(\.tries) == [0])
    }
  }

  @Test("a restarted desk frees its own leases", arguments: LedgerMaker.allCases)
  func released(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a")), .effectPlanned($0.effect("b"))] }
      _ = try await ledger.commit([opened.entry])
      _ = try await claimed(ledger, at: morning, limit: 1, by: "desk-1")
      _ = try await claimed(ledger, at: morning, limit: 1, by: "desk-2")
      #expect(try await ledger.releaseLeases(heldBy: "desk-1") == 1)
      #expect(try await ledger.releaseLeases(heldBy: "desk-1") == 0)
      #expect(try await claimed(ledger, at: morning).map(\.effect.key) == [opened.script.key("a")])
    }
  }

  @Test("an effect that has ended is gone, whatever is done to it afterwards", arguments: LedgerMaker.allCases)
  func ended(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      _ = try await ledger.commit([opened.entry])
      _ = try await claimed(ledger, at: morning)
      _ = try await ledger.commit([try opened.script.entry("end", opened.script.ended("a"))])
      try await ledger.returnEffect(opened.script.key("a"), of: opened.script.id, dueAt: morning)
      try await ledger.parkEffect(opened.script.key("a"), of: opened.script.id, until: morning)
      #expect(try await ledger.nextEffectDue() == nil)
      #expect(try await claimed(ledger, at: minutes(60)).isEmpty)
    }
  }

  @Test("desks that claim at the same time share the effects out", arguments: LedgerMaker.allCases)
  func concurrentClaims(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let names = (1...40).map { "effect-\($0)" }
      let opened = try CaseScript.opened("C-1") { script in names.map { .effectPlanned(script.effect($0)) } }
      _ = try await ledger.commit([opened.entry])
      let keys = try await withThrowingTaskGroup(of: [EffectKey].self) { group in
        for desk in 1...8 {
          group.addTask {
            try await ledger.claimEffects(dueAt: morning, limit: 5, lease: .minutes(2), by: "desk-\(desk)").map(\.effect.key)
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(keys.sorted() == names.map(opened.script.key).sorted())
    }
  }
}
