/// A first vocabulary for a raw outline, and the outline bound to it.
public struct Scaffold: Sendable {
  /// The outline with front matter and with the sentences bound that are certain; everything else is as it was written.
  public let outline: String
  public let vocabulary: String
  public let drafted: [Drafted]
  /// Sentences that stay a person's, in document order.
  public let left: [Left]
  public let before: Coverage
  public let after: Coverage

  /// One thing that was declared.
  public struct Drafted: Sendable {
    public let kind: Diagnostic.Message
    public let name: String
    /// The line of the raw outline that it was found on.
    public let line: Int
  }

  public struct Left: Sendable {
    /// In the raw outline.
    public let line: Int
    public let text: String
    public let reading: Reading
    /// Why it couldn't be bound, where there is more to say than what it looks like.
    public let reason: Diagnostic.Message?
  }
}

/// Drafts a vocabulary for an outline that has none, so that it runs at once.
///
/// Only what the text says plainly is declared: decisions with their alternatives, names in 【】, short orders, follow-ups. Nothing is drafted that the
/// compiler would find an error in: such a sentence stays a person's.
/// - Returns: nil when the document has a vocabulary already.
public func scaffold(_ source: SourceText, vocabularyFile: String) -> Scaffold? {
  let raw = compile(source) { _ in nil }
  guard raw.plan.vocabulary.isEmpty, let before = raw.coverage.first else { return nil }
  let document = readDocument(source)
  guard document.front.vocabulary.isEmpty else { return nil }
  var draft = Draft(document)
  let known = Set(raw.diagnostics.filter { $0.level == .error }.map { ErrorSpot(check: $0.check, line: $0.place.line) })
  let proved = draft.prove(against: known, vocabularyFile: vocabularyFile)
  let after = proved.compilation.coverage.first ?? before
  let left = after.manual.map { manual in
    let line = proved.outline.rawLine(manual.sentence.place.line)
    return Scaffold.Left(line: line, text: manual.sentence.text, reading: manual.reading, reason: draft.reasons[line])
  }
  return Scaffold(
    outline: proved.outline.text, vocabulary: proved.vocabulary.text, drafted: draft.names.map { Scaffold.Drafted(kind: $0.kind.words, name: $0.label, line: $0.line) },
    left: left, before: before, after: after)
}

/// An error that was there before anything was drafted.
struct ErrorSpot: Hashable {
  let check: String
  /// In the raw outline.
  let line: Int
}
