/// The sentences of a plan as they stand below each other: steps and alternatives, without what the compiler made of them.
struct SentenceTree {
  struct Node {
    /// The step's or alternative's id; the procedure's at the roots.
    let id: String
    /// Nil at the roots.
    let sentence: Sentence?
    /// The sentence without its typography.
    let text: String
    let procedure: Procedure.ID
    var children: [Int] = []
  }

  private(set) var nodes: [Node] = []
  /// One for each procedure, in document order.
  private(set) var roots: [Int] = []

  init(_ plan: Plan) {
    for procedure in plan.procedures {
      var places: [String: Int] = [:]
      let root = add(Node(id: procedure.id, sentence: nil, text: normalized(procedure.title), procedure: procedure.id), below: nil)
      roots.append(root)
      for step in procedure.steps {
        // Further steps of one sentence are the compiler's: `s1.1`, `s1+`.
        let parent = step.under.flatMap { places[$0] } ?? step.parent.flatMap { places[$0] } ?? root
        if places[Self.sentenceID(step.id)] == nil {
          places[Self.sentenceID(step.id)] = add(
            Node(id: Self.sentenceID(step.id), sentence: step.sentence, text: normalized(step.sentence.text[...].withoutNumbering), procedure: procedure.id),
            below: parent)
        }
        guard let own = places[Self.sentenceID(step.id)] else { continue }
        places[step.id] = own
        for branch in step.branches where places[branch.id] == nil {
          places[branch.id] = add(
            Node(id: branch.id, sentence: branch.sentence, text: normalized(branch.sentence.text[...].withoutNumbering), procedure: procedure.id), below: own)
        }
      }
    }
  }

  /// `s1` of `s1.2` and `s1+`.
  static func sentenceID(_ id: Step.ID) -> String { String(id.prefix { $0 != "." && $0 != "+" }) }

  private mutating func add(_ node: Node, below parent: Int?) -> Int {
    nodes.append(node)
    if let parent { nodes[parent].children.append(nodes.count - 1) }
    return nodes.count - 1
  }
}
