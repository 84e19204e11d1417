/// How much of a plan runs by itself: `Coverage` without the documents it was read from, for plans that come from a shelf.
public struct AutomatedShare: Hashable, Sendable {
  public let automated: Int
  /// Sentences that are run by the desk or done by a person.
  public let sentences: Int

  /// Counts each sentence once, by the first step it was made into.
  public init(_ plan: Plan) {
    var seen: Set<Sentence> = []
    var automated = 0
    for step in plan.procedures.flatMap(\.steps) where seen.insert(step.sentence).inserted {
      if case .manual = step.kind { continue }
      automated += 1
    }
    self.automated = automated
    sentences = seen.count
  }

  /// Rounded down, so that only a plan without manual sentences is whole; nil for one without sentences.
  public var percent: Int? { sentences == 0 ? nil : automated * 100 / sentences }
}
