import Testing

/// Fails with one line for each finding.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
  let list = findings.map(\.description).joined(separator: "\n")
  #expect(findings.isEmpty, "\(findings.count) to mend:\n\(list)", sourceLocation: sourceLocation)
}

/// A number that may only fall: it fails when it rises, and when it has fallen it asks for the new number to be written down.
func expectRatchet(_ found: Int, at most: Int, of what: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(found <= most, "\(what): \(found), and only \(most) are allowed", sourceLocation: sourceLocation)
  #expect(found >= most, "\(what): only \(found) are left, so lower the allowed number from \(most) to \(found)", sourceLocation: sourceLocation)
}
