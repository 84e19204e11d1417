public import Casework
public import Playbook

/// A closed case in one object, for other systems and for archives: complaint, solution, callback and what it cost. Facts that are personal aren't in it, and
/// neither is what was written.
public struct ClosingSummary: Hashable, Sendable, Encodable {
  public let `case`: String
  public let playbook: String
  public let title: String
  public let version: String
  public let subject: String
  public let channel: String
  /// RFC 3339.
  public let openedAt: String
  public let closedAt: String
  /// `concluded`, or `ran-out` when the procedure ended without a conclusion.
  public let reason: String
  /// From the opening to the closing.
  public let secondsToSolve: Int64
  public let facts: [Known]
  public let rulings: [Ruling]
  public let postings: [Posting]
  public let ratings: [Score]
  public let links: [Link]

  /// A fact that is known.
  public struct Known: Hashable, Sendable, Encodable {
    public let fact: String
    public let name: String
    /// The value as the playbook calls it.
    public let text: String
    public let source: String
    /// Whether a sentence of the playbook concluded it.
    public let isConclusion: Bool
  }

  /// Who was found liable.
  public struct Ruling: Hashable, Sendable, Encodable {
    public let id: String
    /// `provisional`, `final` or `overturned`.
    public let standing: String
    /// Per cent by account.
    public let shares: [String: Int]
    public let standard: String?
  }

  /// Money that moved.
  public struct Posting: Hashable, Sendable, Encodable {
    public let id: String
    public let kind: String
    public let action: String?
    public let unit: String
    /// By account, in the unit's smallest part.
    public let lines: [String: Int64]
  }

  /// How the customer rated it.
  public struct Score: Hashable, Sendable, Encodable {
    public let score: Double
    public let at: String
  }

  /// Another case that belongs to it.
  public struct Link: Hashable, Sendable, Encodable {
    public let id: String
    public let relation: String
  }

  /// - Parameters:
  ///   - events: all of the case.
  ///   - plan: of the version that the case closed under.
  /// - Returns: nil for a case that isn't closed.
  public init?(_ state: Case, _ events: [Event], _ plan: Plan) {
    var end: (at: Instant, reason: String)?
    var concluded: Set<Fact.ID> = []
    for event in events {
      if case .closed(let closed) = event.kind { end = (event.at, closed.reason.rawValue) }
      if case .concluded(let conclusion) = event.kind { concluded.formUnion(conclusion.settings.map(\.fact)) }
    }
    guard state.phase == .closed, let end else { return nil }
    self.case = state.id.text
    playbook = state.playbook
    title = plan.title
    version = state.version
    subject = state.subject
    channel = state.channel.rawValue
    openedAt = state.openedAt.archiveText
    closedAt = end.at.archiveText
    reason = end.reason
    secondsToSolve = (end.at - state.openedAt).seconds
    facts = state.facts.sorted { $0.key < $1.key }.compactMap { id, known in
      // One that the plan doesn't know may have been personal.
      guard let fact = plan.fact(id), !fact.isPersonal, let value = known.value else { return nil }
      return Known(
        fact: id, name: fact.name, text: fact.words(for: value, in: plan.language, zone: plan.zone), source: known.source,
        isConclusion: concluded.contains(id))
    }
    rulings = state.rulings.map { Ruling(id: $0.id.text, standing: $0.standing.rawValue, shares: $0.shares, standard: $0.standard) }
    postings = state.postings.map { posting in
      Posting(
        id: posting.id.text, kind: posting.kind.rawValue, action: posting.action, unit: posting.unit.rawValue,
        lines: posting.lines.reduce(into: [:]) { $0[$1.account, default: 0] += $1.amount })
    }
    ratings = events.compactMap { Rating($0) }.map { Score(score: $0.score, at: $0.at.archiveText) }
    links = state.links.map { Link(id: $0.other.text, relation: $0.relation.rawValue) }
  }
}
