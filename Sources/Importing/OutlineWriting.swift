extension ImportedOutline {
  /// The outline as Markdown: `# title`, then bullets, two blanks for each level; notes are `注：`.
  var markdown: String {
    let isChinese = (title ?? "").unicodeScalars.contains(where: isHanCharacter) || nodes.contains { hasHan($0) }
    var text = title.map { $0.isEmpty ? "" : "# \(escaped($0))\n\n" } ?? ""
    func write(_ nodes: [ImportedNode], depth: Int) {
      let indent = String(repeating: "  ", count: depth)
      for node in nodes {
        text += "\(indent)- \(sentence(node))\n"
        for note in node.notes { text += "\(indent)  - \(isChinese ? "注：" : "Note: ")\(escaped(note))\n" }
        if let link = node.link, !isPlaybook(link) { text += "\(indent)  - \(isChinese ? "注：[链接]" : "Note: [link]")(\(address(link)))\n" }
        write(node.children, depth: depth + 1)
      }
    }
    write(nodes, depth: 0)
    return text
  }

  private func sentence(_ node: ImportedNode) -> String {
    let words = node.text.isEmpty ? node.link ?? "" : node.text
    // Another playbook is run where its link stands; other links are for readers.
    guard let link = node.link, isPlaybook(link) else { return escaped(words) }
    return "[\(escaped(words))](\(address(link)))"
  }

  private func isPlaybook(_ link: String) -> Bool { link.hasSuffix(".md") && !link.contains(":") }

  private func hasHan(_ node: ImportedNode) -> Bool { node.text.unicodeScalars.contains(where: isHanCharacter) || node.children.contains { hasHan($0) } }

  /// A Markdown address ends at a blank or a parenthesis.
  private func address(_ link: String) -> String {
    var kept = ""
    for scalar in link.unicodeScalars where scalar.value >= 0x20 {
      switch scalar {
      case " ": kept += "%20"
      case "(": kept += "%28"
      case ")": kept += "%29"
      case "<": kept += "%3C"
      case ">": kept += "%3E"
      case "\\": kept += "%5C"
      default: kept.unicodeScalars.append(scalar)
      }
    }
    return kept
  }
}

/// The words so that Markdown reads them as they are. `【】` and paired `` ` `` are the playbook's own marks and stay.
func escaped(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  let keepsCode = scalars.count(where: { $0 == "`" }).isMultiple(of: 2)
  let hasLink = text.contains("](")
  var kept = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    let isMark =
      switch scalar {
      case "*", "<": true
      case "\\": next.isASCII && next.properties.isPatternSyntax
      case "_": !isWordCharacter(next) || index == 0 || !isWordCharacter(scalars[index - 1])
      case "`": !keepsCode
      case "[": hasLink
      case "!": next == "["
      case "&": next == "#" || (next.isASCII && next.properties.isAlphabetic)
      case "#", ">", "+", "-", "=", "~", "|": index == 0
      case ".", ")": index > 0 && index <= 9 && scalars[..<index].allSatisfy { (48...57).contains($0.value) } && next == " "
      default: false
      }
    if isMark { kept.append("\\") }
    kept.append(scalar)
  }
  return String(kept)
}

private func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
