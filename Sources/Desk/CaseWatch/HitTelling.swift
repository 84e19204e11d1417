import Casework
import Ledger
import Playbook

/// Carries a hit out: opens the case that the rule asks for or finds it, tells it what was counted, and ties the cases to it.
///
/// Every signal's name is made of the hit: carried out twice, by another desk or after a crash, it changes nothing.
struct HitTelling: Sendable {
  let rule: CaseRule
  let ledger: any Ledger
  let store: any WatchLedger
  let shelf: PlaybookShelf
  let writer: Writer

  func carryOut(_ hit: UntoldHit) async throws(DeskError) {
    do {
      if let parent = try await parent(of: hit) { try await link(hit.cases, to: parent) }
      try await store.markTold(hit.cases, of: hit.rule)
    } catch let error as LedgerError { throw .ledger(error) } catch let error as DeskError { throw error } catch { return }
  }

  /// - Returns: nil for a hit that was followed by another before its last cases were told: what it opened is closed and can't be found by name.
  private func parent(of hit: UntoldHit) async throws -> CaseID? {
    let standing = try await store.standing(of: hit.rule, subject: hit.subject)
    let cases = try await store.countedCases(of: hit.rule, subject: hit.subject, hit: hit.hit)
    guard standing.hit == hit.hit, let name = standing.name else { return try await earlierParent(of: cases) }
    let plan = try await shelf.currentPlan(of: rule.opens)
    let reports = try await reports(of: cases, key: hit.key, to: plan)
    let opening = Opening(playbook: rule.opens, version: plan.version, subject: hit.subject, channel: .online, facts: reports)
    let receipt = try await writer.take(.opening(opening, id: SignalID(name), sender: .platform))
    if receipt.wasAlreadyReceived { try await tell(reports, of: cases, to: receipt.caseID, name: name) }
    return receipt.caseID
  }

  private func earlierParent(of cases: [CountedCase]) async throws -> CaseID? {
    for one in cases {
      guard let links = try await ledger.readCase(one.id)?.links else { continue }
      for link in links where link.relation == .parent {
        if try await ledger.readCase(link.other)?.playbook == rule.opens { return link.other }
      }
    }
    return nil
  }

  private func reports(of cases: [CountedCase], key: String, to plan: Plan) async throws -> [FactReport] {
    var whole: Int?
    if rule.rate != nil, let last = cases.last {
      let day = DayCount().day(of: last.at)
      whole = try await store.orderCounts(of: key, days: (day - rule.days + 1)...day).values.reduce(0, +)
    }
    var last: Case?
    if let one = cases.last { last = try await ledger.readCase(one.id) }
    return rule.reports(of: cases, last: last, whole: whole, to: plan)
  }

  /// More cases have joined since the case was opened.
  private func tell(_ reports: [FactReport], of cases: [CountedCase], to parent: CaseID, name: String) async throws(DeskError) {
    guard !reports.isEmpty, let last = cases.last else { return }
    let id = SignalID("\(name):facts:\(cases.count):\(last.id)")
    do throws(DeskError) {
      _ = try await writer.take(.signal(Signal(id: id, caseID: parent, sender: .platform, content: .facts(reports))))
    } catch {
      // It was closed meanwhile: the cases are tied to it all the same.
      guard case .refused = error else { throw error }
    }
  }

  private func link(_ cases: [CaseID], to parent: CaseID) async throws(DeskError) {
    let pairs = cases.flatMap { [($0, parent, Linked.Relation.parent), (parent, $0, .child)] }
    let writer = writer
    // At once, so that they are one commit.
    let failure = await withTaskGroup(of: DeskError?.self) { group in
      for (id, other, relation) in pairs {
        group.addTask {
          let signal = Signal(id: SignalID("watch:link:\(id):\(other)"), caseID: id, sender: .platform, content: .link(other, relation))
          do throws(DeskError) { _ = try await writer.take(.signal(signal)) } catch { return error }
          return nil
        }
      }
      return await group.reduce(nil) { $0 ?? $1 }
    }
    if let failure { throw failure }
  }
}
