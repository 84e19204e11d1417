extension PlanGraph {
  /// The graph in Graphviz's language: `dot -Tsvg` lays it out.
  public var dot: String {
    var lines = ["digraph playbook {", "  label=\(quoted(title));", "  rankdir=TB;", "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=11];"]
    lines.append("  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=10];")
    for cluster in clusters {
      lines.append("  subgraph cluster_\(cluster.id) {")
      lines.append("    label=\(quoted(cluster.title));")
      lines += cluster.nodes.map { "    \($0.id) [label=\(quoted(folded($0.text))), \(dotShape($0.shape))];" }
      lines.append("  }")
    }
    lines += edges.map { "  \($0.from) -> \($0.to)\($0.text.isEmpty ? "" : " [label=\(quoted(folded($0.text)))]");" }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  private func dotShape(_ shape: Shape) -> String {
    switch shape {
    case .start: "shape=oval, style=filled, fillcolor=\"#e8eef7\""
    case .end: "shape=oval"
    case .decision: "shape=hexagon, style=filled, fillcolor=\"#fdf3d8\""
    case .action: "shape=box, style=\"filled,rounded\", fillcolor=\"#e2f2e4\""
    case .contact: "shape=box, style=\"filled,rounded\", fillcolor=\"#dff0f5\""
    case .wait: "shape=box, style=filled, fillcolor=\"#eee8f5\""
    case .manual: "shape=box, style=dashed"
    case .call: "shape=box, peripheries=2"
    case .other: "shape=box"
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\u{1}", with: "\\n") + "\""
  }

  /// Broken into lines of about thirty cells, so that boxes stay boxes. The mark is turned into `\n` when it is quoted.
  private func folded(_ text: String) -> String {
    let lineCells = 30
    let mostLines = 4
    var lines = [""]
    var width = 0
    for character in text.split(whereSeparator: \.isNewline).joined(separator: " ") {
      let cells = displayWidth(of: String(character))
      if width + cells > lineCells {
        if lines.count == mostLines {
          lines[lines.count - 1] += "…"
          break
        }
        lines.append("")
        width = 0
      }
      lines[lines.count - 1].append(character)
      width += cells
    }
    return lines.joined(separator: "\u{1}")
  }
}
