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

  public func look(at cases: [ReturningCase]) throws(LedgerError) -> PutBack {
    var result = PutBack()
    for one in cases {
      let stored = try readPlacedTurns(of: one.id)
      if !stored.isEmpty {
        if stored.starts(with: one.turns, by: { $0.isSame(as: $1) }) { result.present.append(one.id) } else { result.conflicts.append(one.id) }
      } else if isFree(try Self.turns(of: one), of: one.id) {
        result.returned.append(one.id)
      } else {
        result.conflicts.append(one.id)
      }
    }
    return result
  }

  public func putBack(_ cases: [ReturningCase], noting notes: [AuditNote]) throws(LedgerError) -> PutBack {
    var result = try look(at: cases)
    guard result.conflicts.isEmpty else {
      result.returned = []
      return result
    }
    let returned = Set(result.returned)
    var after = contents
    for one in cases where returned.contains(one.id) {
      let turns = try Self.turns(of: one)
      guard let state = Case(id: one.id, folding: turns.flatMap(\.events)) else {
        throw .unreadable("the events of case \(one.id) don't begin with 'opened'")
      }
      for playbook in one.playbooks where after.shelf[playbook.version] == nil { after.shelf[playbook.version] = playbook }
      after.putBack(one.id, turns, state)
    }
    contents = after
    if !returned.isEmpty { _ = appendAudit(notes) }
    return result
  }

  private static func turns(of one: ReturningCase) throws(LedgerError) -> [Turn] {
    var turns: [Turn] = []
    for placed in one.turns { turns.append(try placed.turn.turn(position: placed.position)) }
    return turns
  }

  private func isFree(_ turns: [Turn], of id: CaseID) -> Bool {
    turns.allSatisfy { turn in
      let before = contents.index(behind: turn.position) - 1
      let isPlaceFree = before < 0 || contents.turns[before].position != turn.position
      return isPlaceFree && turn.signal.flatMap { contents.signals[$0.id] }.map { $0 == id } ?? true
    }
  }
}
