public import Playbook

/// How much each sentence of a playbook is used: how often cases came to it, how long they stood there, what was paid at it, and how often people went another
/// way than it says. Computed from the events of cases, by the sentences of one version; nothing is stored.
public struct SentenceHeat: Sendable {
  /// What is known of one sentence, or of one alternative.
  public struct Warmth: Hashable, Sendable {
    /// How often a case came to the sentence, or took the alternative.
    public internal(set) var times = 0
    /// In how many cases.
    public internal(set) var cases = 0
    /// Cases that stand there now.
    public internal(set) var standing = 0
    /// What went out of accounts for good. What was taken back later stands where that happened, not here.
    public internal(set) var paid: [MoneyUnit: Int64] = [:]
    public internal(set) var deviations = Deviations()
    /// In milliseconds, one for each visit that is over.
    var stays: [Int64] = []

    public init() {}

    /// How long a visit took, in the middle of all; nil when none is over.
    public var medianStay: TimeAmount? {
      guard !stays.isEmpty else { return nil }
      let sorted = stays.sorted()
      let middle = sorted.count / 2
      let median = sorted.count.isMultiple(of: 2) ? sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2 : sorted[middle]
      return TimeAmount(seconds: median / 1000)
    }
  }

  /// How often it went otherwise than the sentence says.
  public struct Deviations: Hashable, Sendable {
    /// A person told a stuck case a fact, or had it try again.
    public internal(set) var repairs = 0
    /// A person had a stuck case pass the sentence, or go elsewhere.
    public internal(set) var skips = 0
    /// A person asked for an action that the document doesn't ask for, while the case stood there.
    public internal(set) var besides = 0
    /// A person wrote at the sentence what the document doesn't say.
    public internal(set) var remarks = 0
    /// A decision turned out otherwise, and the case went back to it.
    public internal(set) var reversals = 0

    public var sum: Int { repairs + skips + besides + remarks + reversals }
  }

  /// Cases that were added.
  public private(set) var cases = 0
  private var warmths: [String: Warmth] = [:]

  public init() {}

  /// Nil for what no case came to. - Parameter id: of a sentence (`Step.sentenceID`) or an alternative.
  public subscript(id: String) -> Warmth? { warmths[id] }

  /// How often the sentence or alternative was come to that was come to most.
  public var mostTimes: Int { warmths.values.map(\.times).max() ?? 0 }

  /// Adds a case.
  ///
  /// - Parameters:
  ///   - events: all of the case, in order.
  ///   - names: what a sentence or alternative of a version is called in the version that is looked at; nil when it isn't there.
  public mutating func add(_ events: [Event], names: (_ version: String, _ id: String) -> String?) {
    guard !events.isEmpty else { return }
    cases += 1
    var walk = CaseWalk()
    for event in events {
      walk.take(event, names)
    }
    walk.end()
    for (id, found) in walk.found {
      warmths[id, default: Warmth()].add(found)
    }
  }
}

extension SentenceHeat.Warmth {
  /// What one case, or several, brought besides.
  mutating func add(_ other: Self) {
    times += other.times
    cases += other.cases
    standing += other.standing
    stays += other.stays
    paid.merge(other.paid) { $0 + $1 }
    deviations.repairs += other.deviations.repairs
    deviations.skips += other.deviations.skips
    deviations.besides += other.deviations.besides
    deviations.remarks += other.deviations.remarks
    deviations.reversals += other.deviations.reversals
  }
}
