/// The values of one input, divided into regions that no row tells apart: every value of a region fits the same rows.
struct InputRegions {
  /// What a region holds.
  enum Part: Hashable {
    case value(Value)
    case span(Span)
    /// Texts that the pattern matches and, unless another does too, no other.
    case text(TextPattern)
    /// Texts that two patterns match.
    case textOfTwo
    /// Texts that no pattern matches.
    case otherText
    case unknown
  }

  let fact: Fact
  let regions: [[Part]]
  /// For each row the regions it fits.
  let fits: [Set<Int>]
  /// The regions of known values.
  let known: Set<Int>
  /// Every pattern of the column.
  let patterns: [TextPattern]
  /// Whether pairs of patterns were too many to be looked at.
  let isPartial: Bool

  private static let mostPatterns = 48

  /// - Parameter cells: the input's cell of each row.
  init(_ fact: Fact, cells: [CellTest]) {
    self.fact = fact
    let patterns = Self.patterns(cells)
    self.patterns = patterns
    isPartial = patterns.count > Self.mostPatterns
    var parts: [(part: Part, rows: [Bool])] = []
    switch fact.type {
    case .choice, .flag: parts = (fact.values ?? []).map { value in (.value(value), cells.map { $0.takes(value) }) }
    case .number, .money, .duration, .time:
      parts = Self.stretches(InputClasses.bounds(cells), fact.type).map { span in (.span(span), cells.map { $0.takes(all: span) }) }
    case .text:
      parts = Self.texts(patterns).map { part, bytes in (part, cells.map { $0.takes(comparable: bytes) }) }
    }
    if cells.contains(where: \.namesUnknown) { parts.append((.unknown, cells.map(\.takesUnknown))) }
    // Regions that fit the same rows are one.
    var places: [[Bool]: Int] = [:]
    var regions: [[Part]] = []
    var rows: [[Bool]] = []
    for (part, fitting) in parts {
      if part != .unknown, let place = places[fitting] {
        regions[place].append(part)
      } else {
        if part != .unknown { places[fitting] = regions.count }
        regions.append([part])
        rows.append(fitting)
      }
    }
    self.regions = regions
    known = Set(regions.indices.filter { regions[$0] != [.unknown] })
    fits = cells.indices.map { row in Set(rows.indices.filter { rows[$0][row] }) }
  }

  private static func patterns(_ cells: [CellTest]) -> [TextPattern] {
    var seen: Set<TextPattern> = []
    return cells.flatMap { cell -> [TextPattern] in if case .texts(let patterns, _) = cell.known { patterns } else { [] } }.filter { seen.insert($0).inserted }
  }

  /// The bounds and what lies between them. Where values are whole (fen, seconds, and numbers that are only compared with whole ones), nothing lies between
  /// neighbours; what is less than zero is left out unless the table speaks of it.
  private static func stretches(_ bounds: [Double], _ type: FactType) -> [Span] {
    let isWhole = bounds.allSatisfy { $0 == $0.rounded() }
    let isTime = if case .time = type { true } else { false }
    let start = isTime || bounds.contains { $0 < 0 } ? -Double.infinity : 0
    var spans: [Span] = []
    var lower = Span(lower: start, includesLower: true, upper: start, includesUpper: false)
    for bound in bounds {
      let gap = Span(lower: lower.lower, includesLower: lower.includesLower, upper: bound, includesUpper: false)
      let isGone = gap.isEmpty || (isWhole && !gap.includesLower && bound - gap.lower <= 1)
      if !isGone { spans.append(gap) }
      spans.append(.only(bound))
      lower = Span(lower: bound, includesLower: false, upper: bound, includesUpper: false)
    }
    return spans + [Span(lower: lower.lower, includesLower: lower.includesLower, upper: .infinity, includesUpper: false)]
  }

  /// A text for each region. What a star stands for is a sign that no pattern has: a second pattern that matches it too, matches whatever the first does.
  private static func texts(_ patterns: [TextPattern]) -> [(Part, [UInt8])] {
    var texts: [(Part, [UInt8])] = [(.otherText, [TextPattern.foreignSign])]
    texts += patterns.map { (.text($0), $0.sample) }
    guard patterns.count <= mostPatterns else { return texts }
    for (index, one) in patterns.enumerated() {
      for other in patterns[(index + 1)...] { if let both = one.common(with: other) { texts.append((.textOfTwo, both)) } }
    }
    return texts
  }
}

extension CellTest {
  /// Whether a stretch that no bound of the cell cuts fits.
  fileprivate func takes(all span: Span) -> Bool {
    switch known {
    case .anything: true
    case .spans(let spans): spans.contains { $0.contains(span.inside) }
    default: false
    }
  }
}

extension Span {
  /// A point of it.
  var inside: Double {
    if includesLower { return lower }
    if includesUpper { return upper }
    if lower.isFinite, upper.isFinite { return lower + (upper - lower) / 2 }
    return lower.isFinite ? lower.nextUp : upper.isFinite ? upper.nextDown : 0
  }
}
