import Casework
import Foundation
import GRDB
import Ledger
import Playbook

/// An endpoint as its row has it.
extension WebhookEndpoint {
  init(_ row: Row) throws {
    let (id, words): (String, String) = (row["webhook_id"], row["kinds"])
    let kinds = try words.split(separator: " ").map { word -> StoredKind in
      guard let kind = StoredKind(rawValue: String(word)) else {
        throw LedgerError.unreadable("the webhook \(id) wants to hear of “\(word)”, which this program doesn't know")
      }
      return kind
    }
    let (reason, secret, oldSecret): (String?, Data, Data?) = (row["disabled_why"], row["secret"], row["old_secret"])
    let why = try reason.map { word -> Reason in
      guard let why = Reason(rawValue: word) else {
        throw LedgerError.unreadable("the webhook \(id) was disabled as “\(word)”, which this program doesn't know")
      }
      return why
    }
    var secrets = WebhookSecrets(current: Array(secret))
    if let oldSecret, let until = row.moment("old_secret_until") { secrets.old = WebhookSecrets.Old(bytes: Array(oldSecret), until: until) }
    var disabled: Disabling?
    if let at = row.moment("disabled_at") { disabled = Disabling(at: at, why: why ?? .byHand) }
    var failing: Failing?
    if let since = row.moment("failing_since") { failing = Failing(since: since, last: row.moment("failed_at") ?? since) }
    self.init(
      id: id, url: row["url"], kinds: Set(kinds), playbook: row["playbook"], sendsSummaries: row["summaries"],
      createdAt: Instant(milliseconds: row["created_at"]), createdBy: row["created_by"], origin: row["origin"], disabled: disabled, failing: failing,
      position: row["position"], secrets: secrets,
      revision: row["revision"])
  }

  /// By the names of columns.
  var columns: StatementArguments {
    let values: [String: (any DatabaseValueConvertible)?] = [
      "webhook_id": id, "url": url, "kinds": kinds.map(\.rawValue).sorted().joined(separator: " "), "playbook": playbook,
      "created_at": createdAt.milliseconds, "created_by": createdBy, "origin": origin, "disabled_at": disabled?.at.milliseconds,
      "disabled_why": disabled?.why.rawValue, "failing_since": failing?.since.milliseconds, "failed_at": failing?.last.milliseconds, "position": position,
      "secret": Data(secrets.current), "old_secret": secrets.old.map { Data($0.bytes) }, "old_secret_until": secrets.old?.until.milliseconds,
      "revision": revision, "summaries": sendsSummaries,
    ]
    return StatementArguments(values)
  }
}

extension WebhookDelivery {
  init(_ row: Row) throws {
    let (id, word): (String, String) = (row["delivery_id"], row["state"])
    guard let state = State(rawValue: word) else { throw LedgerError.unreadable("the delivery \(id) is “\(word)”, which this program doesn't know") }
    let caseID: String? = row["case_id"]
    self.init(
      number: row["number"], id: id, endpoint: row["webhook_id"], position: row["position"], caseID: caseID.map { CaseID($0) }, body: row["body"],
      madeAt: Instant(milliseconds: row["made_at"]), state: state, attempts: row["attempts"],
      last: row.moment("last_at").map { WebhookAttempt(at: $0, status: row["last_status"], error: row["last_error"], answer: row["last_answer"]) },
      nextAt: row.moment("next_at"), doneAt: row.moment("done_at"), holder: row["held_by"])
  }
}

extension Row {
  fileprivate func moment(_ column: String) -> Instant? {
    let milliseconds: Int64? = self[column]
    return milliseconds.map { Instant(milliseconds: $0) }
  }
}
