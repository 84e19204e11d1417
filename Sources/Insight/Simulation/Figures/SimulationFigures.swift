public import Playbook

/// What came of simulated cases, ready to be shown: in the order of the playbook, with its names.
public struct SimulationFigures: Sendable, Encodable, Equatable {
  public let playbook: String
  public let version: String
  public let seed: UInt64
  public let cases: Int
  public let outcomes: Outcomes
  /// Of the cases that closed; nil when none did.
  public let durations: Durations?
  public let conclusions: [SentenceCount]
  public let results: [Result]
  public let branches: [BranchCount]
  /// Steps at which no alternative fitted.
  public let withoutBranch: [SentenceCount]
  public let contacts: [Contact]
  public let questions: [Question]
  public let actions: [ActionCount]
  public let money: [Money]
  public let staff: [Staff]
  /// How often each kind of time ran out, by the purpose of its timer.
  public let expired: [String: Int]
  public let promises: Promises
  public let engine: Engine

  /// How the cases ended; the four parts add up to the cases.
  public struct Outcomes: Sendable, Encodable, Equatable {
    public let concluded: Int
    public let ranOut: Int
    public let openAtTheEnd: Int
    /// Left as an incident that repairs didn't get going.
    public let stuck: Int
    /// Cases that were an incident at least once, whatever came of them, and how often each kind came up.
    public let withIncident: Int
    public let incidents: [String: Int]
  }

  /// In seconds. Quantiles are off by less than 1 %.
  public struct Durations: Sendable, Encodable, Equatable {
    public let count: Int
    public let mean: Double
    public let p50: Double
    public let p90: Double
    public let p99: Double
    public let longest: Double
  }

  /// How often a sentence did it.
  public struct SentenceCount: Sendable, Encodable, Equatable {
    public let count: Int
    public let sentence: String
    public let file: String
    public let line: Int
  }

  /// The values of a fact that conclusions set, as the cases ended.
  public struct Result: Sendable, Encodable, Equatable {
    public let fact: Fact.ID
    public let name: String
    public let values: [ValueCount]
    /// Cases in which nothing set it.
    public let unset: Int
  }

  /// How often a value came up.
  public struct ValueCount: Sendable, Encodable, Equatable {
    public let value: String
    public let count: Int
  }

  /// How often an alternative was taken.
  public struct BranchCount: Sendable, Encodable, Equatable {
    public let count: Int
    /// How often its step was come to.
    public let visits: Int
    public let step: String
    public let sentence: String
    public let file: String
    public let line: Int
  }

  /// Attempts to reach somebody.
  public struct Contact: Sendable, Encodable, Equatable {
    public let party: Party.ID
    public let name: String
    public let channel: ChannelName
    public let attempts: Int
    public let outcomes: [String: Int]
  }

  /// Questions put to a party.
  public struct Question: Sendable, Encodable, Equatable {
    public let party: Party.ID
    public let name: String
    public let asked: Int
    public let answered: Int
  }

  /// Attempts of an action.
  public struct ActionCount: Sendable, Encodable, Equatable {
    public let action: Action.ID
    public let name: String
    public let attempts: Int
    public let failed: Int
  }

  /// What an action of kind money moved.
  public struct Money: Sendable, Encodable, Equatable {
    public let action: Action.ID
    public let name: String
    public let done: Int
    /// How many of them have a known amount, and the sum of those in fen.
    public let withAmount: Int
    public let fen: Int
  }

  /// Obligations that were settled.
  public struct Promises: Sendable, Encodable, Equatable {
    public let kept: Int
    public let broken: Int
  }

  /// What the engine had to do for it.
  public struct Engine: Sendable, Encodable, Equatable {
    public let signals: Int
    public let events: Int
    public let refusals: Int
  }

  /// The work of one role.
  public struct Staff: Sendable, Encodable, Equatable {
    public let role: String
    public let minutes: Double
    public let minutesPerCase: Double
    public let work: [Work]
    /// By hour of the day: what comes in on an average day.
    public let hours: [Hour]
  }

  /// The work of one kind.
  public struct Work: Sendable, Encodable, Equatable {
    public let kind: String
    public let count: Int
    public let minutes: Double
  }

  /// The work of one hour of the day.
  public struct Hour: Sendable, Encodable, Equatable {
    public let hour: Int
    /// How many pieces of work come in.
    public let arrivals: Double
    /// Seconds for each.
    public let handlingTime: Double

    public var load: ErlangC { ErlangC(load: arrivals * handlingTime / 3600, handlingTime: handlingTime) }
  }
}
