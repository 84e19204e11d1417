import Casework

/// Recorded cases beside the same cases under a draft.
public struct ReplayFigures: Sendable, Encodable, Equatable {
  public let playbook: String
  /// The draft's version.
  public let version: String
  public let seed: UInt64
  /// How often a case with answers that nobody can know was run.
  public let draws: Int
  public let cases: Int
  /// Cases whose beginning isn't recorded, left out.
  public let skipped: Int
  /// Cases of which at least one answer was drawn from history.
  public let uncertain: Int
  public let measures: [Measure]
  /// How the cases end, by the words of their conclusion.
  public let endings: [Ending]
  /// Settled money by account, in fen.
  public let balances: [Measure]
  /// The cases that end otherwise, those first that surely do.
  public let changed: [Change]

  /// One figure: what was, and what would be, from the lowest to the highest of the draws.
  public struct Measure: Sendable, Encodable, Equatable {
    public let name: String
    public let recorded: Int64
    public let draft: Band
  }

  /// The 5th, 50th and 95th of a hundred draws; the same three where nothing was drawn.
  public struct Band: Sendable, Encodable, Equatable {
    public let low: Int64
    public let middle: Int64
    public let high: Int64

    init(_ values: [Int64]) {
      let sorted = values.sorted()
      func at(_ share: Double) -> Int64 { sorted.isEmpty ? 0 : sorted[Int((Double(sorted.count - 1) * share).rounded())] }
      (low, middle, high) = (at(0.05), at(0.5), at(0.95))
    }
  }

  /// One way for cases to end.
  public struct Ending: Sendable, Encodable, Equatable {
    public let ending: String
    public let recorded: Int
    public let draft: Band
  }

  /// A case that ends otherwise.
  public struct Change: Sendable, Encodable, Equatable {
    public let caseID: String
    public let before: String
    /// The ending that came up most often under the draft.
    public let after: String
    /// In how many of all draws it ended otherwise than recorded, in per cent.
    public let share: Int
  }
}
