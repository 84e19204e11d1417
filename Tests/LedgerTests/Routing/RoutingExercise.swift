import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with who works on what: one suite, run for each `LedgerMaker`.
@Suite("Routing exercise")
struct RoutingExercise {
  private func team(_ id: String = "night", revision: Int = 1) -> Team {
    Team(
      id: id, name: "夜班", queues: ["agents", "主管"], members: ["account:li": ["food-safety", "粤语"], "token:t1": []],
      needs: ["food-safety-emergency": ["food-safety"], "late-meal": []], overflow: .init(queue: "supervisor", after: .minutes(5)),
      escalation: .init(team: "leads", after: .minutes(10)), revision: revision)
  }

  private func note(_ what: AuditAction = .teamAdded) -> AuditNote { AuditNote(at: morning, who: "account:lead", what: what, about: "team:night") }

  private func work(_ task: Int, of number: Int = 1) -> WorkID { WorkID(CaseID("C-\(number)"), TaskID("k\(task)")) }

  private func assignment(_ work: WorkID, _ person: String = "account:li", on channel: ChannelName = .online, at minute: Int64 = 0) -> Assignment {
    Assignment(work: work, person: person, channel: channel, at: minutes(minute), by: person)
  }

  @Test("a team is kept whole, listed in order and never replaced", arguments: LedgerMaker.allCases)
  func teams(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      #expect(try await ledger.listTeams().isEmpty)
      #expect(try await ledger.addTeam(team(), noting: [note()]))
      #expect(try await ledger.addTeam(Team(id: "day", name: "Day", queues: ["agents"]), noting: []))
      #expect(try await !ledger.addTeam(Team(id: "night", name: "Other", queues: ["x"]), noting: [note()]))
      #expect(try await ledger.listTeams() == [Team(id: "day", name: "Day", queues: ["agents"]), team()])
      #expect(try await ledger.auditHead()?.number == 1, "what wasn't done isn't noted")
    }
  }

  @Test("a team is changed and removed as it was looked at", arguments: LedgerMaker.allCases)
  func changes(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      _ = try await ledger.addTeam(team(), noting: [])
      var changed = team()
      changed.name = "Night"
      changed.queues = ["主管"]
      changed.members = ["account:wang": ["x"]]
      changed.needs = [:]
      changed.overflow = nil
      changed.escalation = nil
      #expect(try await ledger.changeTeam(changed, noting: [note(.teamChanged)]))
      let read = try #require(try await ledger.listTeams().first)
      #expect(read.revision == 2 && read.name == "Night" && read.queues == ["主管"] && read.members == ["account:wang": ["x"]])
      #expect(read.needs.isEmpty && read.overflow == nil && read.escalation == nil)
      #expect(try await !ledger.changeTeam(team(), noting: [note(.teamChanged)]), "it stands at another revision")
      #expect(try await !ledger.changeTeam(team("nobody"), noting: [note(.teamChanged)]))
      #expect(try await !ledger.removeTeam("night", revision: 1, noting: [note(.teamRemoved)]))
      #expect(try await ledger.listTeams() == [read])
      #expect(try await ledger.removeTeam("night", revision: 2, noting: [note(.teamRemoved)]))
      #expect(try await !ledger.removeTeam("night", revision: 2, noting: [note(.teamRemoved)]))
      #expect(try await ledger.listTeams().isEmpty)
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note.what) == [.teamChanged, .teamRemoved])
      #expect(try await ledger.addTeam(team(), noting: []), "the name is free again")
      #expect(try await ledger.listTeams().first?.members == team().members)
    }
  }

  @Test("the last word on who is there is kept", arguments: LedgerMaker.allCases)
  func presences(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      #expect(try await ledger.listPresences().isEmpty)
      for status in Presence.Status.allCases {
        let said = Presence(person: "account:li", name: "李", status: status, capacity: [.phone: 0, .online: 5], since: minutes(3))
        try await ledger.putPresence(said)
        #expect(try await ledger.listPresences() == [said])
      }
      let missed = Presence(person: "account:li", name: "李", status: .away, since: minutes(4), missed: WorkID(CaseID("C:1"), TaskID("k4")))
      try await ledger.putPresence(missed)
      #expect(try await ledger.listPresences() == [missed])
      let other = Presence(person: "account:an", name: "An", status: .available, since: morning)
      try await ledger.putPresence(other)
      #expect(try await ledger.listPresences().map(\.person) == ["account:an", "account:li"])
      #expect(try await ledger.listPresences().first == other)
    }
  }

  @Test("a task has one holder: the second one is told who", arguments: LedgerMaker.allCases)
  func holders(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      let first = assignment(work(1))
      #expect(try await ledger.assign(first, limit: 1, replacing: nil, noting: [note(.workAssigned)]) == .made)
      #expect(try await ledger.assign(assignment(work(1), at: 5), limit: 1, replacing: nil, noting: [note(.workAssigned)]) == .made, "it is so already")
      #expect(try await ledger.openAssignments() == [first])
      let other = assignment(work(1), "account:wang")
      #expect(try await ledger.assign(other, limit: nil, replacing: nil, noting: [note()]) == .held(by: "account:li"))
      #expect(try await ledger.assign(other, limit: nil, replacing: "account:an", noting: [note()]) == .held(by: "account:li"))
      #expect(try await ledger.auditHead()?.number == 1)
      #expect(try await ledger.assign(other, limit: nil, replacing: "account:li", noting: [note(.workAssigned)]) == .made)
      #expect(try await ledger.openAssignments() == [other])
      #expect(try await ledger.takeBack(work(2), noting: [note()]) == nil)
      #expect(try await ledger.takeBack(work(1), noting: [note(.workTakenBack)]) == "account:wang")
      #expect(try await ledger.takeBack(work(1), noting: [note()]) == nil)
      #expect(try await ledger.openAssignments().isEmpty)
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note.what) == [.workAssigned, .workAssigned, .workTakenBack])
    }
  }

  @Test("nobody takes more than the limit of a channel", arguments: LedgerMaker.allCases)
  func limits(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      #expect(try await ledger.assign(assignment(work(1)), limit: 0, replacing: nil, noting: []) == .full)
      #expect(try await ledger.assign(assignment(work(1)), limit: 2, replacing: nil, noting: []) == .made)
      #expect(try await ledger.assign(assignment(work(2)), limit: 2, replacing: nil, noting: []) == .made)
      #expect(try await ledger.assign(assignment(work(3)), limit: 2, replacing: nil, noting: [note()]) == .full)
      #expect(try await ledger.assign(assignment(work(3), on: .phone), limit: 1, replacing: nil, noting: []) == .made, "another channel")
      #expect(try await ledger.assign(assignment(work(4), "account:wang"), limit: 2, replacing: nil, noting: []) == .made)
      #expect(try await ledger.assign(assignment(work(5)), limit: nil, replacing: nil, noting: []) == .made, "a supervisor's word")
      try await ledger.endAssignment(work(1), at: minutes(9))
      try await ledger.endAssignment(work(2), at: minutes(9))
      #expect(try await ledger.assign(assignment(work(6)), limit: 2, replacing: nil, noting: []) == .made, "done is done")
      #expect(try await ledger.auditHead() == nil)
    }
  }

  @Test("what is done stays, with when it was done", arguments: LedgerMaker.allCases)
  func history(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      _ = try await ledger.assign(assignment(work(4), at: 2), limit: nil, replacing: nil, noting: [])
      _ = try await ledger.assign(assignment(work(9), "account:wang", at: 1), limit: nil, replacing: nil, noting: [])
      _ = try await ledger.assign(assignment(work(1, of: 2), at: 3), limit: nil, replacing: nil, noting: [])
      try await ledger.endAssignment(work(4), at: minutes(7))
      try await ledger.endAssignment(work(4), at: minutes(8))
      try await ledger.endAssignment(work(77), at: minutes(8))
      let kept = try await ledger.assignments(of: [CaseID("C-1"), CaseID("C-1"), CaseID("C-3")])
      #expect(kept.map(\.work) == [work(9), work(4)], "the oldest first")
      #expect(kept.map(\.doneAt) == [nil, minutes(7)])
      #expect(try await ledger.openAssignments().map(\.work) == [work(9), work(1, of: 2)])
      #expect(try await ledger.assign(assignment(work(4), "account:wang"), limit: nil, replacing: "account:li", noting: []) == .over)
      #expect(try await ledger.takeBack(work(4), noting: []) == nil)
      #expect(try await ledger.assignments(of: []).isEmpty)
    }
  }

  @Test("T-03 each taking of a task is kept, whoever gets it afterwards", arguments: LedgerMaker.allCases)
  func takings(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      #expect(try await ledger.takings(of: [CaseID("C-1")]).isEmpty)
      #expect(try await ledger.assign(assignment(work(1), at: 1), limit: nil, replacing: nil, noting: []) == .made)
      #expect(try await ledger.assign(assignment(work(1), at: 2), limit: nil, replacing: nil, noting: []) == .made, "it is so already")
      #expect(try await ledger.assign(assignment(work(1), "account:wang", at: 3), limit: nil, replacing: nil, noting: []) != .made)
      #expect(try await ledger.assign(assignment(work(1), "account:wang", at: 4), limit: nil, replacing: "account:li", noting: []) == .made)
      #expect(try await ledger.takeBack(work(1), noting: []) == "account:wang")
      #expect(try await ledger.assign(assignment(work(2), at: 4), limit: nil, replacing: nil, noting: []) == .made)
      #expect(try await ledger.assign(assignment(work(9, of: 2), at: 5), limit: nil, replacing: nil, noting: []) == .made)
      let first = [TakenTask(task: TaskID("k1"), at: minutes(1)), TakenTask(task: TaskID("k1"), at: minutes(4)), TakenTask(task: TaskID("k2"), at: minutes(4))]
      let second = [TakenTask(task: TaskID("k9"), at: minutes(5))]
      #expect(try await ledger.takings(of: [CaseID("C-1"), CaseID("C-1"), CaseID("C-3")]) == [CaseID("C-1"): first])
      #expect(try await ledger.takings(of: [CaseID("C-1"), CaseID("C-2")]) == [CaseID("C-1"): first, CaseID("C-2"): second])
    }
  }

  @Test("of many at once one gets the task", arguments: LedgerMaker.allCases)
  func race(maker: LedgerMaker) async throws {
    try await maker.withRouting { ledger async throws in
      let results = try await withThrowingTaskGroup(of: AssignmentResult.self) { group in
        for number in 0..<20 {
          group.addTask { try await ledger.assign(assignment(work(1), "account:u\(number)"), limit: 1, replacing: nil, noting: [note(.workAssigned)]) }
        }
        var results: [AssignmentResult] = []
        for try await result in group { results.append(result) }
        return results
      }
      let holder = try #require(try await ledger.openAssignments().first?.person)
      #expect(results.filter { $0 == .made }.count == 1)
      #expect(results.filter { $0 == .held(by: holder) }.count == 19)
      #expect(try await ledger.auditHead()?.number == 1)
    }
  }
}

/// What a desk that is started again finds.
@Suite("Routing in a file")
struct RoutingFileTests {
  @Test func `who works on what is there when the file is opened again`() async throws {
    try await withFolder { folder in
      let held = Assignment(work: WorkID(CaseID("C-1"), TaskID("k4")), person: "account:li", channel: .phone, at: morning, by: "account:lead")
      let team = Team(id: "night", name: "夜班", queues: ["agents"], members: ["account:li": ["x"]])
      let there = Presence(person: "account:li", name: "李", status: .busy, capacity: [.phone: 2], since: morning)
      do {
        let ledger = try SQLiteLedger(path: folder + "/ledger.db")
        _ = try await ledger.addTeam(team, noting: [])
        try await ledger.putPresence(there)
        #expect(try await ledger.assign(held, limit: 1, replacing: nil, noting: []) == .made)
        try ledger.close()
      }
      let again = try SQLiteLedger(path: folder + "/ledger.db")
      #expect(try await again.listTeams() == [team])
      #expect(try await again.listPresences() == [there])
      #expect(try await again.openAssignments() == [held])
    }
  }
}

extension LedgerMaker {
  fileprivate func withRouting(_ use: (any RoutingLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
