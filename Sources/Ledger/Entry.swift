public import Casework
public import Playbook

/// What one signal adds to one case. It goes from hand to hand on its way to the disk, so it is kept in one place and not copied.
public final class Entry: Sendable {
  public let caseID: CaseID
  /// The number of events the case had when the signal was decided: 0 opens it.
  public let expectedCount: Int
  public let signal: Signal
  /// When it was decided: the time of all its events.
  public let at: Instant
  /// Without gaps behind `expectedCount`; may be empty: then only the signal is remembered.
  public let events: [Event]
  /// The case with the events folded in.
  public let state: Case
  /// The desk that carries out at once what the events plan: their effects are stored as claimed by it. Nil leaves them to whoever claims them.
  public let lease: Lease?
  /// What the case's playbook declares as personal; nil where nobody has asked it.
  public let personal: PersonalFields?

  public init(
    caseID: CaseID, expectedCount: Int, signal: Signal, at: Instant, events: [Event], state: Case, lease: Lease? = nil, personal: PersonalFields? = nil
  ) {
    self.caseID = caseID
    self.expectedCount = expectedCount
    self.signal = signal
    self.at = at
    self.events = events
    self.state = state
    self.lease = lease
    self.personal = personal
  }
}

/// A desk's claim on effects, until it ends by itself.
public struct Lease: Hashable, Sendable {
  public let desk: String
  public let end: Instant
  /// The desk has the answers at hand and stores them right behind this commit: rows for the effects would be written to be deleted. A ledger may keep
  /// less then, as long as they come due like any other when the lease ends.
  public let isMomentary: Bool

  public init(desk: String, end: Instant, isMomentary: Bool = false) {
    self.desk = desk
    self.end = end
    self.isMomentary = isMomentary
  }
}

/// What became of an entry.
public enum CommitResult: Hashable, Sendable {
  case committed
  /// The same signal was stored before, for this case.
  case alreadyReceived(CaseID)
  /// Someone else changed the case since it was read: read, decide and try again.
  case conflict
}

/// Why a ledger can't do its work.
public enum LedgerError: Error, Hashable, Sendable {
  /// The database can't be reached, is locked, or the disk is full: trying again later may help.
  case unavailable(String)
  /// What is stored can't be read by this program.
  case unreadable(String)

  /// What went wrong, for a person.
  public var words: String {
    switch self {
    case .unavailable(let words), .unreadable(let words): words
    }
  }
}

/// A timer whose moment has come, and its case.
public struct DueTimer: Hashable, Sendable {
  public let caseID: CaseID
  public let timer: TimerID
  public let due: Instant

  public init(caseID: CaseID, timer: TimerID, due: Instant) {
    self.caseID = caseID
    self.timer = timer
    self.due = due
  }
}

/// An effect that a desk holds while it is handed over.
public struct ClaimedEffect: Hashable, Sendable {
  public let caseID: CaseID
  public let subject: String
  public let effect: Effect
  /// How often handing it over has been tried before.
  public let tries: Int

  public init(caseID: CaseID, subject: String, effect: Effect, tries: Int) {
    self.caseID = caseID
    self.subject = subject
    self.effect = effect
    self.tries = tries
  }
}

/// Which cases are wanted, and how many.
public struct CaseFilter: Hashable, Sendable {
  public var phases: Set<Case.Phase>?
  public var playbook: String?
  /// What they are about, e.g. an order's number.
  public var subject: String?
  /// The order that they are about, be it as further cases of a registration (`OrderSubject`).
  public var order: String? = nil
  /// Of these.
  public var ids: Set<CaseID>? = nil
  public var onlyIncidents: Bool
  /// Words that all have to stand somewhere in what the case is about, in its facts or in what was written (`SearchLedger`).
  public var text: String? = nil
  /// Only cases behind this one in the list: for whoever reads it page by page.
  public var after: CaseID?
  public var limit: Int

  public init(
    phases: Set<Case.Phase>? = nil, playbook: String? = nil, subject: String? = nil, onlyIncidents: Bool = false, after: CaseID? = nil, limit: Int = 100
  ) {
    self.phases = phases
    self.playbook = playbook
    self.subject = subject
    self.onlyIncidents = onlyIncidents
    self.after = after
    self.limit = limit
  }
}

/// A line of a list of cases.
public struct CaseSummary: Hashable, Sendable {
  public let id: CaseID
  public let playbook: String
  public let version: String
  public let subject: String
  public let phase: Case.Phase
  public let hasIncident: Bool
  public let openTasks: Int
  public let openedAt: Instant
  public let changedAt: Instant

  public init(
    id: CaseID, playbook: String, version: String, subject: String, phase: Case.Phase, hasIncident: Bool, openTasks: Int, openedAt: Instant,
    changedAt: Instant
  ) {
    self.id = id
    self.playbook = playbook
    self.version = version
    self.subject = subject
    self.phase = phase
    self.hasIncident = hasIncident
    self.openTasks = openTasks
    self.openedAt = openedAt
    self.changedAt = changedAt
  }
}

/// A version on the shelf: the sources it is compiled from, the document first.
public struct PublishedPlaybook: Hashable, Sendable {
  public let id: String
  public let version: String
  public let title: String
  public let publishedAt: Instant
  public let sources: [SourceText]

  public init(id: String, version: String, title: String, publishedAt: Instant, sources: [SourceText]) {
    self.id = id
    self.version = version
    self.title = title
    self.publishedAt = publishedAt
    self.sources = sources
  }
}

/// The projections before and after a rebuild.
public struct RebuildReport: Hashable, Sendable {
  public let cases: Int
  public let events: Int
  /// Projection rows that were different before, as `cases/C-000001`, `timers/…`, `outbox/…`; empty when the rebuild changed nothing.
  public let differences: [String]

  public init(cases: Int, events: Int, differences: [String]) {
    self.cases = cases
    self.events = events
    self.differences = differences
  }
}
