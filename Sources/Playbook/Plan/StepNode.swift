/// A sentence that has been bound to declared names, with what hangs below it. Linking turns the tree into flat steps.
struct StepNode {
  var id: Step.ID
  var sentence: Sentence
  /// What is run one after another; all but the last come from further actions in the same sentence.
  var kinds: [StepKind]
  var channels: [ChannelName] = []
  var notes: [Sentence] = []
  var sayings: [Saying] = []
  /// Plain children before the first alternative, the alternatives, plain children behind.
  var before: [StepNode] = []
  var branches: [BranchNode] = []
  var after: [StepNode] = []
  var depth: Int
  /// How many places the sentence and everything below it take in the flat list at most.
  private(set) var size = 1

  /// What the sentence itself takes: its kinds, and the choice behind its children.
  var ownSize: Int { kinds.count + 1 }

  /// Computes the size, once everything below is in place.
  mutating func seal() {
    size = ownSize + before.total + after.total + branches.reduce(0) { $0 + $1.steps.total }
  }

  struct BranchNode {
    var id: Branch.ID
    var sentence: Sentence
    var condition: Condition
    var steps: [StepNode]
  }
}

extension [StepNode] {
  var total: Int { reduce(0) { $0 + $1.size } }
}
