/// A key figure that a document declares: what is measured of its cases, and what is aimed at.
///
/// Each is a mean over samples: one for each case that was closed, or for each deadline that came to its end.
public struct FigureRule: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public let measure: FigureMeasure
  /// Nil for a figure that is only looked at.
  public let target: FigureTarget?
  /// The file that declares it.
  public let file: String
  public let place: Place
}

/// What a key figure measures.
public enum FigureMeasure: Hashable, Sendable {
  /// Of the cases that were closed, the part of which this holds. In per cent.
  case share(Condition)
  /// The mean of a number over the cases that were closed and know it.
  case mean(Fact.ID)
  /// How long people were at it, for each case that was closed: from taking its tasks to doing them. In seconds.
  case handling
  /// From the beginning of a deadline to its end, by the wall clock, whether it was met or not. In seconds.
  case time(DeadlineRule.ID)
  /// Of the deadlines that were met or missed, the part that was met. In per cent.
  case kept(DeadlineRule.ID)

  /// What its values are.
  public enum Unit: String, Hashable, Sendable { case percent, seconds, number }

  public var unit: Unit {
    switch self {
    case .share, .kept: .percent
    case .handling, .time: .seconds
    case .mean: .number
    }
  }
}

/// What is aimed at.
public struct FigureTarget: Hashable, Sendable {
  /// Whether the value must not be below, or not above.
  public enum Side: String, Hashable, Sendable { case atLeast = "at-least", atMost = "at-most" }

  public let side: Side
  /// In the unit of the measure.
  public let value: Double

  public init(side: Side, value: Double) {
    self.side = side
    self.value = value
  }

  /// Whether a value is as good as was aimed at.
  public func isMet(by value: Double) -> Bool { side == .atLeast ? value >= self.value : value <= self.value }
}
