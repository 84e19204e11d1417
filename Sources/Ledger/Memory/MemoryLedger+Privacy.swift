public import Casework
import Playbook

/// A memory ledger seals nothing: it lies on no disk. What is erased is taken out of it.
extension MemoryLedger: PrivacyLedger {
  public func casesSealed(for person: PersonID) -> Set<CaseID> { [] }

  public func erase(_ erasure: Erasure, noting notes: @escaping @Sendable (Int) -> [AuditNote]) throws(LedgerError) -> ErasureOutcome {
    let cases = Set(erasure.parts.map(\.caseID))
    let open = cases.filter { contents.isOpen($0) }.sorted()
    guard open.isEmpty || erasure.isRepeated else { return .open(open) }
    var after = contents
    do { for part in erasure.parts { try after.erase(part) } } catch let error as LedgerError { throw error } catch { throw .unavailable("\(error)") }
    contents = after
    for id in cases { searchTexts[id] = nil }
    webhooks.deliveries = webhooks.deliveries.filter { delivery in delivery.value.caseID.map { !cases.contains($0) } ?? true }
    erasures.append(ErasureNote(person: erasure.person, at: erasure.at, cases: cases.sorted()))
    _ = appendAudit(notes(cases.count))
    return .done(cases: cases.count)
  }

  public func digests(_ digests: Set<String>, namedBesides cases: Set<CaseID>) -> Set<String> {
    var named: Set<String> = []
    for (id, events) in contents.events where !cases.contains(id) {
      for event in events {
        guard case .evidenceAdded(let added) = event.kind else { continue }
        named.formUnion(digests.intersection(added.evidence.parts.map(\.kept)))
      }
    }
    return named
  }

  public func listErasures() -> [ErasureNote] { erasures }
}

extension MemoryContents {
  fileprivate func isOpen(_ id: CaseID) -> Bool { rows[id].map { $0.state.phase != .closed } ?? false }

  fileprivate mutating func erase(_ part: Erasure.Part) throws {
    guard let told = events[part.caseID], let row = rows[part.caseID] else { return }
    let erasing = TurnErasing(of: part.parties, part.fields, persons: row.state.persons)
    let left = try erasing.events(told)
    events[part.caseID] = left
    for index in turns.indices where turns[index].caseID == part.caseID {
      let turn = turns[index]
      turns[index] = Turn(
        position: turn.position, caseID: turn.caseID, signal: try erasing.signal(turn.signal, turn.events), at: turn.at, events: try erasing.events(turn.events)
      )
    }
    rows[part.caseID] = Case(id: part.caseID, folding: left).flatMap { CaseRow(of: $0, after: left) }
  }
}
