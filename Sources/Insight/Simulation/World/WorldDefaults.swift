public import Playbook

/// The world that nobody has described: everything declared is equally likely, a few things fail. docs/simulation.md has the same figures.
extension World {
  public init(for plan: Plan) {
    let vocabulary = plan.vocabulary
    arrivalsPerHour = Array(repeating: 60, count: 24)
    channels = plan.channelsInUse
    channelWeights = Weights(channels.map { _ in 1 })
    facts = vocabulary.facts.map { FactInWorld(usual: $0) }
    parties = vocabulary.parties.map { _ in PartyInWorld.usual }
    actions = vocabulary.actions.map { ActionInWorld(usual: $0) }
    eventsPerHour = vocabulary.events.map { _ in 0.2 / Double(vocabulary.events.count) }
    choices = [:]
    promisesKept = Share(percent: 85)
    messagesFail = .never
    staff = StaffInWorld(usualRole: plan.usualRole)
    horizon = .hours(30 * 24)
  }
}

extension Plan {
  /// The channels that some sentence is for, and online.
  fileprivate var channelsInUse: [ChannelName] {
    let named = Set(procedures.flatMap(\.steps).flatMap(\.channels))
    return ChannelName.allCases.filter { $0 == .online || named.contains($0) }
  }

  /// Who does what is asked of nobody in particular.
  var usualRole: String { owner ?? language.words("客服", "agent") }
}

extension FactInWorld {
  init(usual fact: Fact) {
    values =
      switch fact.type {
      case .choice(let choices): .listed(choices.map { .choice($0.id) }, Weights(choices.map { _ in 1 }))
      case .flag: .listed([.flag(true), .flag(false)], Weights([1, 1]))
      case .number: .number(Spread(1000, 10_000))
      case .money: .money(Spread(500, 10_000))
      case .duration: .duration(.minutes(5, 60))
      case .time: .ago(.minutes(0, 30))
      case .text: .texts([fact.name])
      }
    atStart = .never
    if fact.sources.contains(.orderSignal) {
      // What nobody else can tell is told; the rest is found out on the way now and then. Times are those of things that haven't happened yet.
      if fact.sources.count == 1 { atStart = .always } else if fact.type != .time { atStart = Share(percent: 50) }
    }
    unknown = atStart == .always ? .never : Share(percent: 5)
  }
}

extension PartyInWorld {
  static let usual = PartyInWorld(
    answers: Share(percent: 85), answersAfter: .seconds(30, 240),
    // answered, refused, busy, off, no answer, wrong person, machine, failed
    calls: Weights([50, 5, 8, 5, 25, 2, 3, 2]), talks: .seconds(60, 180), rings: .seconds(20, 45), tells: nil)
}

extension ActionInWorld {
  static let usualFailures = 0.03

  init(usual action: Action) {
    let failures = action.outcomes.count { $0.isFailure }
    let successes = action.outcomes.count - failures
    outcomes = Weights(
      action.outcomes.map { $0.isFailure ? Self.usualFailures / Double(failures) : (1 - Self.usualFailures) / Double(successes) })
    takes = .seconds(1, 10)
    amount = .unknown
  }
}

extension StaffInWorld {
  init(usualRole: String) {
    callsBy = usualRole
    pickup = .seconds(10, 120)
    unknown = Share(percent: 5)
    // task, hand-off, decision, review, repair, call
    takes = [.minutes(2, 6), .minutes(5, 15), .minutes(1, 3), .minutes(3, 10), .minutes(5, 10), .minutes(1, 3)]
  }
}
