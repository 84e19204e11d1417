import Playbook

/// How fast one table is looked up, and what it answered: a number without the answers shows nothing.
struct TableMeasurement: Encodable {
  let table: String
  let rows: Int
  let inputs: Int
  /// Look-ups a second on one thread: the median of the runs.
  let evaluationsPerSecond: Int
  let runs: [Int]
  /// The sum of the numbers of the rows taken, over the cases of one round.
  let checksum: Int
  /// For every combination of values, the last input changing fastest: the number of the row taken, 0 for none.
  let answers: [Int]

  /// Cases in a round, drawn from all combinations: enough that the processor can't learn them by heart.
  private static let casesInRound = 4_096
  private static let mostCombinations = 100_000

  init(of table: DecisionTable, _ plan: Plan, seconds: Double, runs: Int) {
    self.table = table.id
    rows = table.rows.count
    inputs = table.inputs.count
    let combinations = Self.combinations(of: table, plan)
    answers = combinations.map { (table.compiled.row(for: $0) ?? -1) + 1 }
    var dice: UInt64 = 1
    let cases = (0..<Self.casesInRound).map { _ in
      // Knuth's generator: the same cases in every run and on every machine.
      dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return combinations[Int((dice >> 33) % UInt64(combinations.count))]
    }
    let compiled = table.compiled
    checksum = Self.round(compiled, cases)
    let clock = ContinuousClock()
    var rates: [Int] = []
    for _ in 0..<runs {
      var evaluations = 0
      var sum = 0
      let start = clock.now
      var elapsed = 0.0
      repeat {
        sum &+= Self.round(compiled, cases)
        evaluations += cases.count
        let duration = start.duration(to: clock.now).components
        elapsed = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
      } while elapsed < seconds
      // A round that answered otherwise than the first would be no measurement.
      precondition(sum == checksum &* (evaluations / cases.count), "the table changed its answers")
      rates.append(Int(Double(evaluations) / elapsed))
    }
    self.runs = rates
    evaluationsPerSecond = rates.sorted()[rates.count / 2]
  }

  private static func round(_ table: CompiledTable, _ cases: [[Value]]) -> Int {
    var sum = 0
    for values in cases { sum &+= (table.row(for: values) ?? -1) + 1 }
    return sum
  }

  /// Every value of closed lists; for amounts and texts those that the rows name, and one that none names.
  private static func combinations(of table: DecisionTable, _ plan: Plan) -> [[Value]] {
    var combinations: [[Value]] = [[]]
    for (index, id) in table.inputs.enumerated() {
      guard let fact = plan.fact(id) else { continue }
      let values = fact.values ?? named(by: table.rows.filter { !$0.isOtherwise }.map { $0.cells[index] }, fact)
      guard combinations.count * values.count <= mostCombinations else {
        combinations = combinations.map { $0 + [values[0]] }
        continue
      }
      combinations = combinations.flatMap { head in values.map { head + [$0] } }
    }
    return combinations
  }

  private static func named(by cells: [CellTest], _ fact: Fact) -> [Value] {
    var points: Set<Double> = [1e12]
    var texts: Set<String> = ["?"]
    for cell in cells {
      switch cell.known {
      case .spans(let spans): points.formUnion(spans.flatMap { [$0.lower, $0.upper] }.filter(\.isFinite))
      case .texts(let patterns, _): texts.formUnion(patterns.map { $0.text.replacing("*", with: "") })
      default: continue
      }
    }
    return switch fact.type {
    case .number: points.sorted().map { .number($0) }
    case .money: points.sorted().map { .money(fen: Int64($0)) }
    case .duration: points.sorted().map { .duration(TimeAmount(seconds: Int64($0))) }
    case .time: points.sorted().map { .time(Instant(milliseconds: Int64($0))) }
    case .text: texts.sorted().map { .text($0) }
    case .choice, .flag: fact.values ?? []
    }
  }
}
