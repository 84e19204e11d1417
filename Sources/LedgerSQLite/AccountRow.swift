import Foundation
import GRDB
import Ledger
import Playbook

/// An account as its row has it.
extension KeptAccount {
  init(_ row: Row) throws {
    let (id, word): (String, String) = (row["account_id"], row["role"])
    guard let role = Role(rawValue: word) else { throw LedgerError.unreadable("the account \(id) has the role \(word), which this program doesn't know") }
    func moment(_ column: String) -> Instant? {
      let milliseconds: Int64? = row[column]
      return milliseconds.map { Instant(milliseconds: $0) }
    }
    let account = DeskAccount(
      id: id, name: row["name"], role: role, createdAt: Instant(milliseconds: row["created_at"]), createdBy: row["created_by"],
      disabledAt: moment("disabled_at"), mustChangePassword: row["must_change_password"])
    guard let account else { throw LedgerError.unreadable("the account \(id) has a name that can't be") }
    let (salt, digest): (Data, Data) = (row["salt"], row["digest"])
    let secret: Data? = row["totp_secret"]
    let (step, isConfirmed): (Int64?, Bool?) = (row["totp_step"], row["totp_confirmed"])
    self.init(
      account: account,
      password: KeptPassword(
        salt: Array(salt), rounds: row["rounds"], blockSize: row["block_size"], parallelism: row["parallelism"], digest: Array(digest)),
      passwordUntil: moment("password_until"),
      totp: secret.map { TOTPState(secret: Array($0), lastStep: step ?? 0, isConfirmed: isConfirmed ?? false) },
      failures: row["failures"], lockedUntil: moment("locked_until"), revision: row["revision"])
  }

  /// By the names of columns.
  var columns: StatementArguments {
    let values: [String: (any DatabaseValueConvertible)?] = [
      "account_id": account.id, "name": account.name, "role": account.role.rawValue, "created_at": account.createdAt.milliseconds,
      "created_by": account.createdBy, "disabled_at": account.disabledAt?.milliseconds, "must_change_password": account.mustChangePassword,
      "password_until": passwordUntil?.milliseconds, "salt": Data(password.salt), "rounds": password.rounds, "block_size": password.blockSize,
      "parallelism": password.parallelism, "digest": Data(password.digest), "totp_secret": totp.map { Data($0.secret) }, "totp_step": totp?.lastStep,
      "totp_confirmed": totp?.isConfirmed, "failures": failures, "locked_until": lockedUntil?.milliseconds, "revision": revision,
    ]
    return StatementArguments(values)
  }
}

extension KeptSession {
  init(_ row: Row) {
    let digest: Data = row["digest"]
    self.init(
      digest: Array(digest), account: row["account_id"], createdAt: Instant(milliseconds: row["created_at"]), seenAt: Instant(milliseconds: row["seen_at"]),
      expiresAt: Instant(milliseconds: row["expires_at"]))
  }
}
