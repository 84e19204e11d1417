import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with deadlines and samples: one suite, run for each `LedgerMaker`.
@Suite("Deadline exercise")
struct DeadlineExercise {
  private func row(
    _ number: Int, _ rule: String = "reply", origin: Int = 1, due: Int64? = 30, warn: Int64? = nil, isPaused: Bool = false, end: CaseDeadline.End? = nil
  ) -> DeadlineRow {
    DeadlineRow(
      caseID: CaseID("C-\(number)"), rule: rule, origin: origin, playbook: "shop", from: morning, due: due.map { minutes($0) },
      warnAt: warn.map { minutes($0) }, isPaused: isPaused, end: end)
  }

  private func kept(_ number: Int, events: Int = 1, _ rows: [DeadlineRow], _ samples: [FigureSample] = []) -> KeptTimes {
    KeptTimes(caseID: CaseID("C-\(number)"), playbook: "shop", events: events, deadlines: rows, samples: samples)
  }

  private func at(_ minute: Int64, plus milliseconds: Int64 = 0) -> Instant { Instant(milliseconds: minutes(minute).milliseconds + milliseconds) }

  @Test("T-02 rows are kept with the place in the record, by one reader at a time", arguments: LedgerMaker.allCases)
  func reading(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      #expect(try await ledger.deadlinePosition() == 0)
      #expect(try await ledger.keepDeadlines([kept(1, [row(1), row(1, "solve", due: nil, isPaused: true)]), kept(2, [row(2)])], from: 0, to: 4))
      #expect(try await ledger.deadlinePosition() == 4)
      #expect(try await !ledger.keepDeadlines([kept(1, [])], from: 0, to: 5), "another one has read that")
      #expect(try await ledger.deadlines(of: CaseID("C-1")).map(\.rule) == ["reply", "solve"])
      let other = row(1, due: 45, warn: 40)
      #expect(try await ledger.keepDeadlines([kept(1, events: 3, [other])], from: 4, to: 5))
      let rows = try await ledger.deadlines(of: CaseID("C-1"))
      #expect(rows == [other.kept(number: 1, warnedAt: nil, missedAt: nil)], "a row keeps its number, and what isn't there any more is gone")
      try await ledger.keepDeadlines(kept(1, events: 2, [row(1, due: 99)]))
      #expect(try await ledger.deadlines(of: CaseID("C-1")) == rows, "worked out from fewer events")
      try await ledger.keepDeadlines(kept(1, events: 3, [row(1, due: 50)]))
      #expect(try await ledger.deadlines(of: CaseID("C-1")).map(\.due) == [minutes(50)])
    }
  }

  @Test("T-03 what is to be told is told once, and stays told when the row changes", arguments: LedgerMaker.allCases)
  func telling(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      #expect(try await ledger.nextDeadlineMoment() == nil)
      let rows = [row(1, due: 30, warn: 20), row(1, "late", due: 10, end: .met(minutes(12))), row(1, "done", due: 10, end: .met(minutes(10)))]
      _ = try await ledger.keepDeadlines([kept(1, rows), kept(2, [row(2, due: nil, warn: 5, isPaused: true)])], from: 0, to: 1)
      #expect(try await ledger.nextDeadlineMoment() == at(10, plus: 2001), "in time is up to the last moment, stored a moment later")
      #expect(try await ledger.deadlinesToTell(at: at(10), limit: 9).isEmpty)
      #expect(try await ledger.deadlinesToTell(at: at(20), limit: 9).map(\.rule) == ["late", "reply"])
      #expect(try await ledger.deadlinesToTell(at: at(20), limit: 1).map(\.rule) == ["late"])
      #expect(try await ledger.markTold(.miss, of: rows[1].id, at: at(20)))
      #expect(try await !ledger.markTold(.miss, of: rows[1].id, at: at(21)), "once")
      #expect(try await ledger.markTold(.warning, of: rows[0].id, at: at(20)))
      #expect(try await !ledger.markTold(.warning, of: rows[0].id, at: at(20)))
      #expect(try await !ledger.markTold(.warning, of: DeadlineID(caseID: CaseID("C-9"), rule: "x", origin: 1), at: at(20)))
      #expect(try await ledger.nextDeadlineMoment() == at(30, plus: 2001))
      try await ledger.keepDeadlines(kept(1, events: 2, [row(1, due: 60, warn: 50), rows[1]]))
      let told = try await ledger.deadlines(of: CaseID("C-1"))
      #expect(told.map(\.warnedAt) == [at(20), nil] && told.map(\.missedAt) == [nil, at(20)])
      #expect(try await ledger.nextDeadlineMoment() == at(60, plus: 2001), "a warning isn't given twice")
    }
  }

  @Test("what a row brings as told isn't told, and what was told before stays", arguments: LedgerMaker.allCases)
  func toldElsewhere(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      let silent = row(1, due: 10).kept(number: 0, warnedAt: nil, missedAt: minutes(50))
      _ = try await ledger.keepDeadlines([kept(1, [silent, row(1, "late", due: 20)])], from: 0, to: 1)
      #expect(try await ledger.deadlinesToTell(at: at(60), limit: 9).map(\.rule) == ["late"])
      _ = try await ledger.markTold(.miss, of: row(1, "late").id, at: at(60))
      let again = row(1, "late", due: 20).kept(number: 0, warnedAt: nil, missedAt: minutes(70))
      try await ledger.keepDeadlines(kept(1, events: 2, [row(1, due: 10), again]))
      #expect(try await ledger.deadlines(of: CaseID("C-1")).map(\.missedAt) == [minutes(50), at(60)])
    }
  }

  @Test("the list says how each stands at a moment, newest first, page by page", arguments: LedgerMaker.allCases)
  func listing(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      let rows = [
        row(1, "running", due: 30, warn: 20), row(1, "warned", due: 30, warn: 5), row(1, "missed", due: 9), row(1, "paused", due: nil, isPaused: true),
        row(1, "met", due: 30, end: .met(minutes(8))), row(1, "late", due: 5, end: .met(minutes(8))), row(1, "lapsed", due: 30, end: .lapsed(minutes(8))),
        row(1, "last", due: 10), row(1, "never", due: nil),
      ]
      _ = try await ledger.keepDeadlines([kept(1, rows)], from: 0, to: 1)
      func listed(_ standing: CaseDeadline.Standing?, _ change: (inout DeadlineFilter) -> Void = { _ in }) async throws -> [String] {
        var filter = DeadlineFilter(at: at(10))
        filter.standings = standing.map { [$0] }
        change(&filter)
        return try await ledger.listDeadlines(filter).map(\.rule)
      }
      let expected: [CaseDeadline.Standing: [String]] = [
        .running: ["never", "last", "running"], .warned: ["warned"], .breached: ["late", "missed"], .paused: ["paused"], .met: ["met"], .lapsed: ["lapsed"],
      ]
      for standing in CaseDeadline.Standing.allCases {
        #expect(try await listed(standing) == expected[standing], "\(standing)")
      }
      #expect(try await listed(nil) == rows.map(\.rule).reversed())
      #expect(try await listed(nil) { $0.standings = [.met, .lapsed] } == ["lapsed", "met"])
      #expect(try await listed(nil) { $0.standings = [.running, .warned, .paused] } == ["never", "last", "paused", "warned", "running"])
      #expect(try await listed(nil) { $0.standings = [.paused, .met] } == ["met", "paused"])
      #expect(try await listed(nil) { $0.standings = [] }.isEmpty)
      #expect(try await listed(nil) { $0.rule = "paused" } == ["paused"])
      #expect(try await listed(nil) { $0.playbook = "other" }.isEmpty)
      #expect(try await listed(nil) { $0.dueBefore = minutes(10) } == ["late", "missed"])
      #expect(try await listed(.running) { $0.before = 8 } == ["running"])
      var short = DeadlineFilter(at: at(10), limit: 2)
      let first = try await ledger.listDeadlines(short)
      short.before = first.last?.number
      #expect(first.map(\.rule) == ["never", "last"])
      #expect(try await ledger.listDeadlines(short).map(\.rule) == ["lapsed", "late"])
      for row in try await ledger.listDeadlines(DeadlineFilter(at: at(10))) {
        let standing = row.standing(at: at(10))
        #expect(expected[standing]?.contains(row.rule) == true, "\(row.rule) is \(standing)")
      }
      #expect(try await ledger.earliestDeadlines(of: [CaseID("C-1"), CaseID("C-2")]) == [CaseID("C-1"): minutes(9)])
    }
  }

  @Test("T-02 what is over within a span and hasn't ended, by when it is", arguments: LedgerMaker.allCases)
  func overInSpan(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      let rows = [
        row(1, "third", due: 30), row(1, "first", due: 10), row(1, "done", due: 20, end: .met(minutes(8))), row(1, "still", due: nil, isPaused: true),
        row(1, "second", due: 20), row(1, "also second", due: 20),
      ]
      _ = try await ledger.keepDeadlines([kept(1, rows)], from: 0, to: 1)
      func found(_ from: Int64, _ before: Int64, latestFirst: Bool = false, limit: Int = 9) async throws -> [String] {
        try await ledger.openDeadlines(DueSpan(from: minutes(from), before: minutes(before), latestFirst: latestFirst, limit: limit)).map(\.rule)
      }
      #expect(try await found(0, 99) == ["first", "second", "also second", "third"])
      #expect(try await found(10, 30) == ["first", "second", "also second"], "the end isn't in it")
      #expect(try await found(0, 99, latestFirst: true) == ["third", "also second", "second", "first"])
      #expect(try await found(0, 99, latestFirst: true, limit: 1) == ["third"])
      #expect(try await found(0, 99, limit: 0).isEmpty)
      #expect(try await found(31, 99).isEmpty)
      let ends = DueSpan(from: Instant(milliseconds: .min), before: Instant(milliseconds: .max), limit: 2)
      #expect(try await ledger.openDeadlines(ends).map(\.rule) == ["first", "second"])
    }
  }

  @Test("T-20 samples of a case are replaced, and added up by playbook, figure and time", arguments: LedgerMaker.allCases)
  func figures(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      func sample(_ figure: String, _ value: Double, at minute: Int64 = 0, origin: Int = 0) -> FigureSample {
        FigureSample(figure: figure, origin: origin, at: minutes(minute), value: value)
      }
      #expect(try await ledger.tallyFigures(of: "shop", from: minutes(0), to: minutes(9)).isEmpty)
      _ = try await ledger.keepDeadlines(
        [kept(1, [], [sample("solved", 100), sample("kept", 0, origin: 3)]), kept(2, [], [sample("solved", 0, at: 8), sample("kept", 100, at: 9)])], from: 0,
        to: 1)
      let tallies = try await ledger.tallyFigures(of: "shop", from: minutes(0), to: minutes(9))
      #expect(tallies == ["solved": FigureTally(count: 2, sum: 100), "kept": FigureTally(count: 1, sum: 0)], "the end isn't in it")
      #expect(tallies["solved"]?.mean == 50 && FigureTally(count: 0, sum: 0).mean == nil)
      #expect(try await ledger.tallyFigures(of: "other", from: minutes(0), to: minutes(9)).isEmpty)
      _ = try await ledger.keepDeadlines([kept(1, events: 2, [], [sample("solved", 0)])], from: 1, to: 2)
      #expect(
        try await ledger.tallyFigures(of: "shop", from: minutes(0), to: minutes(10)) == [
          "solved": FigureTally(count: 2, sum: 0), "kept": FigureTally(count: 1, sum: 100),
        ])
    }
  }

  @Test("T-20 samples are added up by what their cases were about", arguments: LedgerMaker.allCases)
  func classes(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      func times(_ number: Int, _ value: Double, events: Int = 1, playbook: String = "shop", _ classes: [String: String]) -> KeptTimes {
        KeptTimes(
          caseID: CaseID("C-\(number)"), playbook: playbook, events: events, deadlines: [],
          samples: [FigureSample(figure: "solved", origin: 0, at: minutes(number == 9 ? 9 : 0), value: value)],
          classes: Set(classes.map { FigureClassValue(fact: $0.key, value: $0.value) }))
      }
      func found() async throws -> [FigureClassValue: [String: FigureTally]] {
        try await ledger.tallyClasses(of: "shop", from: minutes(0), to: minutes(9))
      }
      #expect(try await found().isEmpty)
      let cases = [
        times(1, 100, ["class": "food", "kind": "late"]), times(2, 0, ["class": "food"]), times(3, 100, [:]),
        times(4, 100, playbook: "other", ["class": "food"]), times(9, 100, ["class": "food"]),
      ]
      _ = try await ledger.keepDeadlines(cases, from: 0, to: 1)
      let (food, late) = (FigureClassValue(fact: "class", value: "food"), FigureClassValue(fact: "kind", value: "late"))
      #expect(try await found() == [food: ["solved": FigureTally(count: 2, sum: 100)], late: ["solved": FigureTally(count: 1, sum: 100)]])
      // What a case was about may be seen otherwise later.
      _ = try await ledger.keepDeadlines([times(1, 100, events: 2, ["class": "manner"])], from: 1, to: 2)
      let manner = FigureClassValue(fact: "class", value: "manner")
      #expect(try await found() == [food: ["solved": FigureTally(count: 1, sum: 0)], manner: ["solved": FigureTally(count: 1, sum: 100)]])
    }
  }

  @Test("a rebuild has everything worked out again, and keeps what was told", arguments: LedgerMaker.allCases)
  func rebuild(maker: LedgerMaker) async throws {
    try await maker.withDeadlines { ledger async throws in
      _ = try await ledger.keepDeadlines([kept(1, events: 9, [row(1)])], from: 0, to: 7)
      _ = try await ledger.markTold(.miss, of: row(1).id, at: at(31))
      _ = try await (ledger as? any Ledger)?.rebuild()
      #expect(try await ledger.deadlinePosition() == 0)
      _ = try await ledger.keepDeadlines([kept(1, events: 2, [row(1, due: 40)])], from: 0, to: 1)
      #expect(try await ledger.deadlines(of: CaseID("C-1")) == [row(1, due: 40).kept(number: 1, warnedAt: nil, missedAt: at(31))])
    }
  }
}

extension LedgerMaker {
  fileprivate func withDeadlines(_ use: (any DeadlineLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
