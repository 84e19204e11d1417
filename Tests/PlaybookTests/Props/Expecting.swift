import Testing

/// Compares texts of several lines, and says which lines are missing (`-`) and which are too many (`+`).
func expectText(_ actual: String, _ expected: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
  guard actual != expected else { return }
  let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
  let changes = lines(actual).difference(from: lines(expected)).map { change in
    switch change {
    case .remove(let offset, let line, _): "- \(offset + 1): \(line)"
    case .insert(let offset, let line, _): "+ \(offset + 1): \(line)"
    }
  }
  Issue.record("\(about)\n\(changes.joined(separator: "\n"))\nactual:\n\(actual)", sourceLocation: sourceLocation)
}
