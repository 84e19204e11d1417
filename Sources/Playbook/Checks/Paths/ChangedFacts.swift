/// Which facts each step may change, with all that the procedures it runs may.
struct ChangedFacts {
  private let plan: Plan
  private let byProcedure: [Procedure.ID: Set<Fact.ID>]
  private let toldInCalls: Set<Fact.ID>
  /// Facts that only conclusions set.
  private let steady: Set<Fact.ID>

  init(_ plan: Plan) {
    self.plan = plan
    toldInCalls = Set(plan.vocabulary.facts.filter { $0.sources.contains(.contactAnswer) }.map(\.id))
    let brought = Set(plan.vocabulary.events.flatMap { $0.brings.map(\.fact) })
    steady = Set(plan.vocabulary.facts.filter { $0.sources.isEmpty && !brought.contains($0.id) }.map(\.id))
    var sets: [Procedure.ID: Set<Fact.ID>] = [:]
    var runs: [Procedure.ID: Set<Procedure.ID>] = [:]
    for procedure in plan.procedures {
      for step in procedure.steps {
        sets[procedure.id, default: []].formUnion(Self.own(step, plan, toldInCalls))
        if let other = Self.procedure(run: step, plan) { runs[procedure.id, default: []].insert(other) }
      }
    }
    // What a called procedure changes its caller changes: until nothing new comes of it.
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (caller, called) in runs {
        let more = called.reduce(into: Set<Fact.ID>()) { $0.formUnion(sets[$1] ?? []) }
        if !more.isSubset(of: sets[caller] ?? []) {
          sets[caller, default: []].formUnion(more)
          hasGrown = true
        }
      }
    }
    byProcedure = sets
  }

  /// Nobody but the procedure itself can change it.
  func isSteady(_ fact: Fact.ID) -> Bool { steady.contains(fact) }

  /// The facts that are learned anew at a step, whatever was known before, and what tables make of them.
  func changed(by step: Step, intoCalls: Bool) -> Set<Fact.ID> {
    var told = Self.own(step, plan, toldInCalls)
    if intoCalls, let other = Self.procedure(run: step, plan) { told.formUnion(byProcedure[other] ?? []) }
    return told.isEmpty ? told : told.union(plan.vocabulary.derived(from: told))
  }

  /// Whether the case stands at the step for a while: others may report something meanwhile.
  static func takesTime(_ step: Step) -> Bool {
    switch step.kind {
    case .wait, .contact, .ask, .followUp, .call, .handOff, .manual, .act: true
    case .rule(let terms): terms.approver != nil
    case .decide, .say, .never, .promise, .conclude, .goBack, .choose, .group, .overturn: false
    }
  }

  static func procedure(run step: Step, _ plan: Plan) -> Procedure.ID? {
    switch step.kind {
    case .call(let id): id
    case .followUp(let id): plan.followUp(id).flatMap(plan.procedure(of:))?.id
    default: nil
    }
  }

  private static func own(_ step: Step, _ plan: Plan, _ toldInCalls: Set<Fact.ID>) -> Set<Fact.ID> {
    switch step.kind {
    case .contact: toldInCalls
    case .ask(_, let fact, _), .decide(let fact): [fact]
    case .act(let call): Set(plan.vocabulary.facts.filter { $0.sources.contains(.action(call.action)) }.map(\.id))
    case .conclude(let conclusion): Set(conclusion.settings.map(\.fact))
    case .rule(let terms): Set(terms.settings.map(\.fact))
    default: []
    }
  }
}
