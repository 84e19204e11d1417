import Casework
import Desk
import Ledger
import Playbook

/// Counts how often somebody has registered before, from the register of parties (T-10).
struct EarlierCases: Sendable {
  /// Nobody registers so often; who does is repeated enough.
  private static let most = 1_000
  private static let pageSize = 100

  let desk: Desk
  let keeper: RegisterKeeper

  /// Cases of the same playbook and person that began within `span` before `now`. Several problems of one registration count once.
  ///
  /// - Parameter joined: the case that is joined; it isn't an earlier one.
  /// - Returns: nil while the register is far behind, as it is after a restore: a number that is too small would be taken for true.
  func count(_ person: PersonID, _ party: Party.ID, playbook: String, within span: TimeAmount, before now: Instant, except joined: CaseID?) async throws
    -> Int?
  {
    do throws(DeskError) { guard try await keeper.readOn() else { return nil } } catch { throw Problem(error, nil) }
    let since = Instant(milliseconds: now.milliseconds - span.seconds * 1_000)
    var filter = RegisterFilter(register: BuiltInRegister.parties.rawValue, limit: Self.pageSize)
    (filter.person, filter.party) = (person, party)
    var ids: Set<CaseID> = []
    while ids.count < Self.most {
      let rows: [RegisterRow]
      do throws(DeskError) { rows = try await keeper.listAsItStands(filter) } catch { throw Problem(error, nil) }
      let recent = rows.filter { $0.openedAt >= since }
      ids.formUnion(recent.map(\.caseID))
      guard recent.count == Self.pageSize, let last = recent.last else { break }
      filter.before = last.place
    }
    let wanted = ids.sorted()
    let cases = try await Problem.telling { try await desk.ledger.readCases(wanted) }
    let counted = cases.filter { id, state in
      state.playbook == playbook && id != joined
        && !state.links.contains { $0.relation == .parent && (cases[$0.other]?.playbook == playbook || $0.other == joined) }
    }
    return counted.count
  }
}
