import Ledger

/// What somebody may do at the door. An address asks for one; a role has some.
enum Right: String, Sendable, CaseIterable {
  /// Tell what happened to orders.
  case tellOrders = "orders:tell"
  /// See orders and their events.
  case seeOrders = "orders:see"
  /// See the figures of merchants and riders, and the key figures.
  case seeFigures = "figures:see"
  /// See cases, what happened in them and what was written.
  case seeCases = "cases:see"
  /// Open cases.
  case openCases = "cases:open"
  /// Tell cases facts and events, and bring what parties wrote.
  case tellCases = "cases:tell"
  /// Answer tasks, ask for actions, keep promises, write to parties.
  case workCases = "cases:work"
  /// Repair cases that are stuck.
  case repairCases = "cases:repair"
  /// See and answer what playbooks show to a party, in cases where one is that party.
  case seeOwn = "own:see"
  /// Give parties links to what is theirs, and take them back.
  case makeLinks = "links:make"
  /// Report how effects ended.
  case reportEffects = "effects:report"
  /// See published playbooks.
  case seePlaybooks = "playbooks:see"
  /// See drafts and proposals, check, play and simulate them.
  case studyPlaybooks = "playbooks:study"
  /// Save drafts, and propose versions.
  case writePlaybooks = "playbooks:write"
  /// Approve what somebody else proposed.
  case approvePlaybooks = "playbooks:approve"
  /// Publish what was approved, and take it back.
  case publishPlaybooks = "playbooks:publish"

  /// Have work offered, take it, and say whether one is there.
  case doWork = "work:do"
  /// Assign others' work, and see who is there.
  case leadWork = "work:lead"
  /// Look after teams.
  case manageTeams = "teams:manage"
  /// Look after outgoing webhooks.
  case manageWebhooks = "webhooks:manage"
  /// See the ways out of the desk and try them.
  case tryConnectors = "connectors:try"
  /// Add evidence to cases.
  case addEvidence = "evidence:add"
  /// See evidence.
  case seeEvidence = "evidence:see"
  /// Look after the people who log in.
  case manageAccounts = "accounts:manage"
  /// See personal data that is masked, with a reason and for the audit; and what parties wrote as they wrote it.
  case seePersonal = "personal:see"
  /// Hand out and erase what is kept of a person, when they ask for it.
  case managePrivacy = "privacy:manage"
  /// Read the audit.
  case seeAudit = "audit:see"

  /// No role has more than its work needs.
  static func of(_ role: Role) -> Set<Right> {
    switch role {
    case .integration:
      [.tellOrders, .seeOrders, .seeCases, .openCases, .tellCases, .makeLinks, .reportEffects, .seePlaybooks, .addEvidence, .seeEvidence]
    case .agent:
      [
        .seeOrders, .seeCases, .openCases, .tellCases, .workCases, .makeLinks, .seePlaybooks, .doWork, .addEvidence, .seeEvidence, .seePersonal,
      ]
    case .supervisor:
      [
        .seeOrders, .seeFigures, .seeCases, .openCases, .tellCases, .workCases, .makeLinks, .repairCases, .seePlaybooks, .doWork, .leadWork, .manageTeams,
        .addEvidence, .seeEvidence, .seePersonal,
      ]
    case .quality: [.seeOrders, .seeFigures, .seeCases, .seePlaybooks, .seeAudit, .seeEvidence]
    case .author: [.seePlaybooks, .studyPlaybooks, .writePlaybooks, .tryConnectors]
    case .approver: [.seePlaybooks, .studyPlaybooks, .approvePlaybooks]
    case .publisher: [.seePlaybooks, .studyPlaybooks, .publishPlaybooks]
    case .administrator: [.manageAccounts, .seeAudit, .manageTeams, .manageWebhooks, .managePrivacy, .tryConnectors]
    case .merchant, .rider, .customer: [.seeOwn]
    }
  }
}
