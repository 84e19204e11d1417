/// A first vocabulary for a raw outline, and the outline bound to it.
public struct Scaffold: Sendable {
  /// The outline with front matter and with the sentences bound that are certain; everything else is as it was written.
  public let outline: String
  /// The drafted tables, and the rounds of the drafted follow-ups.
  public let vocabulary: String
  /// In document order.
  public let drafted: [Drafted]
  /// Sentences that stay a person's, and those that a person should look at, in document order.
  public let left: [Left]
  /// Of the raw outline.
  public let before: Coverage
  /// Of the drafted one.
  public let after: Coverage

  /// One thing that was declared.
  public struct Drafted: Sendable {
    /// Fact, party, action, event or follow-up.
    public let kind: Diagnostic.Message
    /// As the outline calls it.
    public let name: String
    /// The line of the raw outline that it was found on.
    public let line: Int
  }

  /// One sentence for a person to do or to look at.
  public struct Left: Sendable {
    /// In the raw outline.
    public let line: Int
    /// The sentence.
    public let text: String
    /// What it looks like; nil for a sentence that runs by itself now.
    public let reading: Reading?
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
  var left = after.manual.map { manual in
    let line = proved.outline.rawLine(manual.sentence.place.line)
    return Scaffold.Left(line: line, text: manual.sentence.text, reading: manual.reading, reason: draft.reasons[line])
  }
  let isManual = Set(left.map(\.line))
  left += after.automated.compactMap { sentence in
    let line = proved.outline.rawLine(sentence.place.line)
    guard !isManual.contains(line), let reason = draft.reasons[line] else { return nil }
    return Scaffold.Left(line: line, text: sentence.text, reading: nil, reason: reason)
  }
  left.sort { $0.line < $1.line }
  return Scaffold(
    outline: proved.outline.text, vocabulary: proved.vocabulary.text,
    drafted: draft.names.map { Scaffold.Drafted(kind: $0.kind.words, name: $0.label, line: $0.line) },
    left: left, before: before, after: after)
}

/// An error that was there before anything was drafted.
struct ErrorSpot: Hashable {
  let check: String
  /// In the raw outline.
  let line: Int
}
