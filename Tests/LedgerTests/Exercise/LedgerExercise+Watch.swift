import Casework
import Ledger
import Playbook
import Testing

extension LedgerExercise {
  private func watching(_ maker: LedgerMaker, _ use: (any WatchLedger) async throws -> Void) async throws {
    try await maker.withLedger { ledger in
      let store = try #require(ledger as? any WatchLedger)
      try await store.watchRule("r", writing: "as it is")
      try await use(store)
    }
  }

  private func counted(_ id: String, minute: Int64, hit: Int? = nil) -> CountedCase {
    CountedCase(id: CaseID(id), key: "M-7", at: minutes(minute), hit: hit)
  }

  @Test("a step of a rule is stored whole, and by one desk only", arguments: LedgerMaker.allCases)
  func watchSteps(maker: LedgerMaker) async throws {
    try await watching(maker) { store in
      var step = WatchStep(rule: "r", from: 0, to: 5)
      step.counted[CaseID("C-1")] = ("m/M-7", counted("C-1", minute: 1))
      step.standings["m/M-7"] = RuleStanding(hit: 1, name: "watch:r", parent: nil, awaits: true, isLive: true)
      #expect(try await store.storeWatch(step))
      #expect(try await store.watchedRules().map(\.position) == [5])
      var late = WatchStep(rule: "r", from: 0, to: 6)
      late.counted[CaseID("C-2")] = ("m/M-7", counted("C-2", minute: 2))
      #expect(try await !store.storeWatch(late))
      #expect(try await store.countedCase(CaseID("C-2"), of: "r") == nil)
      #expect(try await store.standing(of: "r", subject: "m/M-7").name == "watch:r")
      #expect(try await store.standing(of: "r", subject: "m/other") == RuleStanding())
      // The same rule again goes on; written otherwise it counts anew.
      try await store.watchRule("r", writing: "as it is")
      #expect(try await store.watchedRules().map(\.position) == [5])
      try await store.watchRule("r", writing: "otherwise")
      #expect(try await store.watchedRules().map(\.position) == [0])
      #expect(try await store.countedCase(CaseID("C-1"), of: "r") == nil)
    }
  }

  @Test("cases of hits are found until they were told", arguments: LedgerMaker.allCases)
  func watchHits(maker: LedgerMaker) async throws {
    try await watching(maker) { store in
      var step = WatchStep(rule: "r", from: 0, to: 5)
      for (number, hit) in [(1, nil), (2, 1), (3, 1), (4, 2)] as [(Int64, Int?)] {
        step.counted[CaseID("C-\(number)")] = ("m/M-7", counted("C-\(number)", minute: number, hit: hit))
      }
      step.passed = [CaseID("C-4")]
      #expect(try await store.storeWatch(step))
      let untold = UntoldHit(rule: "r", subject: "m/M-7", key: "M-7", hit: 1, cases: [CaseID("C-2"), CaseID("C-3")])
      #expect(try await store.untoldHits(limit: 9) == [untold])
      try await store.markTold([CaseID("C-2")], of: "r")
      #expect(try await store.untoldHits(limit: 9).map(\.cases) == [[CaseID("C-3")]])
      func found(_ live: Int?, after: Int64) async throws -> [String] {
        try await store.countedCases(of: "r", subject: "m/M-7", after: minutes(after), live: live).map(\.id.text)
      }
      #expect(try await found(nil, after: 0) == ["C-1"])
      #expect(try await found(1, after: 0) == ["C-1", "C-2", "C-3"])
      #expect(try await found(1, after: 2) == ["C-3"])
      #expect(try await store.countedCases(of: "r", subject: "m/M-7", hit: 1).map(\.id.text) == ["C-2", "C-3"])
      let subjects = try await store.countedSubjects(of: "r", after: minutes(0))
      #expect(subjects == ["m/M-7": "M-7"])
      #expect(try await store.watchedSubjects(of: "r", limit: 9).map(\.cases) == [4])
      // Counted again in the same hit, what was told stays told.
      var again = WatchStep(rule: "r", from: 5, to: 6)
      again.counted[CaseID("C-2")] = ("m/M-7", counted("C-2", minute: 2, hit: 1))
      again.gone = [CaseID("C-1")]
      #expect(try await store.storeWatch(again))
      #expect(try await store.untoldHits(limit: 9).map(\.cases) == [[CaseID("C-3")]])
      #expect(try await store.countedCase(CaseID("C-1"), of: "r") == nil)
    }
  }

  @Test("T-14 orders are counted once, by merchant and day", arguments: LedgerMaker.allCases)
  func countedOrders(maker: LedgerMaker) async throws {
    try await watching(maker) { store in
      let day = DayCount().day(of: morning)
      let orders = [("1", "M-7", 0), ("2", "M-7", 1), ("2", "M-7", 1), ("3", "M-7", 24 * 60), ("4", "M-8", 0)]
        .map { CountedOrder(id: $0.0, merchant: $0.1, at: minutes(Int64($0.2))) }
      let merchants = try await store.countOrders(orders)
      #expect(merchants == ["M-7", "M-8"])
      let again = try await store.countOrders(orders)
      #expect(again.isEmpty)
      let counts = try await store.orderCounts(of: "M-7", days: day...(day + 1))
      #expect(counts == [day: 2, day + 1: 1])
      let others = try await store.orderCounts(of: "M-8", days: (day + 1)...(day + 2))
      #expect(others.isEmpty)
    }
  }
}
