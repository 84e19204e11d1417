public import Casework

/// Budgets over many cases: what a money effect takes when it goes out, and gives back when its money is taken back.
///
/// A claim is taken by its key, so that the same effect handed over again takes nothing more. Both verbs are durable when they return.
public protocol Budgets: Sendable {
  /// Takes a claim if the budget of its period still has as much.
  /// - Returns: whether it is taken, now or before; false changes nothing.
  func takeBudget(_ claim: BudgetClaim, for key: EffectKey) async throws(LedgerError) -> Bool
  /// Gives back what was taken for an effect; nothing when nothing was.
  func giveBackBudget(for key: EffectKey) async throws(LedgerError)
  /// What is taken of a budget in a period.
  func budgetTaken(_ budget: String, period: String) async throws(LedgerError) -> Int64
}
