/// What money effects have taken from budgets over many cases, as docs/data.md describes it.
enum BudgetsSchema {
  static let tables = """
    CREATE TABLE budget_claims (
      effect_key TEXT NOT NULL PRIMARY KEY,
      budget TEXT NOT NULL,
      period TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX budget_claims_by_budget ON budget_claims (budget, period, amount);
    """
}
