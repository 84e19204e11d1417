import Casework
import Ledger

/// Gives back to budgets what was taken for money that came back or never went.
///
/// What it hasn't given back when the desk dies stays taken: a budget may be used less than it allows, never more.
final class BudgetKeeper: Sendable {
  private let ledger: any Ledger
  private let noticed: Audience<DeskNotice>
  private let keys: AsyncStream<EffectKey>
  private let waiting: AsyncStream<EffectKey>.Continuation

  init(ledger: any Ledger, noticed: Audience<DeskNotice>) {
    self.ledger = ledger
    self.noticed = noticed
    (keys, waiting) = AsyncStream.makeStream()
  }

  func saw(_ event: Event) {
    guard case .posted(let posted) = event.kind, posted.kind == .reverse, let key = posted.effect else { return }
    waiting.yield(key)
  }

  /// Until the task is cancelled.
  func run() async {
    for await key in keys {
      do throws(LedgerError) { try await ledger.giveBackBudget(for: key) } catch { noticed.tell(.ledgerTrouble(error)) }
    }
  }
}
