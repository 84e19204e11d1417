public import Casework
import Ledger
import Playbook

/// Works out from the record what cases say of time.
struct TimesReading: Sendable {
  let ledger: any Ledger
  let shelf: PlaybookShelf

  struct Found: Sendable {
    let caseID: CaseID
    let plan: Plan
    /// How many events it was worked out from.
    let events: Int
    let times: CaseTimes

    /// As it is kept.
    func kept(at now: Instant) -> KeptTimes {
      KeptTimes(
        caseID: caseID, playbook: plan.id, events: events, deadlines: times.deadlines.map { DeadlineRow($0, of: caseID, playbook: plan.id) },
        samples: times.samples(at: now))
    }
  }

  /// Cases whose playbooks declare neither deadlines nor figures are left out, and so are those that can't be read.
  func times(of ids: [CaseID]) async throws(DeskError) -> [Found] {
    guard !ids.isEmpty else { return [] }
    let states: [CaseID: Case]
    do throws(LedgerError) { states = try await ledger.readCases(ids) } catch { throw .ledger(error) }
    var plans: [CaseID: Plan] = [:]
    for id in ids {
      guard let state = states[id], let plan = try await plan(version: state.version), !plan.deadlines.isEmpty || !plan.figures.isEmpty else { continue }
      plans[id] = plan
    }
    let taken = try await taken(in: plans.keys.sorted())
    var found: [Found] = []
    for (id, plan) in plans.sorted(by: { $0.key < $1.key }) {
      let events: [Event]
      do throws(LedgerError) { events = try await ledger.readEvents(of: id, after: 0) } catch { throw .ledger(error) }
      found.append(Found(caseID: id, plan: plan, events: events.count, times: CaseTimes(events, plan: plan, taken: taken[id] ?? [])))
    }
    return found
  }

  /// Nil for a version that can't be read: its cases wait for somebody who can.
  private func plan(version: String) async throws(DeskError) -> Plan? {
    do throws(DeskError) { return try await shelf.plan(version: version) } catch {
      if case .ledger = error { throw error }
      return nil
    }
  }

  /// Who took which task, where the ledger keeps who works on what.
  func taken(in ids: [CaseID]) async throws(DeskError) -> [CaseID: [TakenTask]] {
    guard !ids.isEmpty, let routing = ledger as? any RoutingLedger else { return [:] }
    let assignments: [Assignment]
    do throws(LedgerError) { assignments = try await routing.assignments(of: ids) } catch { throw .ledger(error) }
    return Dictionary(grouping: assignments, by: \.work.caseID).mapValues { $0.map { TakenTask(task: $0.work.task, at: $0.at) } }
  }
}

extension Desk {
  /// What a case that was read says of time.
  public func times(of file: CaseFile) async throws(DeskError) -> CaseTimes {
    let taken = try await TimesReading(ledger: ledger, shelf: shelf).taken(in: [file.state.id])
    return CaseTimes(file.events, plan: file.plan, taken: taken[file.state.id] ?? [])
  }
}
