import Ledger
import LedgerSQLite

/// How often an account may change under somebody's hands before they are told.
private let tries = 20

/// Changes an account from the terminal and ends its sessions. Whoever changes it at the same time isn't overwritten: it is decided again on what they made of it.
/// - Throws: `Trouble` when there is no such account.
func changeAccount<Answer>(
  _ id: String, in ledger: SQLiteLedger, _ decide: (KeptAccount) async throws -> (kept: KeptAccount, notes: [AuditNote], answer: Answer)
) async throws -> Answer {
  for _ in 0..<tries {
    guard let kept = try await ledger.readAccount(id) else {
      throw Trouble(say("没有账号 \(id)：gendan account list。", "There is no account \(id): gendan account list."))
    }
    let decided = try await decide(kept)
    guard try await ledger.changeAccount(decided.kept, sessions: SessionChange(ending: .all), noting: decided.notes) else { continue }
    try ledger.close()
    return decided.answer
  }
  throw Trouble(say("账号 \(id) 正在被别人改，请再试一次。", "Others are changing the account \(id): try again."))
}
