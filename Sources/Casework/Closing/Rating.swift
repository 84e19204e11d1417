public import Playbook

/// How a customer rated what was done, once.
///
/// A playbook takes ratings if it declares the fact `rating` as a number. Where it declares the event `customer.rated` too, that is told behind the fact.
public struct Rating: Hashable, Sendable {
  public static let fact: Fact.ID = "rating"
  public static let event: NamedEvent.ID = "customer.rated"

  public let score: Double
  public let at: Instant
  /// Who told it, as facts name their sources.
  public let source: String
  /// Of the event that brought it.
  public let sequence: Int

  /// Nil for an event that tells of no rating.
  public init?(_ event: Event) {
    guard case .factLearned(let learned) = event.kind, learned.fact == Self.fact, case .number(let score)? = learned.value else { return nil }
    self.score = score
    at = event.at
    source = learned.source
    sequence = event.sequence
  }
}

extension Plan {
  /// Whether cases under this plan can be rated.
  public var takesRatings: Bool {
    guard let fact = fact(Rating.fact), case .number = fact.type else { return false }
    return true
  }
}
