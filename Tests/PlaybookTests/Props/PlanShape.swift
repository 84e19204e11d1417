import Playbook

/// A plan as text, without the places in its documents: two documents that mean the same have the same.
func planShape(_ compilation: Compilation) -> String {
  // What is only advice looks at how a text is written, too.
  let findings = compilation.diagnostics.filter { $0.level == .error }.map(\.check).sorted()
  return shape(compilation.plan) + "\n" + findings.joined(separator: "\n")
}

/// Everything a value holds, depth first. Colons and blanks of sentences don't count: steps are the same for either.
private func shape(_ value: Any) -> String {
  switch value {
  case is Place: return ""
  case let sentence as Sentence: return "“\(sentence.text.filter { !$0.isWhitespace }.replacing("：", with: ":"))”"
  case let text as String: return text
  default: break
  }
  let mirror = Mirror(reflecting: value)
  var parts = mirror.children.filter { $0.label != "version" }.map { child in
    let inner = shape(child.value)
    return child.label.map { "\($0)=\(inner)" } ?? inner
  }
  guard !parts.isEmpty else { return "\(value)" }
  // These have no order of their own.
  if mirror.displayStyle == .dictionary || mirror.displayStyle == .set { parts.sort() }
  return "(\(parts.joined(separator: "\n")))"
}
