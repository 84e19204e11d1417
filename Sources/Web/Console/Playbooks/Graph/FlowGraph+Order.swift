/// The order within rows, so that few lines cross: each item goes where its neighbours are, row by row, down and up again.
extension FlowGraph {
  private static let sweeps = 12

  mutating func arrange() {
    rows = begun()
    let gaps = gaps()
    var best = (rows: rows, crossings: crossings(rows, gaps))
    for sweep in 0..<Self.sweeps where best.crossings > 0 {
      let isDown = sweep.isMultiple(of: 2)
      for rank in isDown ? Array(rows.indices.dropFirst()) : rows.indices.dropLast().reversed() { sort(rank, isDown: isDown, gaps) }
      let count = crossings(rows, gaps)
      if count < best.crossings { best = (rows, count) }
    }
    rows = best.rows
    settle()
  }

  /// The lines by the row that they begin in; each ends in the next one.
  private func gaps() -> [[Line]] {
    var gaps = [[Line]](repeating: [], count: rows.count)
    for line in lines { gaps[items[line.from].rank].append(line) }
    return gaps
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

  private mutating func sort(_ rank: Int, isDown: Bool, _ gaps: [[Line]]) {
    let beside = rows[isDown ? rank - 1 : rank + 1]
    let places = Dictionary(uniqueKeysWithValues: beside.enumerated().map { ($1, Double($0)) })
    var wanted: [Int: (sum: Double, count: Double)] = [:]
    for line in gaps[isDown ? rank - 1 : rank] {
      let (item, other) = isDown ? (line.to, line.from) : (line.from, line.to)
      guard let place = places[other] else { continue }
      let before = wanted[item] ?? (0, 0)
      wanted[item] = (before.sum + place, before.count + 1)
    }
    let old = rows[rank].enumerated().map { place, item in
      (item: item, at: wanted[item].map { $0.sum / $0.count } ?? Double(place), place: place)
    }
    rows[rank] = old.sorted { ($0.at, $0.place) < ($1.at, $1.place) }.map(\.item)
  }

  private func crossings(_ rows: [[Int]], _ gaps: [[Line]]) -> Int {
    var places = [Int](repeating: 0, count: items.count)
    for row in rows { for (place, item) in row.enumerated() { places[item] = place } }
    return gaps.reduce(0) { $0 + crossings($1, places) }
  }

  /// Pairs of lines that end in the other order than they begin in, counted line by line, not pair by pair: a row may have thousands.
  private func crossings(_ lines: [Line], _ places: [Int]) -> Int {
    let ends = lines.map { (places[$0.from], places[$0.to]) }.sorted { $0 < $1 }
    /// A Fenwick tree: how many of the lines so far end at a place or left of it.
    var ended = [Int](repeating: 0, count: (ends.map { $0.1 }.max() ?? 0) + 2)
    var count = 0
    for (before, (_, end)) in ends.enumerated() {
      var at = end + 1
      count += before
      while at > 0 {
        count -= ended[at]
        at -= at & -at
      }
      at = end + 1
      while at < ended.count {
        ended[at] += 1
        at += at & -at
      }
    }
    return count
  }
}
