import Playbook

/// What is true around the simulated cases and how the people in it behave. Made for one plan: lists stand in the order of its vocabulary.
public struct World: Sendable {
  /// Cases that come in per hour, by hour of the day.
  var arrivalsPerHour: [Double]
  var channels: [ChannelName]
  var channelWeights: Weights
  var facts: [FactInWorld]
  var parties: [PartyInWorld]
  var actions: [ActionInWorld]
  /// How often each declared event happens to a case, per hour.
  var eventsPerHour: [Double]
  /// How often a person chooses an alternative, by its words; 1 for those that aren't listed.
  var choices: [String: Double]
  var promisesKept: Share
  var messagesFail: Share
  var staff: StaffInWorld
  /// A case that is open longer is left as it stands, and counts as open.
  var horizon: TimeAmount

  /// Cases that come in on a day.
  public var casesPerDay: Double { arrivalsPerHour.reduce(0, +) }
}

/// How a fact comes to its value.
struct FactInWorld: Sendable {
  enum Values: Sendable {
    case listed([Value], Weights)
    case number(Spread)
    case money(Spread)
    case duration(Spread)
    /// A moment, so long before it is told.
    case ago(Spread)
    case texts([String])
  }

  var values: Values
  /// How often nobody can say.
  var unknown: Share
  /// How often the platform tells it when the case opens.
  var atStart: Share
}

/// How a party behaves.
struct PartyInWorld: Sendable {
  /// How often a question is answered at all.
  var answers: Share
  var answersAfter: Spread
  /// In the order of `ContactOutcome.allCases`.
  var calls: Weights
  var talks: Spread
  var rings: Spread
  /// The facts (by their place) told in a call; nil for those that the call is made for.
  var tells: [Int]?
}

/// How an action goes.
struct ActionInWorld: Sendable {
  /// In the order of the declared outcomes.
  var outcomes: Weights
  var takes: Spread
  var amount: Amount

  enum Amount: Sendable {
    case unknown
    case drawn(Spread)
    /// What a fact of money says.
    case fact(Fact.ID)
  }
}

/// The people who do what the machine can't.
struct StaffInWorld: Sendable {
  /// Who makes the calls; nil when a machine does.
  var callsBy: String?
  /// How long work lies before somebody begins with it.
  var pickup: Spread
  /// How often a person can't say what a fact is.
  var unknown: Share
  /// How long each kind of work takes, in the order of `WorkKind.allCases`.
  var takes: [Spread]
}

/// What a person spends time on.
public enum WorkKind: String, Sendable, CaseIterable {
  /// A sentence carried out by hand.
  case task
  case handOff = "hand-off"
  /// Saying what a fact is.
  case decision
  case review
  /// Getting a stuck case going.
  case repair
  case call

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
