/// The order within rows, so that few lines cross: each item goes where its neighbours are, row by row, down and up again.
extension FlowGraph {
  private static let sweeps = 12

  mutating func arrange() {
    rows = begun()
    var best = (rows: rows, crossings: crossings(rows))
    for sweep in 0..<Self.sweeps where best.crossings > 0 {
      let isDown = sweep.isMultiple(of: 2)
      for rank in isDown ? Array(rows.indices.dropFirst()) : rows.indices.dropLast().reversed() { sort(rank, isDown: isDown) }
      let count = crossings(rows)
      if count < best.crossings { best = (rows, count) }
    }
    rows = best.rows
    settle()
  }

  /// As a walk in document order comes to them.
  private func begun() -> [[Int]] {
    var rows = [[Int]](repeating: [], count: (items.map(\.rank).max() ?? 0) + 1)
    let below = Dictionary(grouping: lines, by: \.from)
    var seen: Set<Int> = []
    var stack = items.isEmpty ? [] : [0]
    while let item = stack.popLast() {
      guard seen.insert(item).inserted else { continue }
      rows[items[item].rank].append(item)
      stack += (below[item] ?? []).reversed().map(\.to)
    }
    return rows
  }

  private mutating func sort(_ rank: Int, isDown: Bool) {
    let beside = rows[isDown ? rank - 1 : rank + 1]
    let places = Dictionary(uniqueKeysWithValues: beside.enumerated().map { ($1, Double($0)) })
    var wanted: [Int: (sum: Double, count: Double)] = [:]
    for line in lines {
      let (item, other) = isDown ? (line.to, line.from) : (line.from, line.to)
      guard items[item].rank == rank, let place = places[other] else { continue }
      let before = wanted[item] ?? (0, 0)
      wanted[item] = (before.sum + place, before.count + 1)
    }
    let old = rows[rank].enumerated().map { place, item in
      (item: item, at: wanted[item].map { $0.sum / $0.count } ?? Double(place), place: place)
    }
    rows[rank] = old.sorted { ($0.at, $0.place) < ($1.at, $1.place) }.map(\.item)
  }

  private func crossings(_ rows: [[Int]]) -> Int {
    var places = [Int](repeating: 0, count: items.count)
    for row in rows { for (place, item) in row.enumerated() { places[item] = place } }
    var count = 0
    for group in Dictionary(grouping: lines, by: { items[$0.from].rank }).values {
      let ends = group.map { (places[$0.from], places[$0.to]) }
      for (number, one) in ends.enumerated() {
        for other in ends[(number + 1)...] where (one.0 - other.0) * (one.1 - other.1) < 0 { count += 1 }
      }
    }
    return count
  }
}
