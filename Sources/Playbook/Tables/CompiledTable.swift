/// A decision table made ready for many look-ups with all inputs known.
///
/// Each input's values fall into classes that no row tells apart. Where the classes of all inputs together are few, every combination is looked up beforehand
/// and an answer is one read; else each class carries the set of rows it fits, and the sets are intersected.
public struct CompiledTable: Sendable {
  private let columns: [InputClasses]
  /// For each combination of classes the row's index, or -1; nil when there are too many combinations.
  private let answers: [Int16]?
  private let words: Int
  private let rowCount: Int
  private let otherwise: Int
  /// Rows of different outputs, whose fitting together is a contradiction; nil where the first row that fits is the answer.
  private let outputs: [[Value?]]?

  /// The most combinations that are looked up beforehand: 128 KiB for a table.
  private static let mostAnswers = 65_536

  init(policy: HitPolicy, inputs: [FactType], rows: [DecisionTable.Row]) {
    words = max(1, (rows.count + 63) / 64)
    rowCount = rows.count
    columns = inputs.enumerated().map { index, type in InputClasses(type, rows: rows.map { $0.isOtherwise ? nil : $0.cells[index] }) }
    otherwise = rows.firstIndex(where: \.isOtherwise) ?? -1
    outputs = policy == .unique ? rows.map(\.outputs) : nil
    var combinations = 1
    for column in columns {
      guard let count = column.count, combinations <= Self.mostAnswers else {
        combinations = .max
        break
      }
      combinations *= count
    }
    guard combinations <= Self.mostAnswers, rows.count < Int(Int16.max) else {
      answers = nil
      return
    }
    var answers: [Int16] = []
    answers.reserveCapacity(combinations)
    for combination in 0..<combinations {
      var rest = combination
      var fitting = [UInt64](repeating: .max, count: words)
      for column in columns {
        guard let count = column.count else { continue }
        column.intersect(&fitting, withClass: rest % count)
        rest /= count
      }
      answers.append(Int16(Self.answer(fitting, rowCount: rows.count, otherwise: otherwise, outputs: outputs)))
    }
    self.answers = answers
  }

  /// The index of the row that answers for these values, one for each input in order: the first that fits, the "otherwise" row when none does; nil when there is
  /// none, or when rows that fit contradict each other. It is meant for tables that take one row; what a `collect` table says, `lookup` tells.
  public func row(for values: [Value]) -> Int? {
    guard values.count == columns.count else { return nil }
    if let answers {
      var place = 0
      var stride = 1
      for index in columns.indices {
        place += columns[index].class(of: values[index]) * stride
        stride *= columns[index].count ?? 1
      }
      let row = Int(answers[place])
      return row < 0 ? nil : row
    }
    var fitting = [UInt64](repeating: .max, count: words)
    for (column, value) in zip(columns, values) { column.intersect(&fitting, with: value) }
    let row = Self.answer(fitting, rowCount: rowCount, otherwise: otherwise, outputs: outputs)
    return row < 0 ? nil : row
  }

  private static func answer(_ fitting: [UInt64], rowCount: Int, otherwise: Int, outputs: [[Value?]]?) -> Int {
    guard let first = firstRow(in: fitting, from: 0), first < rowCount else { return otherwise }
    guard let outputs else { return first }
    var next = firstRow(in: fitting, from: first + 1)
    while let row = next, row < rowCount {
      if outputs[row] != outputs[first] { return -1 }
      next = firstRow(in: fitting, from: row + 1)
    }
    return first
  }

  private static func firstRow(in fitting: [UInt64], from start: Int) -> Int? {
    var word = start / 64
    guard word < fitting.count else { return nil }
    var bits = fitting[word] & (.max << UInt64(start % 64))
    while bits == 0 {
      word += 1
      guard word < fitting.count else { return nil }
      bits = fitting[word]
    }
    return word * 64 + bits.trailingZeroBitCount
  }
}
