import Casework
import Playbook

/// Everything about a plan and its world that the cases look up, by number instead of by name.
struct Stage: Sendable {
  let plan: Plan
  let world: World
  let seed: UInt64
  let facts: [Fact]
  let factNumbers: [Fact.ID: Int]
  let partyNumbers: [Party.ID: Int]
  let actionNumbers: [Action.ID: Int]
  let steps: [Step]
  let stepNumbers: [Step.ID: Int]
  /// All alternatives, with the step they belong to.
  let branches: [(branch: Branch, step: Int)]
  let branchNumbers: [Branch.ID: Int]
  /// By step: what is told when its call is answered.
  let toldInCall: [Int: [Int]]
  /// By fact: the party it is about, when its id names one. Nobody else tells it in a call.
  let spokenForBy: [Party.ID?]
  /// Who does work: the usual role first.
  let roles: [String]
  let roleNumbers: [String: Int]
  /// The facts that the platform may tell at the start.
  let toldAtStart: [Int]
  /// The facts that conclusions set.
  let resultFacts: [Int]
  /// For facts that an action tells by the name of its outcome: the value and the place of the outcome.
  let toldByOutcome: [Telling: [(value: Value, outcome: Int)]]
  let eventWeights: Weights
  let eventsPerHour: Double
  let hourWeights: Weights
  /// Local midnight of the first day.
  let start: Instant

  /// Monday, 5 January 2026, 00:00 UTC.
  private static let firstDay: Int64 = 1_767_571_200_000

  init(plan: Plan, world: World, seed: UInt64) {
    self.plan = plan
    self.world = world
    self.seed = seed
    facts = plan.vocabulary.facts
    let facts = facts
    factNumbers = numbered(facts.map(\.id))
    partyNumbers = numbered(plan.vocabulary.parties.map(\.id))
    actionNumbers = numbered(plan.vocabulary.actions.map(\.id))
    steps = plan.procedures.flatMap(\.steps)
    let stepNumbers = numbered(steps.map(\.id))
    self.stepNumbers = stepNumbers
    branches = steps.enumerated().flatMap { number, step in step.branches.map { ($0, number) } }
    branchNumbers = numbered(branches.map(\.branch.id))
    toldInCall = Dictionary(
      uniqueKeysWithValues: ToldInCalls(plan: plan, factNumbers: factNumbers).byStep.compactMap { id, told in
        stepNumbers[id].map { ($0, told) }
      })
    let parties = partyNumbers
    spokenForBy = facts.map { fact in fact.id.split(separator: ".").map(String.init).first { parties[$0] != nil } }
    var roles = [plan.usualRole]
    for case .handOff(let role?) in steps.map(\.kind) where !roles.contains(role) { roles.append(role) }
    if let callers = world.staff.callsBy, !roles.contains(callers) { roles.append(callers) }
    self.roles = roles
    roleNumbers = numbered(roles)
    toldAtStart = facts.indices.filter { world.facts[$0].atStart != .never }
    let set = Set(steps.flatMap { step in if case .conclude(let conclusion) = step.kind { conclusion.settings.map(\.fact) } else { [Fact.ID]() } })
    resultFacts = facts.indices.filter { set.contains(facts[$0].id) }
    toldByOutcome = Self.toldByOutcome(plan)
    eventWeights = Weights(world.eventsPerHour)
    eventsPerHour = world.eventsPerHour.reduce(0, +)
    hourWeights = Weights(world.arrivalsPerHour)
    start = Instant(milliseconds: Self.firstDay - Int64(plan.zone.minutes) * 60_000)
  }

  /// An action as the source of a fact.
  struct Telling: Hashable, Sendable {
    let action: Action.ID
    let fact: Fact.ID
  }

  private static func toldByOutcome(_ plan: Plan) -> [Telling: [(value: Value, outcome: Int)]] {
    var told: [Telling: [(Value, Int)]] = [:]
    for fact in plan.vocabulary.facts where fact.values != nil {
      for case .action(let id) in fact.sources {
        let outcomes = plan.action(id)?.outcomes ?? []
        let named = outcomes.enumerated().compactMap { place, outcome in
          ([outcome.id] + outcome.labels).lazy.compactMap { fact.value($0) }.first.map { ($0, place) }
        }
        if !named.isEmpty { told[Telling(action: id, fact: fact.id)] = named }
      }
    }
    return told
  }

  /// When a case comes in: given how many come, arrivals of a Poisson process fall independently of each other, by the rate of each hour.
  func arrival(_ random: inout RandomStream, amongDays days: Int) -> Instant {
    let day = Int64(random.below(UInt64(days)))
    let hour = Int64(hourWeights.draw(&random))
    return Instant(milliseconds: start.milliseconds + day * 86_400_000 + hour * 3_600_000 + Int64(random.below(3_600_000)))
  }
}

private func numbered(_ names: [String]) -> [String: Int] {
  Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
}
