import Playbook

/// A procedure's picture as SVG. Everything that people wrote is escaped; colours are the style's, by classes.
struct FlowDrawing {
  let graph: FlowGraph
  let plan: Plan
  let reading: StepReading
  let words: ConsoleWords
  /// Where the outline is: `/console/playbooks/x`.
  let outline: String
  let title: String

  private static let inset = 14.0
  /// How far words stand from the upper edge of their line.
  private static let baseline = 13.0

  /// - Parameters:
  ///   - place: of the procedure, as they stand in the document.
  ///   - outline: where a sentence is read.
  /// - Returns: SVG; nil for a procedure that isn't there, or is too large to be looked at.
  static func picture(of place: Int, in plan: Plan, outline: String, _ language: Language) -> String? {
    let whole = PlanGraph(plan)
    guard whole.clusters.indices.contains(place), let graph = FlowGraph(whole.clusters[place], whole.edges) else { return nil }
    let words = ConsoleWords.of(language)
    return FlowDrawing(
      graph: graph, plan: plan, reading: StepReading(plan, language), words: words, outline: outline,
      title: words.text("playbooks-graph-picture", ["name": plan.procedures[place].title])
    ).svg
  }

  var svg: String {
    let (width, height) = (Self.number(graph.width), Self.number(graph.height))
    var parts = [
      "<svg class=\"flow-picture\" xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" role=\"group\" aria-label=\"\(text(title))\" data-picture>",
      "<defs><marker id=\"g-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path class=\"flow-head\" d=\"M0 0L8 4L0 8z\"/></marker></defs>",
    ]
    let bottoms = graph.rows.indices.map { graph.bottom(ofRow: $0) }
    parts += graph.lines.map { line($0, bottoms) }
    parts += graph.items.map(drawn)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>"
  }

  // MARK: lines

  /// Straight down to the end of the row (a bend passes the whole of it), over in the gap between rows, and straight down again: nothing is written in the gap.
  private func line(_ line: FlowGraph.Line, _ bottoms: [Double]) -> String {
    let (from, to) = (graph.items[line.from], graph.items[line.to])
    let (begin, end) = (bottoms[from.rank], to.y)
    let middle = (begin + end) / 2
    let path =
      "M\(Self.number(from.x)) \(Self.number(from.y + from.height))V\(Self.number(begin))C\(Self.number(from.x)) \(Self.number(middle)) \(Self.number(to.x)) \(Self.number(middle)) \(Self.number(to.x)) \(Self.number(end))"
    return "<path class=\"flow-line\" d=\"\(path)\"\(pointsAt(to) ? " marker-end=\"url(#g-arrow)\"" : "")/>"
  }

  private func pointsAt(_ item: FlowItem) -> Bool {
    switch item.role {
    case .box, .end, .jump: true
    case .label, .bend: false
    }
  }

  // MARK: items

  private func drawn(_ item: FlowItem) -> String {
    switch item.role {
    case .bend: return ""
    case .label(let words):
      return "<g class=\"flow-label\"><title>\(text(words))</title>\(written(item, from: item.y))</g>"
    case .end:
      let place = Self.number(item.y + 17)
      return
        "<g class=\"flow-end\">\(stadium(item))<text x=\"\(Self.number(item.x))\" y=\"\(place)\">\(text(words.text("playbooks-graph-end")))</text></g>"
    case .jump(let target):
      let whole = words.text("playbooks-reads-back", ["name": target.text])
      let place = Self.number(item.y + 17)
      return
        "<a class=\"flow-jump\" href=\"#g-\(target.id)\" aria-label=\"\(text(whole))\"><title>\(text(whole))</title>\(stadium(item))<text x=\"\(Self.number(item.x))\" y=\"\(place)\">↩ \(text(item.lines.first ?? ""))</text></a>"
    case .box(let node): return box(item, node)
    }
  }

  private func box(_ item: FlowItem, _ node: PlanGraph.Node) -> String {
    let step = node.step.flatMap { plan.step($0) }
    let kind = step.map { kindName(of: $0) }
    let label = kind.map { words.text("playbooks-kind-\($0)") } ?? words.text("playbooks-graph-start")
    let whole = words.text("playbooks-graph-box", ["kind": label, "text": node.text])
    let inside =
      "<title>\(text(whole))</title>\(FlowShape(node.shape).path(item, inset: Self.inset))<text class=\"flow-kind\" x=\"\(Self.number(item.x))\" y=\"\(Self.number(item.y + 18))\">\(text(label))</text>\(written(item, from: item.y + 22))"
    guard let step else { return "<g class=\"flow-box kind-start\" id=\"g-\(node.id)\">\(inside)</g>" }
    let anchor = "\(outline)#\(PlaybookOutline.anchor(step.sentenceID))"
    return
      "<a class=\"flow-box kind-\(kind ?? "group")\" id=\"g-\(node.id)\" href=\"\(text(anchor))\" aria-label=\"\(text(whole))\">\(inside)</a>"
  }

  private func kindName(of step: Step) -> String {
    // What is chosen behind other sentences is chosen all the same.
    if case .choose = step.kind { return "decide" }
    return reading.name(of: step.kind) ?? "group"
  }

  private func written(_ item: FlowItem, from top: Double) -> String {
    item.lines.enumerated().map { number, line in
      let place = top + FlowItem.lineHeight * Double(number) + Self.baseline
      return "<text x=\"\(Self.number(item.x))\" y=\"\(Self.number(place))\">\(text(line))</text>"
    }.joined()
  }

  private func stadium(_ item: FlowItem) -> String { FlowShape.stadium.path(item, inset: Self.inset) }
  private func text(_ plain: String) -> String { PlainHTML().escapeText(plain) }

  static func number(_ value: Double) -> String { String(Int(value.rounded())) }
}
