import Casework
import Ledger
import Testing

extension LedgerExercise {
  @Test("what is committed can be read back", arguments: LedgerMaker.allCases)
  func commitAndRead(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-000007")
      #expect(try await ledger.commit([opening]) == [.committed])
      let learned = try script.entry("s-2", at: minutes(1), .learnedDoor)
      #expect(try await ledger.commit([learned]) == [.committed])

      #expect(try await ledger.readCase(script.id) == learned.state)
      #expect(try await ledger.readEvents(of: script.id, after: 0) == script.events)
      #expect(try await ledger.readEvents(of: script.id, after: 1) == learned.events)
      #expect(try await ledger.readEvents(of: script.id, after: 2).isEmpty)
      #expect(try await ledger.caseOfSignal(SignalID("s-2")) == script.id)
      #expect(try await ledger.caseOfSignal(SignalID("s-3")) == nil)
      #expect(try await ledger.highestCaseNumber() == 7)
      #expect(try await ledger.latestEventTime() == minutes(1))
    }
  }

  @Test("entries of one case in a group build on one another", arguments: LedgerMaker.allCases)
  func groupOfOneCase(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1")
      let second = try script.entry("s-2", .learnedDoor)
      let other = try CaseScript.opened("C-2").entry
      let third = try script.entry("s-3", .learnedDoor, .learnedDoor)
      #expect(try await ledger.commit([opening, second, other, third]) == [.committed, .committed, .committed, .committed])
      #expect(try await ledger.readEvents(of: script.id, after: 0).map(\.sequence) == [1, 2, 3, 4])
      #expect(try await ledger.readCase(script.id) == third.state)
    }
  }

  @Test("a conflict leaves nothing behind and hinders no other entry", arguments: LedgerMaker.allCases)
  func conflict(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1")
      _ = try await ledger.commit([opening])
      var rival = script
      let won = try script.entry("won", .learnedDoor)
      let lost = try rival.entry("lost", .timerSet(rival.timer("t1", due: minutes(5))), .effectPlanned(rival.effect("refund")))
      let behind = try rival.entry("behind", .learnedDoor)
      let other = try CaseScript.opened("C-2").entry
      #expect(try await ledger.commit([won, lost, behind, other]) == [.committed, .conflict, .conflict, .committed])

      #expect(try await ledger.readEvents(of: script.id, after: 0) == script.events)
      #expect(try await ledger.readCase(script.id) == won.state)
      #expect(try await ledger.caseOfSignal(SignalID("lost")) == nil)
      #expect(try await ledger.nextTimerDue() == nil)
      #expect(try await ledger.nextEffectDue() == nil)
    }
  }

  @Test("events with a gap before them are a conflict", arguments: LedgerMaker.allCases)
  func gap(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var script = CaseScript("C-1")
      let whole = try script.entry("s-1", script.opening, .learnedDoor)
      let gapped = Entry(caseID: whole.caseID, expectedCount: 0, signal: whole.signal, at: whole.at, events: [whole.events[1]], state: whole.state)
      #expect(try await ledger.commit([gapped]) == [.conflict])
      #expect(try await ledger.readEvents(of: script.id, after: 0).isEmpty)
    }
  }

  @Test("a signal is received once", arguments: LedgerMaker.allCases)
  func repeatedSignal(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1")
      #expect(try await ledger.commit([opening, opening]) == [.committed, .alreadyReceived(script.id)])
      let again = try script.entry(opening.signal.id.text, .learnedDoor)
      let other = try CaseScript.opened("C-2").entry
      #expect(try await ledger.commit([again, other]) == [.alreadyReceived(script.id), .committed])
      #expect(try await ledger.readEvents(of: script.id, after: 0).count == 1)
    }
  }

  @Test("a signal that changes nothing is remembered", arguments: LedgerMaker.allCases)
  func signalWithoutEvents(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1")
      let idle = try script.entry("idle", at: minutes(3))
      #expect(try await ledger.commit([opening, idle]) == [.committed, .committed])
      #expect(try await ledger.commit([idle]) == [.alreadyReceived(script.id)])
      #expect(try await ledger.readCase(script.id) == opening.state)
      #expect(try await ledger.listCases(CaseFilter()).map(\.changedAt) == [morning])
    }
  }

  @Test("a playbook has one open case for a subject", arguments: LedgerMaker.allCases)
  func oneOpenCase(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (first, opening) = try CaseScript.opened("C-1", subject: "order-9")
      let second = try CaseScript.opened("C-2", subject: "order-9").entry
      let elsewhere = try CaseScript.opened("C-3", subject: "order-10").entry
      #expect(try await ledger.commit([opening, second, elsewhere]) == [.committed, .conflict, .committed])
      #expect(try await ledger.openCase(playbook: "cold-food", subject: "order-9") == first.id)
      #expect(try await ledger.openCase(playbook: "late-food", subject: "order-9") == nil)
      #expect(try await ledger.readCase(second.caseID) == nil)

      let closing = try first.entry("close", .closedNow)
      #expect(try await ledger.commit([closing, second]) == [.committed, .committed])
      #expect(try await ledger.openCase(playbook: "cold-food", subject: "order-9") == second.caseID)
    }
  }

  @Test("tasks that commit at the same time lose nothing", arguments: LedgerMaker.allCases)
  func concurrentCommits(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let (shared, opening) = try CaseScript.opened("C-1000")
      _ = try await ledger.commit([opening])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...8 {
          group.addTask {
            var own = try CaseScript.opened("C-\(number)")
            #expect(try await ledger.commit([own.entry]) == [.committed])
            for turn in 1...10 {
              #expect(try await ledger.commit([try own.script.entry("own-\(number)-\(turn)", .learnedDoor)]) == [.committed])
            }
            // The shared case: whoever loses reads, decides and tries again.
            var isCommitted = false
            while !isCommitted {
              let state = try #require(try await ledger.readCase(shared.id))
              let event = Event(sequence: state.eventCount + 1, at: morning, step: nil, kind: .learnedDoor)
              var next = state
              next.apply(event)
              let entry = Entry(
                caseID: shared.id, expectedCount: state.eventCount, signal: shared.happened("shared-\(number)"), at: morning, events: [event], state: next)
              isCommitted = try await ledger.commit([entry]) == [.committed]
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await ledger.readEvents(of: shared.id, after: 0).map(\.sequence) == Array(1...9))
      for number in 1...8 { #expect(try await ledger.readEvents(of: CaseID("C-\(number)"), after: 0).count == 11) }
      #expect(try await ledger.rebuild() == RebuildReport(cases: 9, events: 97, differences: []))
    }
  }

  @Test("a commit is whole though its task is cancelled", arguments: LedgerMaker.allCases)
  func cancelledCommit(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let entry = try CaseScript.opened("C-1").entry
      let results = try await Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await ledger.commit([entry])
      }.value
      #expect(results == [.committed])
      #expect(try await ledger.readCase(entry.caseID) == entry.state)
    }
  }
}
