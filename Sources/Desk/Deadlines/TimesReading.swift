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
        caseID: caseID, playbook: plan.id, events: events, deadlines: times.deadlines.map(row), samples: times.samples(at: now),
        classes: times.classes)
    }

    /// What was over before the case came to its plan is told to nobody: nobody could have kept it.
    private func row(_ deadline: CaseDeadline) -> DeadlineRow {
      let row = DeadlineRow(deadline, of: caseID, playbook: plan.id)
      guard let since = times.countedSince, let due = deadline.due, due < since, deadline.end.map({ due < $0.at }) ?? true else { return row }
      return row.kept(number: row.number, warnedAt: nil, missedAt: since)
    }
  }

  /// Cases whose playbooks declare neither deadlines nor figures are left out, and so are those that can't be read.
  func times(of ids: [CaseID]) async throws(DeskError) -> [Found] {
    guard !ids.isEmpty else { return [] }
    let states: [CaseID: Case]
    do throws(LedgerError) { states = try await ledger.knownCases(ids) } catch { throw .ledger(error) }
    var plans: [CaseID: Plan] = [:]
    for id in ids {
      guard let state = states[id], let plan = try await shelf.readablePlan(version: state.version), !plan.deadlines.isEmpty || !plan.figures.isEmpty
      else { continue }
      plans[id] = plan
    }
    let taken = try await taken(in: plans.keys.sorted())
    var found: [Found] = []
    for (id, plan) in plans.sorted(by: { $0.key < $1.key }) {
      guard let events = try await events(of: id) else { continue }
      found.append(Found(caseID: id, plan: plan, events: events.count, times: CaseTimes(events, plan: plan, taken: taken[id] ?? [])))
    }
    return found
  }

  /// Nil for a case that can't be read.
  private func events(of id: CaseID) async throws(DeskError) -> [Event]? {
    do throws(LedgerError) { return try await ledger.readEvents(of: id, after: 0) } catch {
      if case .unreadable = error { return nil }
      throw .ledger(error)
    }
  }

  /// Who took which task, where the ledger keeps who works on what.
  func taken(in ids: [CaseID]) async throws(DeskError) -> [CaseID: [TakenTask]] {
    guard !ids.isEmpty, let routing = ledger as? any RoutingLedger else { return [:] }
    do throws(LedgerError) { return try await routing.takings(of: ids) } catch { throw .ledger(error) }
  }
}

extension Desk {
  /// What a case that was read says of time.
  public func times(of file: CaseFile) async throws(DeskError) -> CaseTimes {
    let taken = try await TimesReading(ledger: ledger, shelf: shelf).taken(in: [file.state.id])
    return CaseTimes(file.events, plan: file.plan, taken: taken[file.state.id] ?? [])
  }
}
