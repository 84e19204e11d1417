import Casework
import Ledger
import Testing

extension LedgerExercise {
  private func claim(_ amount: Int64, period: String = "2026-01-05") -> BudgetClaim {
    BudgetClaim(budget: "grocery/give-points", period: period, amount: amount, most: 100)
  }

  @Test("C-02 a budget over all cases is never overdrawn, and takes the same effect once", arguments: LedgerMaker.allCases)
  func budget(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      #expect(try await ledger.takeBudget(claim(60), for: EffectKey("C-1/s1/1/1")))
      #expect(try await ledger.takeBudget(claim(60), for: EffectKey("C-1/s1/1/1")), "handed over again")
      #expect(try await ledger.takeBudget(claim(41), for: EffectKey("C-2/s1/1/1")) == false)
      #expect(try await ledger.takeBudget(claim(40), for: EffectKey("C-2/s1/1/1")))
      #expect(try await ledger.budgetTaken("grocery/give-points", period: "2026-01-05") == 100)
      #expect(try await ledger.takeBudget(claim(100, period: "2026-01-06"), for: EffectKey("C-3/s1/1/1")), "another day")
      try await ledger.giveBackBudget(for: EffectKey("C-1/s1/1/1"))
      try await ledger.giveBackBudget(for: EffectKey("C-9/s1/1/1"))
      #expect(try await ledger.takeBudget(claim(60), for: EffectKey("C-4/s1/1/1")))
    }
  }

  @Test("C-02 of many who ask at once, no more get it than there is", arguments: LedgerMaker.allCases)
  func budgetAtOnce(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let claim = claim(30)
      let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<40 { group.addTask { try await ledger.takeBudget(claim, for: EffectKey("C-\(number)/s1/1/1")) } }
        return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
      }
      #expect(taken == 3)
      #expect(try await ledger.budgetTaken("grocery/give-points", period: "2026-01-05") == 90)
    }
  }
}
