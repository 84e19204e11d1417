import Playbook

/// A procedure as it is drawn: items in rows, and lines between neighbouring rows only.
///
///     boxes and arrows → rows, ends, jumps, bends → order within rows → places
struct FlowGraph {
  struct Line: Hashable {
    let from: Int
    let to: Int
  }

  /// More boxes are no picture any more.
  static let mostBoxes = 300
  /// Of items, bends too, and of lines: few boxes may have very many ways between them, each past many rows.
  static let mostParts = 5_000

  private(set) var items: [FlowItem] = []
  private(set) var lines: [Line] = []
  /// The same: no two lead from one item to one other.
  private var drawn: Set<Line> = []
  /// Indices of items, row by row, from left to right.
  var rows: [[Int]] = []

  /// - Returns: nil when it is too large to be drawn.
  init?(_ cluster: PlanGraph.Cluster, _ edges: [PlanGraph.Edge], mostParts: Int = FlowGraph.mostParts) {
    guard cluster.nodes.count <= Self.mostBoxes, let start = cluster.nodes.first, let end = cluster.nodes.last else { return nil }
    let nodes = Dictionary(cluster.nodes.map { ($0.id, $0) }) { first, _ in first }
    let ways = Dictionary(grouping: edges.filter { nodes[$0.from] != nil && nodes[$0.to] != nil }, by: \.from)
    let walk = FlowWalk(from: start.id, end: end.id, ways)
    var boxes: [String: Int] = [:]
    for id in walk.order {
      guard let node = nodes[id] else { continue }
      boxes[id] = add(.box(node), 2 * (walk.layers[id] ?? 0))
    }
    /// By target and row: arrows to the same box go on together.
    var bends: [[Int]: Int] = [:]
    for id in walk.order {
      guard let from = boxes[id] else { continue }
      for edge in ways[id] ?? [] {
        guard max(items.count, lines.count) <= mostParts else { return nil }
        if edge.to == end.id, nodes[id]?.shape == .end { continue }
        let above = edge.text.isEmpty ? from : join(from, .label(edge.text), items[from].rank + 1)
        if edge.to == end.id {
          _ = join(above, .end, items[above].rank + 1)
        } else if walk.goesBack(edge), let target = nodes[edge.to] {
          _ = join(above, .jump(to: target), items[above].rank + 1)
        } else if let target = boxes[edge.to] {
          lead(from: above, to: target, &bends)
        }
      }
    }
    arrange()
  }

  private mutating func add(_ role: FlowItem.Role, _ rank: Int) -> Int {
    items.append(FlowItem(role, rank: rank))
    return items.count - 1
  }

  /// Adds an item below another. - Returns: its index.
  private mutating func join(_ above: Int, _ role: FlowItem.Role, _ rank: Int) -> Int {
    let item = add(role, rank)
    connect(above, item)
    return item
  }

  private mutating func connect(_ above: Int, _ below: Int) {
    let line = Line(from: above, to: below)
    if drawn.insert(line).inserted { lines.append(line) }
  }

  private mutating func lead(from above: Int, to target: Int, _ bends: inout [[Int]: Int]) {
    var last = above
    for rank in stride(from: items[above].rank + 1, to: items[target].rank, by: 1) {
      // From here on the way is drawn.
      if let known = bends[[target, rank]] { return connect(last, known) }
      last = join(last, .bend, rank)
      bends[[target, rank]] = last
    }
    connect(last, target)
  }

  mutating func place(_ index: Int, x: Double, y: Double) {
    items[index].x = x
    items[index].y = y
  }
}

/// A walk through the boxes in document order: which can be reached, how deep they stand, and which arrows go back.
struct FlowWalk {
  /// Boxes as they are first reached.
  private(set) var order: [String] = []
  /// The longest way to each, counted in boxes.
  private(set) var layers: [String: Int] = [:]
  private var back: Set<PlanGraph.Edge> = []

  init(from start: String, end: String, _ ways: [String: [PlanGraph.Edge]]) {
    var isOpen: [String: Bool] = [start: true]
    var finished: [String] = []
    var stack: [(id: String, next: Int)] = [(start, 0)]
    order = [start]
    while let top = stack.last {
      let edges = ways[top.id] ?? []
      guard top.next < edges.count else {
        isOpen[top.id] = false
        finished.append(top.id)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let edge = edges[top.next]
      guard edge.to != end else { continue }
      if let open = isOpen[edge.to] {
        if open { back.insert(edge) }
        continue
      }
      isOpen[edge.to] = true
      order.append(edge.to)
      stack.append((edge.to, 0))
    }
    for id in finished.reversed() {
      let below = (layers[id] ?? 0) + 1
      for edge in ways[id] ?? [] where edge.to != end && !back.contains(edge) { layers[edge.to] = max(layers[edge.to] ?? 0, below) }
    }
  }

  func goesBack(_ edge: PlanGraph.Edge) -> Bool { back.contains(edge) }
}
