/// How an input of a table stands when the table is looked up.
public enum TableInput: Hashable, Sendable {
  case known(Value)
  /// Not known, and nobody was asked yet.
  case notAsked
  /// Asked for, and nobody can say.
  case unknown
}

/// What a table says about one of its outputs.
public enum TableVerdict: Hashable, Sendable {
  /// The value, and the numbers of the rows that say so.
  case value(Value, rows: [Int])
  /// It can't be told yet: this input makes a difference and has to be asked for.
  case needs(Fact.ID)
  /// No row fits, the rows contradict each other or leave the fact unknown, or it hangs on something that nobody can say.
  case nothing
}

extension DecisionTable {
  /// Looks an output up, in three-valued logic.
  ///
  /// An input that isn't known fits the cells `-` and `未知`; a row that asks anything else of it stays open. An answer counts only when no open row could
  /// have changed it. A row that names the unknown in those columns speaks for it: then the open rows don't matter.
  public func lookup(_ output: Fact.ID, _ input: (Fact.ID) -> TableInput) -> TableVerdict {
    guard isSound, let column = outputs.firstIndex(of: output) else { return .nothing }
    let given = inputs.map(input)
    var fitting: [Row] = []
    var open: [OpenRow] = []
    for row in rows where !row.isOtherwise {
      switch standing(of: row, given) {
      case .fits: fitting.append(row)
      case .open(let asking, let silent): open.append(OpenRow(row: row, asking: asking, silent: silent))
      case .fails: continue
      }
      // What stands behind the first row that fits doesn't matter.
      if policy == .first, !fitting.isEmpty { break }
    }
    switch policy {
    case .first, .unique: return single(fitting, open, column)
    case .collect(let gathering): return gathered(fitting, open, column, gathering)
    }
  }

  private struct OpenRow {
    let row: Row
    /// Inputs that can still be asked for.
    let asking: [Int]
    /// Inputs that nobody can say.
    let silent: [Int]

    /// Whether a row that fits says in so many words what holds when these inputs aren't known.
    func isAnswered(by fitting: [Row]) -> Bool {
      asking.isEmpty && fitting.contains { row in silent.allSatisfy { row.cells[$0].namesUnknown } }
    }
  }

  private enum Standing { case fits, fails, open(asking: [Int], silent: [Int]) }

  private func standing(of row: Row, _ given: [TableInput]) -> Standing {
    var asking: [Int] = []
    var silent: [Int] = []
    for (index, cell) in row.cells.enumerated() where !cell.isAnything {
      switch given[index] {
      case .known(let value): if !cell.takes(value) { return .fails }
      case .notAsked: asking.append(index)
      case .unknown:
        if cell.takesUnknown { continue }
        // "Not unknown" is a clear no.
        if cell.known == .anything { return .fails }
        silent.append(index)
      }
    }
    return asking.isEmpty && silent.isEmpty ? .fits : .open(asking: asking, silent: silent)
  }

  private var otherwise: Row? { rows.first(where: \.isOtherwise) }

  /// One row answers; the others that fit or could must say the same.
  private func single(_ fitting: [Row], _ open: [OpenRow], _ column: Int) -> TableVerdict {
    let row = fitting.first ?? otherwise
    let value = row?.outputs[column]
    if fitting.contains(where: { $0.outputs[column] != value }) { return .nothing }
    if isLost(open, column) { return .nothing }
    if let hindrance = hindrance(open.filter { $0.row.outputs[column] != value }, fitting) { return hindrance }
    guard let row, let value else { return .nothing }
    return .value(value, rows: [row.number])
  }

  /// Whether no further answer can help: rows that hang on what nobody can say contradict each other, and no row speaks for the unknown.
  private func isLost(_ open: [OpenRow], _ column: Int) -> Bool {
    let stuck = open.filter(\.asking.isEmpty)
    guard let first = stuck.first, stuck.contains(where: { $0.row.outputs[column] != first.row.outputs[column] }) else { return false }
    return !rows.contains { $0.cells.contains(where: \.namesUnknown) }
  }

  private func hindrance(_ open: [OpenRow], _ fitting: [Row]) -> TableVerdict? {
    let open = open.filter { !$0.isAnswered(by: fitting) }
    if let input = open.lazy.compactMap(\.asking.first).first { return .needs(inputs[input]) }
    return open.isEmpty ? nil : .nothing
  }

  private func gathered(_ fitting: [Row], _ open: [OpenRow], _ column: Int, _ gathering: HitPolicy.Gathering) -> TableVerdict {
    // A row that leaves the fact unknown leaves what is gathered unknown, whatever else fits.
    if gathering != .count, fitting.contains(where: { $0.outputs[column] == nil }) { return .nothing }
    if let hindrance = hindrance(open.filter { makesADifference($0.row, to: fitting, column, gathering) }, fitting) { return hindrance }
    let rows = fitting.isEmpty ? otherwise.map { [$0] } ?? [] : fitting
    if gathering == .count, !fitting.isEmpty || rows.isEmpty { return .value(.number(Double(fitting.count)), rows: fitting.map(\.number)) }
    let values = rows.compactMap { $0.outputs[column] }
    guard values.count == rows.count else { return .nothing }
    let result: Value? =
      switch gathering {
      case .sum: values.isEmpty ? zero(of: column) : values.dropFirst().reduce(Optional(values[0])) { sum, next in sum.flatMap { $0.adding(next) } }
      case .most: values.max { $0.order(to: $1) ?? 0 < 0 }
      case .least: values.min { $0.order(to: $1) ?? 0 < 0 }
      case .count: values.first
      }
    return result.map { .value($0, rows: rows.map(\.number)) } ?? .nothing
  }

  /// Whether what is gathered from the rows that fit would be another value if this one fitted too.
  private func makesADifference(_ row: Row, to fitting: [Row], _ column: Int, _ gathering: HitPolicy.Gathering) -> Bool {
    guard let value = row.outputs[column] else { return true }
    switch gathering {
    case .count: return true
    // Without a row that fits, "otherwise" would give way to this one.
    case .sum: return fitting.isEmpty && otherwise != nil || value != zero(of: column)
    case .most: return !fitting.contains { $0.outputs[column]?.order(to: value) ?? -1 >= 0 }
    case .least: return !fitting.contains { $0.outputs[column]?.order(to: value) ?? 1 <= 0 }
    }
  }

  /// Nothing to add up is zero of what the column holds.
  private func zero(of column: Int) -> Value? {
    switch rows.lazy.compactMap({ $0.outputs[column] }).first {
    case .number: .number(0)
    case .money: .money(fen: 0)
    case .duration: .duration(TimeAmount(seconds: 0))
    default: nil
    }
  }
}

extension Value {
  /// Nil when the two can't be added or the sum is beyond all bounds.
  fileprivate func adding(_ other: Value) -> Value? {
    func sum(_ left: Int64, _ right: Int64) -> Int64? {
      let (sum, isTooMuch) = left.addingReportingOverflow(right)
      return isTooMuch ? nil : sum
    }
    return switch (self, other) {
    case (.number(let left), .number(let right)): .number(left + right)
    case (.money(let left), .money(let right)): sum(left, right).map { .money(fen: $0) }
    case (.duration(let left), .duration(let right)): sum(left.seconds, right.seconds).map { .duration(TimeAmount(seconds: $0)) }
    default: nil
    }
  }
}
