/// A rule that a playbook is held to. Each has a file, an id, a test, and a section in docs/checks.md, which is made from its doc comment.
protocol DescribedCheck: Sendable, SendableMetatype {
  static var id: String { get }
  static var group: CheckGroup { get }
  /// The level of most of its findings; single ones may be graver or lighter.
  static var level: Diagnostic.Level { get }
  /// What it finds, in a few words.
  static var title: Diagnostic.Message { get }
  /// How to close a finding.
  static var help: Diagnostic.Message { get }
}

/// A rule that looks at a finished plan. The others are reported while the documents are read: there the place is known.
protocol Check: DescribedCheck {
  /// What breaks the rule in this plan.
  static func findings(in checked: CheckedPlan) -> [Diagnostic]
}

/// The chapters of docs/checks.md.
enum CheckGroup: String, Sendable, CaseIterable {
  case names = "Names"
  case branches = "Branches"
  case time = "Time"
  case people = "People"
  case money = "Money and rules"
  case tables = "Tables"
  case wording = "Wording"
  case texts = "Raw texts"
  case reading = "Reading"
  case stories = "Stories"
}

/// Every check there is. A new one is entered here, under its group, and nowhere else.
let describedChecks: [any DescribedCheck.Type] = [
  UnknownNameCheck.self,
  AmbiguousNameCheck.self,
  DuplicateNameCheck.self,
  ValueWithoutBranchCheck.self,
  OutcomeWithoutBranchCheck.self,
  UnreachableBranchCheck.self,
  TimerWithoutOriginCheck.self,
  TimerWithoutExpiryCheck.self,
  CalendarCheck.self,
  ContactWithoutNotReachedCheck.self,
  DisclosureWithoutConsentCheck.self,
  PathWithoutConclusionCheck.self,
  MergedOutcomesCheck.self,
  HiddenAlternativeCheck.self,
  NoteHidesConditionCheck.self,
  DecisionNamesAnotherCheck.self,
  ContactWithoutAttemptsCheck.self,
  LoopWithoutExitCheck.self,
  OverlappingBranchesCheck.self,
  SiblingsContradictCheck.self,
  FactAskedTwiceCheck.self,
  WaitWithoutEndCheck.self,
  PromiseIncompleteCheck.self,
  PromiseInWordingCheck.self,
  FollowUpIncompleteCheck.self,
  MoneyWithoutGuardCheck.self,
  MoneyWithoutTermsCheck.self,
  TableHoleCheck.self,
  TableOverlapCheck.self,
  TableRowCoveredCheck.self,
  TableWithoutFactCheck.self,
  ActionWithoutTextCheck.self,
  SlotWithoutFactCheck.self,
  MessageTooLongCheck.self,
  InvariantBrokenCheck.self,
  ForbiddenActionLaterCheck.self,
  SourcesWithoutOrderCheck.self,
  AnswerWithoutBranchCheck.self,
  KindWithoutTreatmentCheck.self,
  UnfinishedNameCheck.self,
  FollowUpUndefinedCheck.self,
  FiguresDisagreeCheck.self,
  AmountMissingCheck.self,
  DuplicateSectionCheck.self,
  OverrideCheck.self,
  MandatoryConflictCheck.self,
  NamedPersonCheck.self,
  ExampleAsRuleCheck.self,
  ExampleBreaksLimitCheck.self,
  VagueMeasureCheck.self,
  DanglingReferenceCheck.self,
  HiddenTableCheck.self,
  TwoSpellingsCheck.self,
  ClosedAtPromiseCheck.self,
  SharedExitCheck.self,
  MixedOperatorsCheck.self,
  BoilerplateCheck.self,
  FrontMatterCheck.self,
  MissingFileCheck.self,
  UnreadablePartCheck.self,
  StoryCheck.self,
]

/// Rules that look at a finished plan.
let allChecks: [any Check.Type] = describedChecks.compactMap { $0 as? any Check.Type }

/// Rules that look at what a document says.
let allTextChecks: [any TextCheck.Type] = describedChecks.compactMap { $0 as? any TextCheck.Type }

/// Every check there is, by id, in the order of docs/checks.md.
public let checkIDs: [String] = checkDescriptions.map(\.id)
