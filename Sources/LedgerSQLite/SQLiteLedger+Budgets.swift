public import Casework
import GRDB
public import Ledger

extension SQLiteLedger {
  public func takeBudget(_ claim: BudgetClaim, for key: EffectKey) async throws(LedgerError) -> Bool {
    // One statement asks how much is left and takes it: there is no moment at which two effects see the same rest.
    let sql = """
      INSERT INTO budget_claims (effect_key, budget, period, amount)
      SELECT :key, :budget, :period, :amount
      WHERE :amount <= :most - (SELECT coalesce(sum(amount), 0) FROM budget_claims WHERE budget = :budget AND period = :period)
      ON CONFLICT (effect_key) DO NOTHING
      """
    let arguments: StatementArguments = [
      "key": key.text, "budget": claim.budget, "period": claim.period, "amount": claim.amount, "most": claim.most,
    ]
    return try await write { db in
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM budget_claims WHERE effect_key = ?)"), arguments: [key.text]) ?? false
    }
  }

  public func giveBackBudget(for key: EffectKey) async throws(LedgerError) {
    try await write { db in try db.cachedStatement(sql: "DELETE FROM budget_claims WHERE effect_key = ?").execute(arguments: [key.text]) }
  }

  public func budgetTaken(_ budget: String, period: String) async throws(LedgerError) -> Int64 {
    let sql = "SELECT coalesce(sum(amount), 0) FROM budget_claims WHERE budget = ? AND period = ?"
    return try await read { db in try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: [budget, period]) ?? 0 }
  }
}
