import Casework
import Desk
import Ledger

extension Problem {
  /// Why a case isn't there: it was taken out into an archive, or never was.
  static func noCase(_ id: CaseID, in ledger: any Ledger) async -> Problem {
    let archived: ArchivedCase?
    do throws(LedgerError) { archived = try await (ledger as? any ArchiveLedger)?.archivedCase(id) } catch { return Problem(error) }
    guard let archived else { return Problem(DeskError.refused(.noSuchCase(id)), nil) }
    return Problem(
      kind: .gone,
      detail: .init(
        "工单 \(id) 已归档，在归档 \(archived.archive) 里；要看就请管理员放回（gendan restore）。",
        "Case \(id) was archived and is in the archive \(archived.archive): ask an administrator to put it back (gendan restore)."))
  }
}
