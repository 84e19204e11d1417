public import Casework
import Foundation
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: RoutingLedger {
  public func addTeam(_ team: Team, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO teams (team_id, name, queues, needs, overflow_queue, overflow_seconds, escalation_team, escalation_seconds, revision)
          VALUES (:team_id, :name, :queues, :needs, :overflow_queue, :overflow_seconds, :escalation_team, :escalation_seconds, :revision)
          """
      ).execute(arguments: try team.columns())
      guard db.changesCount == 1 else { return false }
      try db.putMembers(of: team)
      try db.appendAudit(notes)
      return true
    }
  }

  public func changeTeam(_ team: Team, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          UPDATE teams SET name = :name, queues = :queues, needs = :needs, overflow_queue = :overflow_queue, overflow_seconds = :overflow_seconds,
            escalation_team = :escalation_team, escalation_seconds = :escalation_seconds, revision = revision + 1
          WHERE team_id = :team_id AND revision = :revision
          """
      ).execute(arguments: try team.columns())
      guard db.changesCount == 1 else { return false }
      try db.cachedStatement(sql: "DELETE FROM team_members WHERE team_id = ?").execute(arguments: [team.id])
      try db.putMembers(of: team)
      try db.appendAudit(notes)
      return true
    }
  }

  public func removeTeam(_ id: String, revision: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      let kept = try Int.fetchOne(db.cachedStatement(sql: "SELECT revision FROM teams WHERE team_id = ?"), arguments: [id])
      guard kept == revision else { return false }
      try db.cachedStatement(sql: "DELETE FROM team_members WHERE team_id = ?").execute(arguments: [id])
      try db.cachedStatement(sql: "DELETE FROM teams WHERE team_id = ?").execute(arguments: [id])
      try db.appendAudit(notes)
      return true
    }
  }

  public func listTeams() async throws(LedgerError) -> [Team] {
    try await read { db in
      var members: [String: [String: Set<String>]] = [:]
      for row in try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM team_members")) {
        let (team, person): (String, String) = (row["team_id"], row["person"])
        let skills: Set<String> = try RoutingText.read(row["skills"], "the skills of \(person)")
        members[team, default: [:]][person] = skills
      }
      return try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM teams ORDER BY team_id")).map { try Team($0, members) }
    }
  }

  public func putPresence(_ presence: Presence) async throws(LedgerError) {
    try await write { db in
      let capacity = Dictionary(uniqueKeysWithValues: presence.capacity.map { ($0.key.rawValue, $0.value) })
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO presences (person, name, status, capacity, since, missed_case, missed_task) VALUES (?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        presence.person, presence.name, presence.status.rawValue, try RoutingText.write(capacity), presence.since.milliseconds,
        presence.missed?.caseID.text, presence.missed?.task.text,
      ])
    }
  }

  public func listPresences() async throws(LedgerError) -> [Presence] {
    try await read { db in try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM presences ORDER BY person")).map(Presence.init) }
  }

  public func assign(_ assignment: Assignment, limit: Int?, replacing former: String?, noting notes: [AuditNote]) async throws(LedgerError)
    -> AssignmentResult
  {
    try await write { db in
      let key: StatementArguments = [assignment.work.caseID.text, assignment.work.task.text]
      let kept = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT person, done_at FROM assignments WHERE case_id = ? AND task_id = ?"), arguments: key)
      if let kept {
        let (person, doneAt): (String, Int64?) = (kept["person"], kept["done_at"])
        guard doneAt == nil else { return .over }
        guard person != assignment.person else { return .made }
        guard person == former else { return .held(by: person) }
      }
      if let limit {
        let sql = "SELECT count(*) FROM assignments WHERE person = ? AND channel = ? AND done_at IS NULL"
        let held = try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [assignment.person, assignment.channel.rawValue]) ?? 0
        guard held < limit else { return .full }
      }
      if kept != nil { try db.cachedStatement(sql: "DELETE FROM assignments WHERE case_id = ? AND task_id = ?").execute(arguments: key) }
      try db.cachedStatement(
        sql: "INSERT INTO assignments (case_id, task_id, person, channel, assigned_at, assigned_by, done_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        assignment.work.caseID.text, assignment.work.task.text, assignment.person, assignment.channel.rawValue, assignment.at.milliseconds,
        assignment.by, assignment.doneAt?.milliseconds,
      ])
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO takings (case_id, task_id, at) VALUES (?, ?, ?)")
        .execute(arguments: [assignment.work.caseID.text, assignment.work.task.text, assignment.at.milliseconds])
      try db.appendAudit(notes)
      return .made
    }
  }

  public func takeBack(_ work: WorkID, noting notes: [AuditNote]) async throws(LedgerError) -> String? {
    try await write { db in
      let key: StatementArguments = [work.caseID.text, work.task.text]
      let sql = "SELECT person FROM assignments WHERE case_id = ? AND task_id = ? AND done_at IS NULL"
      guard let person = try String.fetchOne(db.cachedStatement(sql: sql), arguments: key) else { return nil }
      try db.cachedStatement(sql: "DELETE FROM assignments WHERE case_id = ? AND task_id = ?").execute(arguments: key)
      try db.appendAudit(notes)
      return person
    }
  }

  public func endAssignment(_ work: WorkID, at now: Instant) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE assignments SET done_at = ? WHERE case_id = ? AND task_id = ? AND done_at IS NULL")
        .execute(arguments: [now.milliseconds, work.caseID.text, work.task.text])
    }
  }

  public func openAssignments() async throws(LedgerError) -> [Assignment] {
    try await readSoon { db in
      let sql = "SELECT * FROM assignments WHERE done_at IS NULL ORDER BY case_id, task_id"
      return try Row.fetchAll(db.cachedStatement(sql: sql)).map(Assignment.init)
    }
  }

  public func assignments(of cases: [CaseID]) async throws(LedgerError) -> [Assignment] {
    try await readSoon { db in
      let statement = try db.cachedStatement(sql: "SELECT * FROM assignments WHERE case_id = ?")
      let found = try Set(cases).flatMap { try Row.fetchAll(statement, arguments: [$0.text]).map(Assignment.init) }
      return found.sorted { ($0.at, $0.work) < ($1.at, $1.work) }
    }
  }

  public func takings(of cases: [CaseID]) async throws(LedgerError) -> [CaseID: [TakenTask]] {
    try await readSoon { db in
      let statement = try db.cachedStatement(sql: "SELECT task_id, at FROM takings WHERE case_id = ? ORDER BY at, task_id")
      var takings: [CaseID: [TakenTask]] = [:]
      for id in Set(cases) {
        let found = try Row.fetchAll(statement, arguments: [id.text]).map { row in
          TakenTask(task: TaskID(row["task_id"]), at: Instant(milliseconds: row["at"]))
        }
        if !found.isEmpty { takings[id] = found }
      }
      return takings
    }
  }
}
