/// The combinations of input values of a table, as boxes: for each input a set of regions.
///
/// A row is a box. What no row takes, what two rows both take, and whether rows take all of another are questions about boxes; none of them needs the single
/// combinations.
struct TableRegions {
  typealias Box = [Set<Int>]

  let table: DecisionTable
  let columns: [InputRegions]
  /// The rows that may fit, without the "otherwise" row.
  let rows: [DecisionTable.Row]
  let boxes: [Box]
  /// How many steps the search may take before it gives up: a table that people read is done in a few hundred.
  private static let mostSteps = 20_000

  /// Nil for a table that wasn't understood.
  init?(_ table: DecisionTable, _ vocabulary: Vocabulary) {
    let facts = table.inputs.compactMap(vocabulary.fact)
    guard table.isSound, facts.count == table.inputs.count, !facts.isEmpty else { return nil }
    self.table = table
    let rows = table.rows.filter { !$0.isOtherwise }
    self.rows = rows
    let columns = facts.enumerated().map { index, fact in InputRegions(fact, cells: rows.map { $0.cells[index] }) }
    self.columns = columns
    boxes = rows.indices.map { row in columns.map { $0.fits[row] } }
  }

  /// Whether something was too large to be looked at, so that what isn't found may be there all the same.
  var isPartial: Bool { columns.contains(where: \.isPartial) }

  /// All combinations of known values.
  var everything: Box { columns.map(\.known) }

  /// What a search comes to.
  enum Gap {
    case none
    /// Combinations that none of the boxes takes, as wide as can be.
    case box(Box)
    case gaveUp
  }

  /// Combinations of `whole` that none of the boxes takes.
  func gap(in whole: Box, besides boxes: [Box]) -> Gap {
    var search = Search(whole: whole, boxes: boxes, stepsLeft: Self.mostSteps)
    guard let place = search.look(column: 0, among: Array(boxes.indices), []) else { return search.stepsLeft > 0 ? .none : .gaveUp }
    return .box(widened(place, within: whole, besides: boxes))
  }

  private struct Search {
    let whole: Box
    let boxes: [Box]
    var stepsLeft: Int
    private var seen: Set<[Int]> = []

    init(whole: Box, boxes: [Box], stepsLeft: Int) {
      self.whole = whole
      self.boxes = boxes
      self.stepsLeft = stepsLeft
    }

    /// Column by column, with the boxes that take what was chosen so far. The same boxes at the same column are looked at once.
    mutating func look(column: Int, among fitting: [Int], _ chosen: [Int]) -> Box? {
      if fitting.isEmpty { return chosen.map { [$0] } + whole[chosen.count...] }
      if column == whole.count { return nil }
      if fitting.contains(where: { box in (column..<whole.count).allSatisfy { boxes[box][$0].isSuperset(of: whole[$0]) } }) { return nil }
      guard seen.insert([column] + fitting).inserted else { return nil }
      for region in whole[column].sorted() {
        stepsLeft -= 1
        guard stepsLeft > 0 else { return nil }
        if let found = look(column: column + 1, among: fitting.filter { boxes[$0][column].contains(region) }, chosen + [region]) { return found }
      }
      return nil
    }
  }

  private func widened(_ place: Box, within whole: Box, besides boxes: [Box]) -> Box {
    var result = place
    for column in place.indices {
      for region in whole[column].subtracting(result[column]).sorted() {
        var wider = result
        wider[column] = [region]
        if !boxes.contains(where: { Self.meet($0, wider) != nil }) { result[column].insert(region) }
      }
    }
    return result
  }

  /// What two boxes have in common.
  static func meet(_ one: Box, _ other: Box) -> Box? {
    var common: Box = []
    for (left, right) in zip(one, other) {
      let both = left.intersection(right)
      if both.isEmpty { return nil }
      common.append(both)
    }
    return common
  }
}
