public import Ledger
import Playbook

/// Teams: who serves which queues. Every change is in the audit.
extension WorkRouter {
  /// By id in order, as they stand in the ledger.
  public func teams() async throws(WorkFault) -> [Team] {
    do throws(LedgerError) { return try await store.listTeams() } catch { throw .ledger(error) }
  }

  /// The role words in whose name somebody may answer tasks: the queues of their teams, as they stand in the ledger.
  public func queues(of person: String) async throws(WorkFault) -> Set<String> {
    Set(try await teams().filter { $0.members[person] != nil }.flatMap(\.queues))
  }

  /// Adds a team. - Parameter who: whoever does it, for the audit.
  public func add(_ team: Team, by who: String) async throws(WorkFault) -> Team {
    await enter()
    defer { leave() }
    let isDone: Bool
    do throws(LedgerError) { isDone = try await store.addTeam(team, noting: [note(.teamAdded, team.id, team.summary, who)]) } catch { throw .ledger(error) }
    guard isDone else { throw .teamExists }
    try await tell(.teams(try await teams()))
    return team
  }

  /// Puts a team in the place of the state whose revision it names. - Returns: the team as it is now.
  public func change(_ team: Team, by who: String) async throws(WorkFault) -> Team {
    await enter()
    defer { leave() }
    let isDone: Bool
    do throws(LedgerError) { isDone = try await store.changeTeam(team, noting: [note(.teamChanged, team.id, team.summary, who)]) } catch {
      throw .ledger(error)
    }
    guard isDone else { throw .changedMeanwhile }
    try await tell(.teams(try await teams()))
    return team.next
  }

  /// Removes a team that stands at this revision. What its people hold stays theirs.
  public func removeTeam(_ id: String, revision: Int, by who: String) async throws(WorkFault) {
    await enter()
    defer { leave() }
    let isDone: Bool
    do throws(LedgerError) {
      isDone = try await store.removeTeam(id, revision: revision, noting: [note(.teamRemoved, id, nil, who)])
    } catch { throw .ledger(error) }
    guard isDone else { throw .changedMeanwhile }
    try await tell(.teams(try await teams()))
  }

  private func note(_ what: AuditAction, _ team: String, _ detail: String?, _ who: String) -> AuditNote {
    AuditNote(at: desk.clock.now(), who: who, what: what, about: "team:\(team)", detail: detail)
  }
}

extension Team {
  /// Everything about it, for the audit.
  fileprivate var summary: String {
    func list(_ skills: Set<String>) -> String { skills.isEmpty ? "" : " (\(skills.sorted().joined(separator: ", ")))" }
    var parts = ["queues \(queues.joined(separator: ", "))"]
    if !members.isEmpty { parts.append("members " + members.sorted { $0.key < $1.key }.map { $0.key + list($0.value) }.joined(separator: ", ")) }
    if !needs.isEmpty { parts.append("needs " + needs.sorted { $0.key < $1.key }.map { $0.key + list($0.value) }.joined(separator: ", ")) }
    if let overflow { parts.append("overflow \(overflow.queue) \(overflow.after.seconds) s") }
    if let escalation { parts.append("escalation \(escalation.team) \(escalation.after.seconds) s") }
    return parts.joined(separator: "; ")
  }
}
