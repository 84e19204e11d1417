public import Casework
public import Ledger

/// What a new version does to the open cases of its playbook, before it is published.
public struct PublicationPreview: Sendable {
  /// An open case and what becomes of it.
  public struct Row: Sendable {
    public let caseID: CaseID
    public let subject: String
    public let from: String
    public let verdict: MoveVerdict
  }

  public internal(set) var counts: [MoveVerdict.Kind: Int] = [:]
  /// Open cases that are under the version already.
  public internal(set) var alreadyThere = 0
  /// Cases of which a deadline changes, and those that need a decision, by their ids in order.
  public internal(set) var rows: [Row] = []
  /// How many different positions the cases stand at.
  public internal(set) var positions = 0

  public var open: Int { counts.values.reduce(0, +) + alreadyThere }
  public var changedDeadlines: [Row] { rows.filter { !$0.verdict.deadlines.isEmpty } }
  public var decisions: [Row] { rows.filter { $0.verdict.kind == .needsDecision } }
}

/// What became of the cases when a version was published, or taken back.
public struct PublicationReport: Sendable {
  public let publication: Publication
  public internal(set) var moved = 0
  /// Those that stay under their version, with the reasons.
  public internal(set) var kept: [Kept] = []
  /// Of those, the ones that a person was asked to look at.
  public internal(set) var handedOver = 0

  /// A case that stays under its version until somebody decides.
  public struct Kept: Sendable {
    public let caseID: CaseID
    public let reasons: [MoveReason]
    /// Trouble other than a reason of the case.
    public let error: DeskError?
  }
}
