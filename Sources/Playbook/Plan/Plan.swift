/// A compiled playbook: the document with its vocabulary and every procedure it runs, as data the engine walks.
public struct Plan: Sendable {
  public let id: String
  public let title: String
  public let language: Language
  public let owner: String?
  /// What opens a case of this playbook, by the platform's name for it.
  public let startsOn: [String]
  /// A case open longer than this goes to a person; nil for no limit.
  public let timeLimit: TimeAmount?
  /// Nobody is called in these hours.
  public let quietHours: QuietHours?
  public let zone: TimeZoneOffset
  public let vocabulary: Vocabulary
  /// The main procedure first, then those it runs.
  public internal(set) var procedures: [Procedure]
  /// SHA-256 over the document and everything it reads, in hexadecimal.
  public let version: String
  public internal(set) var stories: [Story]

  private let stepsByID: [Step.ID: Step]
  private let factsByID: [Fact.ID: Fact]
  private let actionsByID: [Action.ID: Action]

  public func step(_ id: Step.ID) -> Step? { stepsByID[id] }
  public func fact(_ id: Fact.ID) -> Fact? { factsByID[id] }
  public func action(_ id: Action.ID) -> Action? { actionsByID[id] }
  public func procedure(_ id: Procedure.ID) -> Procedure? { procedures.first { $0.id == id } }
  public var main: Procedure { procedures[0] }

  /// The first characters of the version, enough for a person to tell two apart.
  public var shortVersion: String { String(version.prefix(12)) }

  init(
    front: FrontMatter, title: String, language: Language, vocabulary: Vocabulary, procedures: [Procedure], version: String, stories: [Story]
  ) {
    precondition(!procedures.isEmpty, "a plan has a main procedure")
    id = front.id ?? procedures[0].id
    self.title = title
    self.language = language
    owner = front.owner
    startsOn = front.startsOn
    timeLimit = front.timeLimit
    quietHours = front.quietHours
    zone = front.zone
    self.vocabulary = vocabulary
    self.procedures = procedures
    self.version = version
    self.stories = stories
    stepsByID = Dictionary(procedures.flatMap(\.steps).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    factsByID = Dictionary(vocabulary.facts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    actionsByID = Dictionary(vocabulary.actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// One outline: the main one of a playbook, or one that it runs.
public struct Procedure: Sendable {
  public typealias ID = String

  public let id: ID
  public let title: String
  /// The document it stands in.
  public let file: String
  /// In document order; the first one is where it begins.
  public let steps: [Step]

  public var first: Step.ID? { steps.first?.id }
}

/// A part of the day, in minutes since local midnight; it may run past midnight.
public struct QuietHours: Hashable, Sendable {
  public let from: Int
  public let to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// When the quiet is over, if `instant` lies in it.
  public func end(after instant: Instant, in zone: TimeZoneOffset) -> Instant? {
    let minute = zone.minuteOfDay(instant)
    let isQuiet = from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
    guard isQuiet else { return nil }
    let minutesLeft = minute < to ? to - minute : to + 1440 - minute
    let startOfMinute = instant.milliseconds - instant.milliseconds % 60_000
    return Instant(milliseconds: startOfMinute + Int64(minutesLeft) * 60_000)
  }
}
