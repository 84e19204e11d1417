/// Where items stand: below what leads to them and above what they lead to, as far as their neighbours in the row leave room.
extension FlowGraph {
  /// Down and up by turns; the last one goes down, so that what follows one another stands one below another.
  private static let passes = 17
  private static let between = 22.0
  private static let gap = 28.0
  /// Behind a row that lines only pass.
  private static let narrowGap = 10.0
  static let margin = 16.0

  mutating func settle() {
    var x = [Double](repeating: 0, count: items.count)
    for row in rows { for (item, place) in zip(row, spread(row, wanted: row.map { _ in 0 })) { x[item] = place } }
    var above = [[Int]](repeating: [], count: items.count)
    var below = above
    for line in lines {
      above[line.to].append(line.from)
      below[line.from].append(line.to)
    }
    for pass in 0..<Self.passes {
      let isDown = pass.isMultiple(of: 2)
      for row in isDown ? rows : rows.reversed() {
        let wanted = row.map { item -> Double in
          let beside = isDown ? above[item] : below[item]
          return beside.isEmpty ? x[item] : beside.reduce(0) { $0 + x[$1] } / Double(beside.count)
        }
        for (item, place) in zip(row, spread(row, wanted: wanted)) { x[item] = place }
      }
    }
    let left = items.indices.map { x[$0] - items[$0].width / 2 }.min() ?? 0
    var y = Self.margin
    for row in rows {
      for item in row { place(item, x: x[item] - left + Self.margin, y: y) }
      let tallest = row.map { items[$0].height }.max() ?? 0
      y += tallest + (tallest > 0 ? Self.gap : Self.narrowGap)
    }
  }

  /// The places nearest to those that are wanted (in least squares) that keep the order and leave room between neighbours: by pooling those that get in each other's way.
  private func spread(_ row: [Int], wanted: [Double]) -> [Double] {
    var offsets: [Double] = []
    for (number, item) in row.enumerated() {
      guard number > 0 else {
        offsets.append(0)
        continue
      }
      offsets.append(offsets[number - 1] + (items[row[number - 1]].width + items[item].width) / 2 + Self.between)
    }
    var pools: [(sum: Double, count: Int)] = []
    for (number, place) in wanted.enumerated() {
      pools.append((place - offsets[number], 1))
      while pools.count > 1 {
        let (one, other) = (pools[pools.count - 2], pools[pools.count - 1])
        guard one.sum / Double(one.count) > other.sum / Double(other.count) else { break }
        pools.removeLast(2)
        pools.append((one.sum + other.sum, one.count + other.count))
      }
    }
    return zip(pools.flatMap { pool in [Double](repeating: pool.sum / Double(pool.count), count: pool.count) }, offsets).map { $0 + $1 }
  }

  var width: Double { (items.map { $0.x + $0.width / 2 }.max() ?? 0) + Self.margin }
  var height: Double { (items.map { $0.y + $0.height }.max() ?? 0) + Self.margin }

  /// Where a row ends: its tallest item's lower edge.
  func bottom(ofRow rank: Int) -> Double { rows[rank].map { items[$0].y + items[$0].height }.max() ?? 0 }
}
