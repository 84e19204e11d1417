import Casework
import Ledger
import Playbook

extension DeadlineWatch {
  private static let toldAtOnce = 200

  /// - Returns: whether there was anything to tell: then there may be new events.
  func tell() async throws(DeskError) -> Bool {
    let now = desk.clock.now()
    let waiting: [DeadlineRow]
    do throws(LedgerError) { waiting = try await store.deadlinesToTell(at: now, limit: Self.toldAtOnce) } catch { throw .ledger(error) }
    guard !waiting.isEmpty else { return false }
    // Somebody may have taken a task since, which no event says.
    let found = try await reading.times(of: Set(waiting.map(\.caseID)).sorted())
    for one in found {
      let rows: [DeadlineRow]
      do throws(LedgerError) {
        try await store.keepDeadlines(one.kept(at: now))
        rows = try await store.deadlines(of: one.caseID)
      } catch { throw .ledger(error) }
      for row in rows {
        guard let telling = row.telling(at: now) else { continue }
        try await tell(telling, row, one)
      }
    }
    // Cases that can't be read would be asked for again and again.
    let known = Set(found.map(\.caseID))
    for row in waiting where !known.contains(row.caseID) {
      if let telling = row.telling(at: now) { try await tell(telling, row, nil) }
    }
    await kept(known.sorted())
    return !Task.isCancelled
  }

  /// The case first, then the note that it was told: a crash between the two tells it again, under the same name, and it is taken once.
  private func tell(_ telling: DeadlineTelling, _ row: DeadlineRow, _ found: TimesReading.Found?) async throws(DeskError) {
    var refusal: DeskError?
    if let found {
      switch telling {
      case .warning:
        refusal = try await warn(row, seen: found.events)
        // What has happened since may have ended it: the case is looked at again.
        if case .refused(.changedMeanwhile)? = refusal, try await reading.times(of: [row.caseID]).first?.events != found.events { return }
      case .miss:
        if let consequence = found.plan.deadlines.first(where: { $0.id == row.rule })?.consequence { refusal = try await carryOut(consequence, of: row) }
      }
    }
    let isFirst: Bool
    do throws(LedgerError) { isFirst = try await store.markTold(telling, of: row.id, at: desk.clock.now()) } catch { throw .ledger(error) }
    guard isFirst else { return }
    switch telling {
    case .warning: desk.noticed.tell(.deadlineNear(row.caseID, row.rule, due: row.due))
    case .miss: desk.noticed.tell(.deadlineMissed(row.caseID, row.rule, due: row.due, refusal))
    }
  }

  /// - Parameter seen: how many events of the case the warning was worked out from. It is taken only as long as there are no more: nobody is warned of what has
  ///   ended.
  /// - Returns: why the case didn't take it, if it didn't.
  private func warn(_ row: DeadlineRow, seen events: Int) async throws(DeskError) -> DeskError? {
    let warned = DeadlineWarned(deadline: row.rule, origin: row.origin, due: row.due)
    return try await take(.deadlineWarned(warned), named: "\(Self.name(of: row)):warning", by: row.caseID, expecting: events)
  }

  /// - Returns: why the case didn't take it, if it didn't: it is closed, say.
  private func carryOut(_ consequence: DeadlineConsequence, of row: DeadlineRow) async throws(DeskError) -> DeskError? {
    let content: Signal.Content =
      switch consequence {
      case .event(let event): .happened(event)
      case .action(let action): .perform(action, arguments: [:])
      }
    return try await take(content, named: Self.name(of: row), by: row.caseID, expecting: nil)
  }

  /// The same over all desks.
  private static func name(of row: DeadlineRow) -> String { "deadline:\(row.caseID):\(row.rule):\(row.origin)" }

  private func take(_ content: Signal.Content, named name: String, by id: CaseID, expecting events: Int?) async throws(DeskError) -> DeskError? {
    let signal = Signal(id: SignalID(name), caseID: id, sender: .clock, content: content)
    do throws(DeskError) {
      _ = try await desk.writer.take(.signal(signal, expecting: events))
      return nil
    } catch {
      switch error {
      case .ledger, .busy, .stopped: throw error
      case .refused, .unknownPlaybook, .alteredPlaybook: return error
      }
    }
  }
}
