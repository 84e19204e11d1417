/// A file with its path from the root of the tree.
struct TextFile: Sendable {
  let path: String
  let text: String

  /// As written, without line ends.
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  /// The same lines with comments and string literals taken out.
  var code: [Substring] { codeLines(of: text) }
  /// The folder under `Sources`, e.g. `Casework`.
  var room: String { String(path.split(separator: "/").dropFirst().first ?? "") }
}

/// A place that breaks a rule, and what to do about it.
struct Finding: CustomStringConvertible {
  let path: String
  /// From 1; nil when the whole file is meant.
  var line: Int?
  let words: String

  var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(words)" }
}
