import Desk
import Ledger
import Playbook

/// For people who write playbooks: what is checked, kept, tried and proposed. Nothing here touches a case, but publishing.
struct StudioDoor: Sendable {
  let desk: Desk
  let drafts: any DraftLedger
  let benches: Workbenches
  let clock: @Sendable () -> Instant

  /// The record of versions beside the shelf. - Throws: `Problem` where the ledger keeps none.
  func versions() throws(Problem) -> any Ledger & VersionLedger {
    guard let versions = desk.ledger as? any Ledger & VersionLedger else { throw .internalError }
    return versions
  }

  func publisher() throws(Problem) -> Publisher { Publisher(desk: desk, ledger: try versions()) }

  /// Who it is in the record of versions: the log-in name. Two accounts may be called the same, and that nobody approves what they wrote must not hang on it.
  static func name(_ caller: Caller) -> String { PersonName.text(caller.id) }
}
