extension PlanGraph {
  /// The graph as a Mermaid flowchart, which Git forges and editors draw inside Markdown.
  public var mermaid: String {
    var lines = ["flowchart TD"]
    for cluster in clusters {
      lines.append("  subgraph \(cluster.id)[\(quoted(cluster.title))]")
      lines += cluster.nodes.map { "    \($0.id)\(mermaidShape($0.shape, quoted($0.text)))" }
      lines.append("  end")
    }
    lines += edges.map { "  \($0.from) -->\($0.text.isEmpty ? "" : "|\(quoted($0.text))|") \($0.to)" }
    return (lines + [""]).joined(separator: "\n")
  }

  private func mermaidShape(_ shape: Shape, _ text: String) -> String {
    switch shape {
    case .start, .end: "([\(text)])"
    case .decision: "{{\(text)}}"
    case .call: "[[\(text)]]"
    case .wait: "[/\(text)/]"
    case .action, .contact: "(\(text))"
    case .manual, .other: "[\(text)]"
    }
  }

  /// Mermaid has no escapes but character codes.
  private func quoted(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\"": escaped += "#quot;"
      case "#": escaped += "#35;"
      case "<": escaped += "#lt;"
      case ">": escaped += "#gt;"
      case "\n", "\r\n", "\r": escaped += " "
      default: escaped.append(character)
      }
    }
    return "\"\(escaped)\""
  }
}
