import Desk
import Playbook
import Testing

@testable import Web

@Suite("Procedures as pictures")
struct FlowGraphTests {
  static let playbooks = [
    "food-delivery/merchant-cannot-reach-customer.md", "food-delivery/overdue-order.md", "food-delivery/takeaway-service.md",
    "channel-shop/refund-after-shipping.md", "channel-shop/platform-ruling.md",
  ]

  @Test(arguments: playbooks) func `nothing that is written in the picture of a shipped playbook lies on anything else`(path: String) throws {
    let plan = try shipped(path).compilation.plan
    let whole = PlanGraph(plan)
    #expect(!whole.clusters.isEmpty)
    for cluster in whole.clusters {
      guard let graph = FlowGraph(cluster, whole.edges) else {
        Issue.record("\(cluster.title) is too large")
        continue
      }
      var bottom = 0.0
      for (rank, row) in graph.rows.enumerated() {
        for (left, right) in zip(row, row.dropFirst()).map({ (graph.items[$0], graph.items[$1]) }) {
          #expect(left.x + left.width / 2 + 10 < right.x - right.width / 2, "\(cluster.title): \(left.lines) and \(right.lines)")
        }
        for place in row {
          let item = graph.items[place]
          #expect(item.rank == rank && item.y >= bottom && item.x - item.width / 2 >= 0, "\(cluster.title): \(item.lines)")
          #expect(item.lines.allSatisfy { Double(displayWidth(of: $0)) * 6.5 <= item.width }, "\(item.lines)")
        }
        bottom = max(bottom, graph.bottom(ofRow: rank))
      }
      // Lines cross from row to row in the gap between them, where nothing is written.
      for line in graph.lines { #expect(graph.items[line.to].rank == graph.items[line.from].rank + 1) }
      #expect(graph.width < 4_000 && graph.height < 4_000, "\(cluster.title): \(graph.width) × \(graph.height)")
      #expect(Set(graph.rows.joined()).count == graph.items.count)
    }
  }

  @Test(arguments: playbooks) func `every sentence that can be reached has its box, and every alternative its words`(path: String) throws {
    let plan = try shipped(path).compilation.plan
    let whole = PlanGraph(plan)
    for (cluster, procedure) in zip(whole.clusters, plan.procedures) {
      guard let graph = FlowGraph(cluster, whole.edges) else { continue }
      var boxes: Set<Step.ID> = []
      var labels = 0
      for item in graph.items {
        switch item.role {
        case .box(let node): if let step = node.step { boxes.insert(step) }
        case .label: labels += 1
        case .end, .jump, .bend: continue
        }
      }
      let steps = Set(procedure.steps.map(\.id))
      #expect(boxes.isSubset(of: steps))
      let drawn = Set(cluster.nodes.filter { $0.step.map(boxes.contains) ?? false }.map(\.id))
      #expect(labels == whole.edges.count { drawn.contains($0.from) && !$0.text.isEmpty }, "\(cluster.title)")
    }
  }

  private func drawing(_ outline: String, _ language: Language = .english) -> String? {
    let plan = compile(SourceText(path: "a.md", text: "# Loop\n\n## Procedure\n\n" + outline)) { _ in nil }.plan
    let whole = PlanGraph(plan)
    guard let cluster = whole.clusters.first, let graph = FlowGraph(cluster, whole.edges) else { return nil }
    return FlowDrawing(
      graph: graph, plan: plan, reading: StepReading(plan, language), words: ConsoleWords.of(language), outline: "/console/playbooks/a", title: "Graph"
    ).svg
  }

  @Test func `hostile sentences are text`() throws {
    let drawn = try #require(drawing("- Look \\</title>\\<script>alert(1)\\</script>\" onload=\"x\n  - When: \\<b>\"'&\n    - Go on\n"))
    #expect(!drawn.contains("<script") && !drawn.contains("\" onload=") && !drawn.contains("<b>"), "\(drawn)")
    #expect(drawn.contains("&lt;script&gt;") && drawn.contains("&lt;b&gt;"), "\(drawn)")
    #expect(!drawn.contains("style="))
  }

  @Test func `kinds are told apart by word and shape`() throws {
    let drawn = try #require(drawing("- Look at the parcel\n  - When: whole\n    - Hand it over\n  - When: broken\n    - Write it down\n"))
    #expect(drawn.contains(">by hand</text>") && drawn.contains(">start</text>"), "\(drawn)")
    #expect(drawn.contains(">end</text>") && drawn.contains("<title>whole</title>"), "\(drawn)")
  }

  @Test func `what is too large isn't drawn, and long loops don't hang`() {
    #expect(drawing((1...400).map { "- Step \($0)\n" }.joined()) == nil)
    #expect(drawing((1...250).map { "- Step \($0)\n" }.joined()) != nil)
  }

  @Test(arguments: playbooks) func `what has too many bends and lines isn't drawn, however few its boxes are`(path: String) throws {
    let plan = try shipped(path).compilation.plan
    let whole = PlanGraph(plan)
    for cluster in whole.clusters {
      let graph = try #require(FlowGraph(cluster, whole.edges), "\(cluster.title)")
      let parts = max(graph.items.count, graph.lines.count)
      #expect(FlowGraph(cluster, whole.edges, mostParts: parts) != nil)
      #expect(FlowGraph(cluster, whole.edges, mostParts: parts / 3) == nil, "\(cluster.title): \(parts)")
      #expect(Set(graph.lines).count == graph.lines.count, "no line is drawn twice")
    }
  }

  @Test(arguments: [("短", ["短"]), ("一二三四五", ["一二", "三四…"]), ("", [""]), ("a\nb", ["a b"])] as [(String, [String])])
  func `lines are broken by their width`(text: String, lines: [String]) {
    #expect(FlowText.lines(text, cells: 4, most: 2) == lines)
  }
}
