public import Casework
import Playbook

extension MemoryLedger: ArchiveLedger {
  public func archivedCase(_ id: CaseID) -> ArchivedCase? { contents.archived[id] }

  public func readPlacedTurns(of id: CaseID) throws(LedgerError) -> [PlacedTurn] {
    var placed: [PlacedTurn] = []
    var sequence = 1
    for turn in contents.turns where turn.caseID == id {
      let stored = try StoredTurn(turn)
      placed.append(
        PlacedTurn(
          position: turn.position,
          turn: StoredTurn(caseID: id, sequence: sequence, count: stored.count, at: stored.at, signal: stored.signal, events: stored.events)))
      sequence += stored.count
    }
    return placed
  }

  public func takeOut(_ cases: [LeavingCase], noting notes: [AuditNote]) -> Set<CaseID> {
    var stayed: Set<CaseID> = []
    for one in cases {
      guard contents.takeOut(one) else {
        stayed.insert(one.mark.id)
        continue
      }
      (searchTexts[one.mark.id], registers[one.mark.id]) = (nil, nil)
    }
    if stayed.count < cases.count { _ = appendAudit(notes) }
    return stayed
  }

  public func putBack(_ cases: ReturningCases, noting notes: [AuditNote]) throws(LedgerError) -> PutBack {
    var result = PutBack()
    var after = contents
    do {
      try cases.forEach { one in
        let stored = try readPlacedTurns(of: one.id)
        guard stored.isEmpty else {
          if stored.starts(with: one.turns, by: { $0.isSame(as: $1) }) { result.present.append(one.id) } else { result.conflicts.append(one.id) }
          return
        }
        let turns = try one.turns.map { try $0.turn.turn(position: $0.position) }
        guard let state = Case(id: one.id, folding: turns.flatMap(\.events)) else {
          throw LedgerError.unreadable("the events of case \(one.id) don't begin with 'opened'")
        }
        guard isFree(turns, of: one.id) else { return result.conflicts.append(one.id) }
        for playbook in one.playbooks where after.shelf[playbook.version] == nil { after.shelf[playbook.version] = playbook }
        after.putBack(one.id, turns, state)
        result.returned.append(one.id)
      }
    } catch let error as LedgerError { throw error } catch { throw .unavailable("\(error)") }
    guard result.conflicts.isEmpty else {
      result.returned = []
      return result
    }
    contents = after
    if !result.returned.isEmpty {
      // Their places were read before: the lists are made anew.
      (registers, registersRead) = ([:], 0)
      _ = appendAudit(notes)
    }
    return result
  }

  private func isFree(_ turns: [Turn], of id: CaseID) -> Bool {
    turns.allSatisfy { turn in
      let before = contents.index(behind: turn.position) - 1
      let isPlaceFree = before < 0 || contents.turns[before].position != turn.position
      return isPlaceFree && turn.signal.flatMap { contents.signals[$0.id] }.map { $0 == id } ?? true
    }
  }
}
