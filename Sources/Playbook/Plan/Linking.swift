/// Turns a tree of sentences into flat steps that name each other: what comes next is decided here, once.
struct Linking {
  private var steps: [(order: Int, step: Step)] = []
  private var order = 0

  /// - Returns: the steps in document order, and the one to begin with.
  static func steps(of nodes: [StepNode]) -> (steps: [Step], first: Step.ID?) {
    var linking = Linking()
    let first = linking.link(nodes, next: nil, parent: nil, under: nil)
    return (linking.steps.sorted { $0.order < $1.order }.map(\.step), first)
  }

  /// Links siblings back to front, because each has to know the one behind it. - Returns: where they begin.
  private mutating func link(_ nodes: [StepNode], next: Step.ID?, parent: Step.ID?, under: Branch.ID?) -> Step.ID? {
    // Orders are handed out front to back, so that the flat list reads like the document.
    let starts = nodes.map { node in
      let start = order
      order += node.size
      return start
    }
    var next = next
    for (node, start) in zip(nodes, starts).reversed() {
      let counter = order
      order = start
      next = link(node, next: next, parent: parent, under: under)
      order = counter
    }
    return next
  }

  private mutating func link(_ node: StepNode, next: Step.ID?, parent: Step.ID?, under: Branch.ID?) -> Step.ID {
    let start = order
    order += node.ownSize
    let isChoice: Bool
    if case .decide = node.kinds.last { isChoice = true } else { isChoice = false }
    // Without a choice nothing stands before or behind it.
    let hasChoice = isChoice || !node.branches.isEmpty
    let before = hasChoice ? node.before : []
    let after = hasChoice ? node.after : node.before + node.after
    let choiceID = before.isEmpty || isChoice ? node.id : node.id + "+"
    let firstBefore = link(before, next: choiceID, parent: node.id, under: nil)
    var branches: [Branch] = []
    let branchStart = order
    order += node.branches.reduce(0) { $0 + $1.steps.total }
    let firstAfter = link(after, next: next, parent: node.id, under: nil)
    order = branchStart
    for branch in node.branches {
      let first = link(branch.steps, next: firstAfter ?? next, parent: node.id, under: branch.id)
      branches.append(Branch(id: branch.id, sentence: branch.sentence, condition: branch.condition, first: first))
    }
    let behind = firstAfter ?? next
    // The step itself, split when its children run between what it does and the choice it leads to.
    var emitted: [(Step.ID, StepKind, [Branch], Step.ID?)] = []
    if before.isEmpty || isChoice {
      emitted = [(node.id, node.kinds.last ?? .group, branches, behind)]
    } else {
      emitted = [(node.id, node.kinds.last ?? .group, [], firstBefore), (choiceID, .choose(on: node.id), branches, behind)]
    }
    var first = node.id
    if isChoice, let firstBefore { first = firstBefore }
    for (index, kind) in node.kinds.dropLast().enumerated().reversed() {
      let id = "\(node.id).\(index + 1)"
      emitted.insert((id, kind, [], first), at: 0)
      first = id
    }
    for (offset, (id, kind, branches, following)) in emitted.enumerated() {
      steps.append(
        (
          start + offset,
          Step(
            id: id, sentence: node.sentence, kind: kind, branches: branches, next: following, channels: node.channels, past: next, notes: node.notes,
            sayings: node.sayings, parent: parent, under: under, depth: node.depth)
        ))
    }
    return first
  }
}
