/// What an input cell asks of a fact.
public struct CellTest: Hashable, Sendable {
  /// Which known values fit.
  public enum Known: Hashable, Sendable {
    case anything
    case nothing
    /// Of a closed list.
    case values([Value])
    /// Numbers, money, durations, times: in order, apart from each other.
    case spans([Span])
    /// Texts that one of the patterns matches; if `not`, texts that none does.
    case texts([TextPattern], not: Bool)
  }

  public let known: Known
  /// Whether the cell also fits when nobody can say.
  public let takesUnknown: Bool

  /// `-`: fits whatever the fact is, and when it isn't known.
  public static let anything = CellTest(known: .anything, takesUnknown: true)

  /// Whether the cell asks nothing.
  public var isAnything: Bool { known == .anything && takesUnknown }
  /// Whether the cell names the unknown among what fits.
  public var namesUnknown: Bool { takesUnknown && known != .anything }

  /// Whether a known value fits.
  public func takes(_ value: Value) -> Bool {
    switch known {
    case .anything: return true
    case .nothing: return false
    case .values(let values): return values.contains(value)
    case .spans(let spans):
      guard let point = value.linear else { return false }
      return spans.contains { $0.contains(point) }
    case .texts(let patterns, let not):
      guard case .text(let text) = value else { return false }
      let bytes = TextPattern.comparable(text)
      return patterns.contains { $0.matches(bytes) } != not
    }
  }
}
