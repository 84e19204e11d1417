extension Sentence {
  /// A sentence of more characters isn't one: the checks of its words look no further, so that a wild document takes no time.
  static let longestExamined = 2_000

  /// As much of the sentence as the checks of its words look at.
  var examined: String {
    // A character takes at least one byte.
    text.utf8.count <= Self.longestExamined ? text : String(text.prefix(Self.longestExamined))
  }
}
