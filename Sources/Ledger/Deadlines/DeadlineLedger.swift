public import Casework
public import Playbook

/// Keeps the deadlines of cases and their samples for key figures. It is a cache beside the record: what is behind is read from there, and all of it can be
/// computed again; only what was told of deadlines can't, and stays.
public protocol DeadlineLedger: Sendable {
  /// The place in the record up to which deadlines are kept; 0 at first.
  func deadlinePosition() async throws(LedgerError) -> Int
  /// Puts these in the place of all that is kept of their cases, and notes that the record was read so far, in one transaction. What was told of a deadline
  /// stays; what a row brings as told, and wasn't, counts as told.
  /// - Returns: false when another reader was there in between; then nothing is kept.
  func keepDeadlines(_ cases: [KeptTimes], from old: Int, to position: Int) async throws(LedgerError) -> Bool
  /// The same for one case, which was looked at again because of the time. When the case has got further since, nothing is kept.
  func keepDeadlines(_ one: KeptTimes) async throws(LedgerError)
  /// What is kept of one case, in order of the numbers.
  func deadlines(of id: CaseID) async throws(LedgerError) -> [DeadlineRow]

  /// Those of which there is something to tell at `now`, the most urgent first.
  func deadlinesToTell(at now: Instant, limit: Int) async throws(LedgerError) -> [DeadlineRow]
  /// When there will be something to tell next.
  func nextDeadlineMoment() async throws(LedgerError) -> Instant?
  /// Notes that something was told. - Returns: false when it was before, or when there is no such deadline.
  func markTold(_ telling: DeadlineTelling, of id: DeadlineID, at now: Instant) async throws(LedgerError) -> Bool

  /// Newest first.
  func listDeadlines(_ filter: DeadlineFilter) async throws(LedgerError) -> [DeadlineRow]
  /// Those that haven't ended and whose time is over within a span, by when it is.
  func openDeadlines(_ span: DueSpan) async throws(LedgerError) -> [DeadlineRow]
  /// When the first deadline that runs is over, by case; cases without one are left out.
  func earliestDeadlines(of cases: [CaseID]) async throws(LedgerError) -> [CaseID: Instant]
  /// How many samples there are from `start` on and before `end`, and their sum, for each figure of a playbook.
  func tallyFigures(of playbook: String, from start: Instant, to end: Instant) async throws(LedgerError) -> [String: FigureTally]
  /// The same of the cases that know a value of a choice, for each choice and value of which there are samples.
  func tallyClasses(of playbook: String, from start: Instant, to end: Instant) async throws(LedgerError) -> [FigureClassValue: [String: FigureTally]]
}

/// What is kept of one case.
public struct KeptTimes: Hashable, Sendable {
  public let caseID: CaseID
  public let playbook: String
  /// How many events of the case it was worked out from.
  public let events: Int
  public let deadlines: [DeadlineRow]
  public let samples: [FigureSample]
  /// What the case was about: the choices that its playbook has figures told apart by, as far as they are known.
  public let classes: Set<FigureClassValue>

  public init(
    caseID: CaseID, playbook: String, events: Int, deadlines: [DeadlineRow], samples: [FigureSample], classes: Set<FigureClassValue> = []
  ) {
    self.caseID = caseID
    self.playbook = playbook
    self.events = events
    self.deadlines = deadlines
    self.samples = samples
    self.classes = classes
  }
}

/// Which deadlines are asked for.
public struct DeadlineFilter: Hashable, Sendable {
  /// How they stand at `now`; nil for any.
  public var standings: Set<CaseDeadline.Standing>?
  public var rule: DeadlineRule.ID?
  public var playbook: String?
  /// Only those whose time is over before.
  public var dueBefore: Instant?
  /// Only those with lower numbers.
  public var before: Int?
  public let now: Instant
  public let limit: Int

  public init(at now: Instant, limit: Int = 50) {
    self.now = now
    self.limit = limit
  }

  func matches(_ row: DeadlineRow) -> Bool {
    (standings.map { $0.contains(row.standing(at: now)) } ?? true) && (rule.map { $0 == row.rule } ?? true)
      && (playbook.map { $0 == row.playbook } ?? true) && (dueBefore.map { limit in row.due.map { $0 < limit } ?? false } ?? true)
      && (before.map { row.number < $0 } ?? true)
  }
}

/// The samples of a key figure in a span of time.
public struct FigureTally: Hashable, Sendable {
  public let count: Int
  public let sum: Double

  public static let empty = FigureTally(count: 0, sum: 0)

  public init(count: Int, sum: Double) {
    self.count = count
    self.sum = sum
  }

  /// Of both together.
  public static func + (one: Self, other: Self) -> Self { FigureTally(count: one.count + other.count, sum: one.sum + other.sum) }
  /// Of those that aren't among the others, where all the others are among these.
  public static func - (one: Self, other: Self) -> Self { FigureTally(count: one.count - other.count, sum: one.sum - other.sum) }

  /// Nil without any sample.
  public var mean: Double? { count == 0 ? nil : sum / Double(count) }
}
