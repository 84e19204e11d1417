/// One rule that a playbook is held to. Each has a file, an id, a test and a section in docs/checks.md.
protocol Check: Sendable {
  static var id: String { get }
  /// What breaks the rule in this plan.
  static func findings(in checked: CheckedPlan) -> [Diagnostic]
}

/// Rules that look at a finished plan. The others, an id each, are reported while the documents are read: there the place is known.
let allChecks: [any (Check & SendableMetatype).Type] = [
  ValueWithoutBranchCheck.self, OutcomeWithoutBranchCheck.self, UnreachableBranchCheck.self, TimerWithoutOriginCheck.self, TimerWithoutExpiryCheck.self,
  ContactWithoutNotReachedCheck.self, DisclosureWithoutConsentCheck.self, PathWithoutConclusionCheck.self, UnknownNameCheck.self,
]

/// Every check there is, by id, in the order of docs/checks.md.
public let checkIDs: [String] = checkDescriptions.map(\.id)
