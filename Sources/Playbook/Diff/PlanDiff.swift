/// What became of each sentence from one version of a playbook to the next, by comparing the two trees from the top down.
public struct PlanDiff: Sendable {
  /// How a sentence fared.
  public enum Fate: String, Sendable, Hashable, CaseIterable {
    case kept, moved, changed, gone, new
  }

  /// One sentence, in the version or versions it stands in.
  public struct Entry: Sendable, Hashable {
    public let fate: Fate
    /// Nil when it is new.
    public let old: Sentence?
    /// Nil when it is gone.
    public let new: Sentence?
    /// The ids of the step or alternative, where it is there.
    public let oldID: String?
    public let newID: String?
  }

  /// In the order of the new version; what is gone stands behind what it stood behind.
  public let entries: [Entry]

  public init(from old: Plan, to new: Plan) {
    var comparison = TreeComparison(old: SentenceTree(old), new: SentenceTree(new))
    comparison.run()
    entries = comparison.entries
  }

  /// How many sentences fared so.
  public func count(_ fate: Fate) -> Int { entries.reduce(0) { $0 + ($1.fate == fate ? 1 : 0) } }

  /// The step or alternative of the new version that stands for one of the old; nil when it is gone.
  public func successor(of id: String) -> String? {
    entries.first { $0.oldID == SentenceTree.sentenceID(id) }?.newID
  }
}

private struct TreeComparison {
  let old: SentenceTree
  let new: SentenceTree
  private var newByOld: [Int: Int] = [:]
  private var oldByNew: [Int: Int] = [:]
  private var fates: [Int: PlanDiff.Fate] = [:]

  init(old: SentenceTree, new: SentenceTree) {
    self.old = old
    self.new = new
  }

  mutating func run() {
    matchRoots()
    for (oldRoot, newRoot) in pairs(of: old.roots) { descend(oldRoot, newRoot) }
    matchElsewhere()
  }

  private func pairs(of roots: [Int]) -> [(Int, Int)] { roots.compactMap { root in newByOld[root].map { (root, $0) } } }

  /// Procedures keep their names, or at least their titles; the main one is always the main one.
  private mutating func matchRoots() {
    if let first = old.roots.first, let second = new.roots.first { join(first, second, .kept) }
    for root in new.roots.dropFirst() {
      let node = new.nodes[root]
      let same = old.roots.dropFirst().first { newByOld[$0] == nil && (old.nodes[$0].id == node.id || old.nodes[$0].text == node.text) }
      if let same { join(same, root, .kept) }
    }
  }

  private mutating func join(_ old: Int, _ new: Int, _ fate: PlanDiff.Fate) {
    newByOld[old] = new
    oldByNew[new] = old
    fates[new] = fate
  }

  /// Matches the sentences below two that belong together: the same words first, then words that are much alike.
  private mutating func descend(_ oldParent: Int, _ newParent: Int) {
    var waiting: [String: [Int]] = [:]
    // The first of equal sentences stands last, where it is taken without moving the others.
    for child in old.nodes[oldParent].children.reversed() { waiting[old.nodes[child].text, default: []].append(child) }
    var matched: [(old: Int, new: Int)] = []
    for child in new.nodes[newParent].children {
      guard let same = waiting[new.nodes[child].text]?.popLast() else { continue }
      matched.append((same, child))
    }
    let inOrder = Set(longestRise(matched.map(\.old)))
    for pair in matched { join(pair.old, pair.new, inOrder.contains(pair.old) ? .kept : .moved) }
    matchAlike(oldParent, newParent)
    for child in old.nodes[oldParent].children { if let there = newByOld[child] { descend(child, there) } }
  }

  private mutating func matchAlike(_ oldParent: Int, _ newParent: Int) {
    let left = old.nodes[oldParent].children.enumerated().filter { newByOld[$0.element] == nil }
    guard !left.isEmpty else { return }
    var search = LikenessSearch(left.map { (old.nodes[$0.element].text, $0.offset) })
    for (position, child) in new.nodes[newParent].children.enumerated() where oldByNew[child] == nil {
      if let best = search.take(like: new.nodes[child].text, at: position) { join(left[best].element, child, .changed) }
    }
  }

  /// What stands under another sentence now.
  private mutating func matchElsewhere() {
    var waiting: [String: [Int]] = [:]
    for index in old.nodes.indices.reversed() where newByOld[index] == nil && old.nodes[index].sentence != nil {
      waiting[old.nodes[index].text, default: []].append(index)
    }
    for index in new.nodes.indices where oldByNew[index] == nil && new.nodes[index].sentence != nil {
      while let same = waiting[new.nodes[index].text]?.popLast() {
        // Matching below another pair may have taken it by now.
        guard newByOld[same] == nil else { continue }
        join(same, index, .moved)
        descend(same, index)
        break
      }
    }
  }

  var entries: [PlanDiff.Entry] {
    var result: [PlanDiff.Entry] = []
    var told: Set<Int> = []
    func tellGone(below parent: Int) {
      for child in old.nodes[parent].children where newByOld[child] == nil && told.insert(child).inserted {
        result.append(PlanDiff.Entry(fate: .gone, old: old.nodes[child].sentence, new: nil, oldID: old.nodes[child].id, newID: nil))
        tellGone(below: child)
      }
    }
    func tell(_ index: Int) {
      let node = new.nodes[index]
      if let sentence = node.sentence {
        let before = oldByNew[index].map { old.nodes[$0] }
        result.append(PlanDiff.Entry(fate: fates[index] ?? .new, old: before?.sentence, new: sentence, oldID: before?.id, newID: node.id))
      }
      for child in node.children { tell(child) }
      if let before = oldByNew[index] { tellGone(below: before) }
    }
    for root in new.roots { tell(root) }
    for root in old.roots where newByOld[root] == nil { tellGone(below: root) }
    return result
  }
}

/// The longest part of the numbers that rises: what kept its order.
private func longestRise(_ numbers: [Int]) -> [Int] {
  var tails: [Int] = []
  var before = [Int?](repeating: nil, count: numbers.count)
  for (index, number) in numbers.enumerated() {
    var low = 0
    var high = tails.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[tails[middle]] < number { low = middle + 1 } else { high = middle }
    }
    before[index] = low > 0 ? tails[low - 1] : nil
    if low == tails.count { tails.append(index) } else { tails[low] = index }
  }
  var rise: [Int] = []
  var index = tails.last
  while let here = index {
    rise.append(numbers[here])
    index = before[here]
  }
  return rise
}
