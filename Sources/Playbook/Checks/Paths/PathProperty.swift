/// What a path property remembers on the way.
struct PathState: Hashable {
  /// Whether what the rule looks for was done.
  var isDone = false
  /// Only of watched facts.
  var known = KnownFacts()
  /// The channels the case can be on; nil while no sentence was for some channels only.
  var channels: Set<ChannelName>?
}

/// A rule about every path through a plan, as a small automaton that walks along.
struct PathProperty {
  /// What has to be known of facts; nil when the rule is about actions alone.
  var condition: Condition?
  /// Further facts whose values are remembered, so that a path doesn't contradict itself.
  var watching: Set<Fact.ID> = []
  /// Whether a step does what the rule looks for.
  var does: (Step) -> Bool
  /// Whether arriving at a step in this state breaks the rule; the step is nil at the end of the case.
  var isBroken: (PathState, Step?) -> Bool
}

/// A path that breaks a rule.
struct PathBreach {
  /// Where it was broken; nil at the end of the case.
  let step: Step?
  /// The last step before it.
  let last: Step?
  let story: [String]
  /// Whether the walk was given up before it was sure that a case can come this way.
  var isUnsure = false
}

extension PathProperty {
  /// The paths that break the property, the first for each place.
  ///
  /// First every path that the sentences allow is looked at. Where some break the rule, the walk is repeated with what procedures hand over to each other
  /// in mind, which tells the paths that no case can take. When that is too much to walk, the breaches stay, and say that they aren't sure.
  func breaches(in checked: CheckedPlan) -> [PathBreach] {
    guard let coarse = PathWalk.breaches(of: self, watching: watching, in: checked) else { return [] }
    if coarse.isEmpty { return [] }
    let handedOver = Self.handedOver(in: checked)
    if handedOver.isSubset(of: watching) { return coarse }
    if let fine = PathWalk.breaches(of: self, watching: watching.union(handedOver), in: checked) { return fine }
    return coarse.map { PathBreach(step: $0.step, last: $0.last, story: $0.story, isUnsure: true) }
  }

  /// Facts that only conclusions set and decisions look at: what one procedure hands over to the next. Without them, paths are seen that no case takes.
  private static func handedOver(in checked: CheckedPlan) -> Set<Fact.ID> {
    var concluded: Set<Fact.ID> = []
    var decided: Set<Fact.ID> = []
    for step in checked.steps {
      if case .conclude(let conclusion) = step.kind { concluded.formUnion(conclusion.settings.map(\.fact)) }
      if case .decide(let fact) = step.kind { decided.insert(fact) }
    }
    return concluded.intersection(decided).filter(checked.changes.isSteady)
  }
}
