import Casework
import Desk
import Ledger
import Playbook

/// What addresses ask the desk for; what goes wrong is told as a problem.
extension Desk {
  /// The state and the plan of the case that the path names, which is about to be told something.
  func found(_ visit: Visit) async throws -> (Case, Plan) {
    let state = try await known(visit.caseID) { id throws(LedgerError) in try await readToTell(id) }
    do throws(DeskError) { return (state, try await shelf.plan(version: state.version)) } catch { throw Problem(error, nil) }
  }

  /// The same with everything that is needed to tell of it.
  func file(_ visit: Visit) async throws -> CaseFile { try await file(of: visit.caseID, visit) }

  /// The same of a case that isn't the path's.
  func file(of id: CaseID, _ visit: Visit) async throws -> CaseFile {
    do throws(DeskError) { return try await CaseFile(id, in: ledger, shelf: shelf, language: visit.language) } catch {
      if case .refused(.noSuchCase) = error { throw await Problem.noCase(id, in: ledger) }
      throw Problem(error, nil)
    }
  }

  /// - Throws: `Problem`: that it was archived, or never was.
  func state(of id: CaseID) async throws -> Case { try await known(id) { id throws(LedgerError) in try await ledger.readCase(id) } }

  private func known(_ id: CaseID, _ read: (CaseID) async throws(LedgerError) -> Case?) async throws -> Case {
    let state: Case?
    do throws(LedgerError) { state = try await read(id) } catch { throw Problem(error) }
    guard let state else { throw await Problem.noCase(id, in: ledger) }
    return state
  }

  /// The plans that new cases start under; without those that can't be read.
  func plans() async throws -> [Plan] {
    do throws(DeskError) { return try await currentPlans() } catch { throw Problem(error, nil) }
  }
}
