public import Playbook

extension Case {
  /// What a case that goes on with this closed one's matter is told at its beginning: the facts that were told when this one was opened, as they are known now.
  ///
  /// What the procedure established since isn't true for a new run: what was asked about its solution, what it concluded, what an action told. Neither is what holds
  /// for a while only.
  /// - Parameters:
  ///   - events: all of this case.
  ///   - plan: of the case that goes on; facts and values that it doesn't have are left out.
  public func factsToGoOn(from events: [Event], under plan: Plan) -> [FactReport] {
    var told: [Fact.ID] = []
    for event in events {
      if case .procedureEntered = event.kind { break }
      if case .factLearned(let learned) = event.kind, !told.contains(learned.fact) { told.append(learned.fact) }
    }
    let concluded = events.reduce(into: Set<Fact.ID>()) { found, event in
      if case .concluded(let concluded) = event.kind { found.formUnion(concluded.settings.map(\.fact)) }
    }
    return told.compactMap { id in
      guard !concluded.contains(id), id != Rating.fact, plan.freshness(of: id) == nil, let known = facts[id], let value = known.value,
        plan.fact(id)?.accepts(value) == true
      else { return nil }
      return FactReport(fact: id, value: value, source: known.source)
    }
  }

  /// The cases that went on with this one's matter, the latest first.
  public var reopenings: [CaseID] { links.filter { $0.relation == .reopenedBy }.map(\.other).reversed() }
}
