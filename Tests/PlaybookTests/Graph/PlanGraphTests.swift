import Playbook
import Testing

@Suite("A plan as boxes and arrows")
struct PlanGraphTests {
  private let outline = "- 判断天气\n  - 条件：晴\n    - 送\"餐\"\n  - 条件：雨\n    - [改天](#改天)\n- 记录\n\n## 流程：改天\n\n- 等"
  private var graph: PlanGraph { PlanGraph(compile(SourceText(path: "a.md", text: "# 送餐\n\n## 流程\n\n" + outline)) { _ in nil }.plan) }

  @Test func everyStepIsABoxAndEveryWayAnArrow() {
    #expect(graph.clusters.map(\.title) == ["送餐", "改天"])
    #expect(graph.clusters[0].nodes.map(\.text) == ["送餐", "判断天气", "送\"餐\"", "改天", "记录", "结束"])
    #expect(graph.clusters[0].nodes.map(\.shape) == [.start, .decision, .manual, .call, .manual, .end])
    let names = Dictionary(uniqueKeysWithValues: graph.clusters.flatMap(\.nodes).map { ($0.id, $0.text) })
    let arrows = graph.edges.map { "\(names[$0.from] ?? "?") →\($0.text.isEmpty ? "" : "（\($0.text)）") \(names[$0.to] ?? "?")" }
    #expect(
      arrows == [
        "送餐 → 判断天气", "判断天气 →（晴） 送\"餐\"", "判断天气 →（雨） 改天", "送\"餐\" → 记录", "改天 → 记录", "记录 → 结束", "改天 → 等", "等 → 结束",
      ])
  }

  @Test func dotIsQuoted() {
    let dot = graph.dot
    #expect(dot.hasPrefix("digraph playbook {") && dot.hasSuffix("}\n"))
    #expect(dot.contains("n3 [label=\"送\\\"餐\\\"\""))
    #expect(dot.contains("n2 -> n3 [label=\"晴\"];"))
    #expect(dot.components(separatedBy: "subgraph").count == 3)
  }

  @Test func mermaidIsQuoted() {
    let mermaid = graph.mermaid
    #expect(mermaid.hasPrefix("flowchart TD\n"))
    #expect(mermaid.contains("n3[\"送#quot;餐#quot;\"]") && mermaid.contains("n2 -->|\"晴\"| n3"))
  }

  @Test func longSentencesAreFolded() throws {
    let long = String(repeating: "很长", count: 60)
    let dot = PlanGraph(compile(SourceText(path: "a.md", text: "- \(long)")) { _ in nil }.plan).dot
    let line = try #require(dot.split(separator: "\n").first { $0.contains("很长") && $0.contains("style=dashed") })
    #expect(line.contains("\\n") && line.contains("…"))
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [Substring] { split(separator: mark, omittingEmptySubsequences: false) }
}
