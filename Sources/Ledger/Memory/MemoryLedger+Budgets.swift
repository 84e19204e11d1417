public import Casework

/// What is taken of budgets, by the key of the effect that took it.
struct MemoryBudgets {
  private(set) var taken: [EffectKey: BudgetClaim] = [:]

  func taken(of budget: String, period: String) -> Int64 {
    taken.values.lazy.filter { $0.budget == budget && $0.period == period }.reduce(0) { $0 + $1.amount }
  }

  mutating func take(_ claim: BudgetClaim, for key: EffectKey) -> Bool {
    if taken[key] != nil { return true }
    guard claim.amount <= claim.most - taken(of: claim.budget, period: claim.period) else { return false }
    taken[key] = claim
    return true
  }

  mutating func giveBack(_ key: EffectKey) { taken[key] = nil }
}

extension MemoryLedger {
  public func takeBudget(_ claim: BudgetClaim, for key: EffectKey) -> Bool { budgets.take(claim, for: key) }
  public func giveBackBudget(for key: EffectKey) { budgets.giveBack(key) }
  public func budgetTaken(_ budget: String, period: String) -> Int64 { budgets.taken(of: budget, period: period) }
}
