import Ledger
public import Playbook

extension Desk {
  /// The plans that new cases start under, by playbook in order; without those that can't be read.
  /// - Throws: `DeskError.ledger` when the ledger can't be asked: what isn't there now may be there.
  public func currentPlans() async throws(DeskError) -> [Plan] {
    let published: [PublishedPlaybook]
    do throws(LedgerError) { published = try await ledger.listPlaybooks() } catch { throw .ledger(error) }
    var plans: [Plan] = []
    for one in published {
      if let plan = try await shelf.readablePlan(version: one.version) { plans.append(plan) }
    }
    return plans
  }
}
