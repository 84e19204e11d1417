/// Why somebody looks at what is personal, or has it destroyed: one line for the audit.
public enum Reason {
  /// In characters; space doesn't count.
  public static let shortest = 5
  /// In characters.
  public static let longest = 500

  /// What is wrong with one.
  public enum Fault: Hashable, Sendable, CaseIterable {
    case tooShort, tooLong, notOneLine
  }

  /// - Returns: everything that is wrong with it; empty for one that can stand in the audit.
  public static func faults(of text: String) -> [Fault] {
    var faults: [Fault] = []
    if text.count(where: { !$0.isWhitespace }) < shortest { faults.append(.tooShort) }
    if text.count > longest { faults.append(.tooLong) }
    if text.contains(where: \.isNewline) || text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { faults.append(.notOneLine) }
    return faults
  }
}
