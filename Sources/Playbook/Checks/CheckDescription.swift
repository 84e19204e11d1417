/// What a check is for, in words: shown by tools that list rules. The long form is docs/checks.md.
public struct CheckDescription: Sendable {
  public let id: String
  /// The level of most of its findings; single ones may be graver or lighter.
  public let level: Diagnostic.Level
  public let title: Diagnostic.Message
  /// How to close a finding.
  public let help: Diagnostic.Message
}

/// Every check there is, in the order of docs/checks.md.
public let checkDescriptions: [CheckDescription] = CheckGroup.allCases.flatMap { group in
  describedChecks.filter { $0.group == group }.map { CheckDescription(id: $0.id, level: $0.level, title: $0.title, help: $0.help) }
}
