/// The values of one input, divided into classes that no row tells apart, and the rows that each class fits.
struct InputClasses: Sendable {
  private enum Division: Sendable {
    case choices([String])
    case flag
    /// Bounds in order: the classes are the stretches between them and the bounds themselves.
    case line([Double])
    /// Texts have no end of classes: each test is tried.
    case texts([(test: CellTest, rows: [UInt64])])
  }

  private let division: Division
  /// The rows that each class fits, `words` numbers for each.
  private let rows: [UInt64]
  private let words: Int
  /// How many classes there are; nil when there is no end of them.
  let count: Int?

  /// - Parameter cells: the input's cell of each row; nil for a row that never fits.
  init(_ type: FactType, rows cells: [CellTest?]) {
    let words = max(1, (cells.count + 63) / 64)
    self.words = words
    func set(_ fits: (CellTest) -> Bool) -> [UInt64] {
      var set = [UInt64](repeating: 0, count: words)
      for (row, cell) in cells.enumerated() {
        if let cell, fits(cell) { set[row / 64] |= 1 << UInt64(row % 64) }
      }
      return set
    }
    switch type {
    case .choice(let choices):
      division = .choices(choices.map(\.id))
      // The last class is for a value that the list doesn't have.
      rows = choices.flatMap { choice in set { $0.takes(.choice(choice.id)) } } + set { $0.known == .anything }
      count = choices.count + 1
    case .flag:
      division = .flag
      rows = set { $0.takes(.flag(false)) } + set { $0.takes(.flag(true)) }
      count = 2
    case .number, .money, .duration, .time:
      let bounds = Self.bounds(cells.compactMap(\.self))
      division = .line(bounds)
      rows = Self.stretches(bounds).flatMap { point in
        set { cell in
          switch cell.known {
          case .anything: true
          case .spans(let spans): spans.contains { $0.contains(point) }
          default: false
          }
        }
      }
      count = bounds.count * 2 + 1
    case .text:
      var tests: [CellTest] = []
      for cell in cells { if let cell, !tests.contains(cell) { tests.append(cell) } }
      division = .texts(tests.map { test in (test, set { $0 == test }) })
      rows = []
      count = nil
    }
  }

  /// Every bound of every span, in order.
  static func bounds(_ cells: [CellTest]) -> [Double] {
    var bounds: Set<Double> = []
    for cell in cells {
      guard case .spans(let spans) = cell.known else { continue }
      for span in spans { bounds.formUnion([span.lower, span.upper].filter(\.isFinite)) }
    }
    return bounds.sorted()
  }

  /// A point of each stretch: below the first bound, the bound, between it and the next, and so on.
  private static func stretches(_ bounds: [Double]) -> [Double] {
    guard let first = bounds.first, let last = bounds.last else { return [0] }
    var points = [first.nextDown, first]
    for (lower, upper) in zip(bounds, bounds.dropFirst()) { points += [lower + (upper - lower) / 2, upper] }
    return points + [last.nextUp]
  }

  /// The class of a value; of no meaning where there is no end of classes.
  func `class`(of value: Value) -> Int {
    switch (division, value) {
    case (.choices(let ids), .choice(let id)):
      for index in ids.indices where ids[index] == id { return index }
      return ids.count
    case (.choices(let ids), _): return ids.count
    case (.flag, .flag(let flag)): return flag ? 1 : 0
    case (.line(let bounds), _): return value.linear.map { Self.class(of: $0, in: bounds) } ?? 0
    default: return 0
    }
  }

  private static func `class`(of point: Double, in bounds: [Double]) -> Int {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < point { low = middle + 1 } else { high = middle }
    }
    return low < bounds.count && bounds[low] == point ? low * 2 + 1 : low * 2
  }

  func intersect(_ fitting: inout [UInt64], withClass index: Int) {
    for word in 0..<words { fitting[word] &= rows[index * words + word] }
  }

  func intersect(_ fitting: inout [UInt64], with value: Value) {
    guard case .texts(let tests) = division else { return intersect(&fitting, withClass: self.class(of: value)) }
    guard case .text(let text) = value else { return }
    let bytes = TextPattern.comparable(text)
    for word in 0..<words {
      fitting[word] &= tests.reduce(0) { rows, test in test.test.takes(comparable: bytes) ? rows | test.rows[word] : rows }
    }
  }
}

extension CellTest {
  /// `takes` for a text in the writing that patterns compare.
  func takes(comparable bytes: [UInt8]) -> Bool {
    switch known {
    case .anything: true
    case .texts(let patterns, let not): patterns.contains { $0.matches(bytes) } != not
    default: false
    }
  }
}
