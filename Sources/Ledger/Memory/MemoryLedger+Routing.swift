public import Casework
public import Playbook

/// What a memory ledger keeps of who works on what.
struct MemoryRouting {
  var teams: [String: Team] = [:]
  var presences: [String: Presence] = [:]
  var assignments: [WorkID: Assignment] = [:]
  var takings: [CaseID: Set<TakenTask>] = [:]
}

extension MemoryLedger: RoutingLedger {
  public func addTeam(_ team: Team, noting notes: [AuditNote]) -> Bool {
    guard routing.teams[team.id] == nil else { return false }
    routing.teams[team.id] = team
    _ = appendAudit(notes)
    return true
  }

  public func changeTeam(_ team: Team, noting notes: [AuditNote]) -> Bool {
    guard routing.teams[team.id]?.revision == team.revision else { return false }
    routing.teams[team.id] = team.next
    _ = appendAudit(notes)
    return true
  }

  public func removeTeam(_ id: String, revision: Int, noting notes: [AuditNote]) -> Bool {
    guard routing.teams[id]?.revision == revision else { return false }
    routing.teams[id] = nil
    _ = appendAudit(notes)
    return true
  }

  public func listTeams() -> [Team] { routing.teams.values.sorted { $0.id < $1.id } }

  public func putPresence(_ presence: Presence) { routing.presences[presence.person] = presence }

  public func listPresences() -> [Presence] { routing.presences.values.sorted { $0.person < $1.person } }

  public func assign(_ assignment: Assignment, limit: Int?, replacing former: String?, noting notes: [AuditNote]) -> AssignmentResult {
    if let kept = routing.assignments[assignment.work] {
      guard kept.doneAt == nil else { return .over }
      guard kept.person != assignment.person else { return .made }
      guard kept.person == former else { return .held(by: kept.person) }
    }
    if let limit {
      let held = routing.assignments.values.count { $0.doneAt == nil && $0.person == assignment.person && $0.channel == assignment.channel }
      guard held < limit else { return .full }
    }
    routing.assignments[assignment.work] = assignment
    routing.takings[assignment.work.caseID, default: []].insert(TakenTask(task: assignment.work.task, at: assignment.at))
    _ = appendAudit(notes)
    return .made
  }

  public func takeBack(_ work: WorkID, noting notes: [AuditNote]) -> String? {
    guard let kept = routing.assignments[work], kept.doneAt == nil else { return nil }
    routing.assignments[work] = nil
    _ = appendAudit(notes)
    return kept.person
  }

  public func endAssignment(_ work: WorkID, at now: Instant) {
    if routing.assignments[work]?.doneAt == nil { routing.assignments[work]?.doneAt = now }
  }

  public func openAssignments() -> [Assignment] { routing.assignments.values.filter { $0.doneAt == nil }.sorted { $0.work < $1.work } }

  public func assignments(of cases: [CaseID]) -> [Assignment] {
    let wanted = Set(cases)
    return routing.assignments.values.filter { wanted.contains($0.work.caseID) }.sorted { ($0.at, $0.work) < ($1.at, $1.work) }
  }

  public func takings(of cases: [CaseID]) -> [CaseID: [TakenTask]] {
    let wanted = Set(cases)
    return routing.takings.filter { wanted.contains($0.key) }.mapValues { $0.sorted { ($0.at, $0.task) < ($1.at, $1.task) } }
  }
}
