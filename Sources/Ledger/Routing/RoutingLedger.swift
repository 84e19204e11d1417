public import Casework
public import Playbook

/// Keeps who works on what: teams, who is there, who holds which task. No team changes without its notes: both are stored in one transaction, or neither is.
public protocol RoutingLedger: AuditLedger {
  /// Keeps a new team.
  /// - Returns: false when there is one of this id, which is never replaced; then nothing is noted.
  /// - Throws: `LedgerError.unavailable`.
  func addTeam(_ team: Team, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// Puts `team` in the place of the state whose revision it names, and counts that up by one.
  /// - Returns: false when it stands at another revision, or isn't there; then nothing was changed or noted.
  func changeTeam(_ team: Team, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// - Returns: false when it stands at another revision, or isn't there; then nothing was changed or noted.
  func removeTeam(_ id: String, revision: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// By id in order. - Throws: `LedgerError.unreadable` for a row that this program can't read.
  func listTeams() async throws(LedgerError) -> [Team]

  /// Puts it in the place of what was kept of the person before.
  func putPresence(_ presence: Presence) async throws(LedgerError)
  /// By person in order. - Throws: `LedgerError.unreadable` for a row that this program can't read.
  func listPresences() async throws(LedgerError) -> [Presence]

  /// Gives a task to somebody, unless somebody else holds it: of two desks at the same time one comes second and is told so. The same again changes nothing.
  /// - Parameters:
  ///   - limit: how many tasks the person may hold on this channel, this one included; nil for as many as may be.
  ///   - former: who may lose the task by it; nil when nobody may.
  /// - Returns: anything but `.made` has changed and noted nothing.
  func assign(_ assignment: Assignment, limit: Int?, replacing former: String?, noting notes: [AuditNote]) async throws(LedgerError) -> AssignmentResult
  /// Nobody holds the task any more. - Returns: who held it; nil when nobody did: then nothing is noted.
  func takeBack(_ work: WorkID, noting notes: [AuditNote]) async throws(LedgerError) -> String?
  /// The task is done, whoever did it. Without an open assignment nothing changes.
  func endAssignment(_ work: WorkID, at now: Instant) async throws(LedgerError)
  /// Those that are held, by task in order.
  func openAssignments() async throws(LedgerError) -> [Assignment]
  /// All there ever were in these cases but those taken back, oldest first.
  func assignments(of cases: [CaseID]) async throws(LedgerError) -> [Assignment]
  /// Each time that somebody took or was given a task of these cases, also when the task went to somebody else afterwards or was taken back: by case, oldest
  /// first. Cases in which nobody ever did are left out.
  func takings(of cases: [CaseID]) async throws(LedgerError) -> [CaseID: [TakenTask]]
}
