import Casework
import Ledger
import Playbook

extension Dispatcher {
  /// How long to wait when the ledger can't say what is left.
  private static let lookAgainAfter = TimeAmount(seconds: 5)

  /// Whether what the effect costs is left in its budget: then it is taken. Else the effect doesn't go out, and its case is told.
  func passesBudget(_ claimed: ClaimedEffect) async -> Bool {
    let effect = claimed.effect
    guard let claim = effect.budget else { return true }
    do throws(LedgerError) {
      if try await ledger.takeBudget(claim, for: effect.receiverKey) { return true }
      let words = await language(of: claimed)
        .words("预算 \(claim.budget)（\(claim.period)）已用完", "the budget \(claim.budget) of \(claim.period) is used up")
      await bring(EffectReport(outcome: HeldBackAnswer.overLimit, detail: words), on: claimed)
    } catch {
      noticed.tell(.ledgerTrouble(error))
      await giveBack(claimed, dueAt: clock.now() + Self.lookAgainAfter)
    }
    return false
  }
}
