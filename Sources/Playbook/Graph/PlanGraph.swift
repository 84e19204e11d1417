/// A plan as boxes and arrows: one box for each sentence that does something, one arrow for each way to go on.
public struct PlanGraph: Sendable {
  /// What a box stands for; drawn in different shapes.
  public enum Shape: Sendable, Hashable {
    case start, end, decision, action, contact, wait, manual, call, other
  }

  /// A box: one sentence.
  public struct Node: Sendable, Hashable {
    /// `n1`, `n2`, … in document order.
    public let id: String
    public let text: String
    public let shape: Shape
    /// Nil for where a procedure begins and ends.
    public let step: Step.ID?
  }

  /// An arrow from one box to another.
  public struct Edge: Sendable, Hashable {
    public let from: String
    public let to: String
    /// The alternative, without its keyword; empty when there is no choice.
    public let text: String
  }

  /// One procedure with its boxes.
  public struct Cluster: Sendable {
    public let id: String
    public let title: String
    public let nodes: [Node]
  }

  public let title: String
  public let language: Language
  public let clusters: [Cluster]
  public let edges: [Edge]

  public init(_ plan: Plan) {
    title = plan.title
    language = plan.language
    let checked = CheckedPlan(plan: plan, names: Names(plan.vocabulary))
    var reading = GraphReading(checked: checked)
    clusters = plan.procedures.enumerated().map { reading.cluster($1, number: $0 + 1) }
    edges = reading.edges
  }
}

/// Numbers the boxes and collects the arrows.
private struct GraphReading {
  let checked: CheckedPlan
  var edges: [PlanGraph.Edge] = []
  private var count = 0

  init(checked: CheckedPlan) { self.checked = checked }

  mutating func cluster(_ procedure: Procedure, number: Int) -> PlanGraph.Cluster {
    var nodes: [PlanGraph.Node] = []
    var boxes: [Step.ID: String] = [:]
    func box(_ text: String, _ shape: PlanGraph.Shape, _ step: Step.ID? = nil) -> String {
      count += 1
      nodes.append(PlanGraph.Node(id: "n\(count)", text: text, shape: shape, step: step))
      return "n\(count)"
    }
    let start = box(procedure.title, .start)
    // A choice behind its step's children is drawn as a box of its own only when something stands between.
    for step in procedure.steps { boxes[step.id] = box(text(of: step), shape(of: step), step.id) }
    let end = box(checked.plan.language.words("结束", "end"), .end)
    func to(_ id: Step.ID?) -> String { id.flatMap { boxes[$0] } ?? end }
    edges.append(.init(from: start, to: to(procedure.first), text: ""))
    for step in procedure.steps {
      guard let from = boxes[step.id] else { continue }
      if case .conclude = step.kind { edges.append(.init(from: from, to: end, text: "")) }
      var drawn: Set<PlanGraph.Edge> = []
      for way in checked.plan.ways(from: step) {
        let edge = PlanGraph.Edge(from: from, to: to(way.next), text: way.branch.map { checked.bare($0) } ?? "")
        if drawn.insert(edge).inserted { edges.append(edge) }
      }
    }
    return .init(id: "p\(number)", title: procedure.title, nodes: nodes)
  }

  private func text(of step: Step) -> String {
    let text = String(step.sentence.text[...].withoutNumbering)
    guard !step.channels.isEmpty, let channel = step.channels.first else { return text }
    let name = channel.name(in: checked.plan.language)
    return text.contains(name) ? text : "\(name)：\(text)"
  }

  private func shape(of step: Step) -> PlanGraph.Shape {
    switch step.kind {
    case .decide, .choose, .ask: .decision
    case .act, .say: .action
    case .contact: .contact
    case .wait, .promise: .wait
    case .manual(.decision): .decision
    case .manual, .handOff: .manual
    case .call, .followUp: .call
    case .conclude: .end
    case .never, .goBack, .group, .rule, .overturn: .other
    }
  }
}
