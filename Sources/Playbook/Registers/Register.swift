/// What a procedure does, as a thing with a life of its own that is listed over all cases: a negotiation, a callback, a talk with a merchant (台账).
///
/// It is declared in the document of its procedure: each time the procedure is entered an entry begins, and ends with it.
public struct Register: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public let procedure: Procedure.ID
  /// The fact that says how an entry stands; nil for one that is only open or ended.
  public let state: Fact.ID?
  /// What an entry shows.
  public let shows: [Fact.ID]
  /// The fact that says until when it is to end.
  public let due: Fact.ID?
  /// Who sees the entries besides the desk.
  public let visibleTo: [Party.ID]
  public let answers: [Answer]
  /// The file that declares it.
  public let file: String
  public let place: Place

  /// What a party may say to an entry.
  public struct Answer: Hashable, Sendable {
    public let party: Party.ID
    public let fact: Fact.ID
    public let values: [Value]
  }
}
