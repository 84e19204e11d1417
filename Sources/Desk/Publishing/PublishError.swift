public import Ledger

/// Why a version wasn't proposed, approved or published. Nothing was changed, but for `interrupted`.
public enum PublishError: Error, Sendable {
  case shelf(ShelfError)
  /// No proposal, or no published version, begins with these characters.
  case unknownVersion(String)
  /// Several do.
  case ambiguousVersion(String, [String])
  /// The author can't approve what they wrote.
  case ownProposal(author: String)
  /// Nobody has approved it yet.
  case notApproved(version: String)
  /// Versions of this playbook are approved before they are published.
  case notProposed(playbook: String)
  /// What was approved is understood otherwise by this program: it has to be looked at again.
  case approvedOtherwise(version: String)
  /// A name is needed.
  case nameless
  /// It is the first version, or was taken back already.
  case nothingToUndo(playbook: String)
  case ledger(LedgerError)
  case desk(DeskError)
}
